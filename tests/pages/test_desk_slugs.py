"""Addresses of pages are folded, whoever makes them: the editor's form, the model, the browser."""

import json
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.foundation import forms
from portal.foundation.vietnamese.slugs import slugify
from portal.pages.models import ArticleIndexPage, ArticlePage
from portal.people.actions import roles
from tests import desk, personas

TITLES = [
    "Đuối nước & điện giật",
    unicodedata.normalize("NFD", "Đuối nước & điện giật"),
    "Vừa/vặn: thử (một) lần!",
    "ĐƯỜNG DÂY 111 – gọi ngay?",
    "A Brôl, Y Blên và ƀuôn làng",
]


@pytest.fixture
def index(demo_centre: None, db: None) -> ArticleIndexPage:
    roles.ensure_roles()
    return ArticleIndexPage.objects.get(locale__language_code="vi")


def _posted(**fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "summary": "",
            "published_on": "23/11/2026",
            "body": streamfield([("paragraph", rich_text("<p>Chữ.</p>"))]),
            "source": "",
            "icon": "heart",
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


@pytest.mark.parametrize("typed", ["", "Đuối nước mùa mưa", "duoi-nuoc-mua-mua"])
def test_it_folds_what_an_editor_typed(typed: str, index: ArticleIndexPage) -> None:
    client = desk.signed_in(personas.editor())
    door = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", index.pk])

    client.post(door, _posted(title="Đuối nước mùa mưa", slug=typed))

    article = ArticlePage.objects.get(title="Đuối nước mùa mưa")
    assert article.slug == "duoi-nuoc-mua-mua"
    assert article.published_on == date(2026, 11, 23)
    assert not article.live


def test_it_says_when_an_address_is_taken(index: ArticleIndexPage) -> None:
    client = desk.signed_in(personas.editor())
    taken = index.get_children().first()
    door = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", index.pk])

    answer = client.post(door, _posted(title="Tin khác", slug=taken.slug.upper()))

    assert f"Đường dẫn “{taken.slug}” đã được dùng trong trang cha này." in answer.content.decode()


@pytest.mark.parametrize(
    ("title", "slugs"), [("Đuối nước", ["duoi-nuoc", "duoi-nuoc-2"]), ("… !", ["trang", "trang-2"])]
)
def test_it_folds_the_title_of_a_page_made_by_code(title: str, slugs: list[str], index: ArticleIndexPage) -> None:
    made = [index.add_child(instance=ArticlePage(title=title, published_on=date(2026, 1, 1))) for _time in range(2)]

    assert [page.slug for page in made] == slugs


def _in_browser(title: str) -> str:
    """What the editor's script makes of a title: the replacements in order, then lower case."""
    for (pattern, flags), letter in json.loads(forms.browser_formatters()):
        assert "g" in flags
        title = re.sub(pattern, letter, title)
    return title.lower()


@pytest.mark.parametrize("title", TITLES)
def test_the_browser_shows_the_address_that_will_be_kept(title: str) -> None:
    assert _in_browser(title) == slugify(title)


@given(st.text(alphabet="aáàảãạăâêôơưđĐÊếệỗựyỹ bcxyzABC019-_/.,:?"))
def test_the_browser_agrees_on_any_vietnamese_title(title: str) -> None:
    assert _in_browser(title) == slugify(title)


def test_the_form_of_every_page_carries_them(index: ArticleIndexPage) -> None:
    client = desk.signed_in(personas.administrator())
    kinds = {page.specific_class: page.pk for page in Page.objects.filter(depth__gt=1)}

    forms_shown = {
        kind: client.get(reverse("wagtailadmin_pages:edit", args=[pk])).content.decode() for kind, pk in kinds.items()
    }

    assert [kind for kind, html in forms_shown.items() if "data-w-slug-formatters-value" not in html] == []
