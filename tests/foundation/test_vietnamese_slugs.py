"""Addresses made from Vietnamese titles."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đuối nước & điện giật", "duoi-nuoc-dien-giat"),
        (unicodedata.normalize("NFD", "Đuối nước & điện giật"), "duoi-nuoc-dien-giat"),
        ("ĐƯỜNG DÂY 111", "duong-day-111"),
        ("  Em hỏi – người lớn trả lời?  ", "em-hoi-nguoi-lon-tra-loi"),
        ("A Brôl", "a-brol"),
        ("… !", ""),
    ],
)
def test_it_makes_an_address_that_can_be_typed(title: str, slug: str) -> None:
    assert slugs.slugify(title) == slug


def test_it_spells_other_scripts_in_latin_letters() -> None:
    assert slugs.slugify("ខ្មែរ").startswith("khm")


@given(st.text())
def test_it_uses_only_small_letters_digits_and_single_hyphens(title: str) -> None:
    slug = slugs.slugify(title)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugs.slugify(slug) == slug
