"""Everything the interface says has its English, and the catalogue says nothing the interface no longer does."""

import json
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from portal.foundation import languages
from portal.locale import extract
from portal.safeguarding.models import Hotline

DEMO = Path(extract.ROOT) / "portal" / "pages" / "demo" / "hotlines.json"


@pytest.fixture(scope="module")
def english() -> dict[extract.Message, polib.POEntry]:
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural or None): entry
        for entry in polib.pofile(str(extract.CATALOGUE))
    }


@pytest.fixture(scope="module")
def said() -> set[extract.Message]:
    return set(extract.messages())


def test_it_lacks_no_english(english, said):
    assert sorted(msgid for _, msgid, _ in said - set(english)) == [], "run: python portal/locale/extract.py"


def test_it_keeps_nothing_that_no_source_says(english, said):
    assert sorted(msgid for _, msgid, _ in set(english) - said) == [], "run: python portal/locale/extract.py"


def test_it_leaves_no_vietnamese_in_english_words(english):
    names = "Tiếng Nói|Đuối nước|đuối nước|huyện|tỉnh|xã|Hòa Bình|Chợ Mới|Tịnh Biên"
    marked = [
        text
        for entry in english.values()
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if any(letter.isalpha() and not letter.isascii() for letter in _without(text, names.split("|")))
    ]

    assert marked == []


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "")
    return text


def test_it_finds_messages_in_python_and_in_templates(said):
    assert (None, "Cần giúp ngay", None) in said
    assert (None, "Việc này hiện chưa làm được.", None) in said
    assert (None, "%(number)s dịch vụ", "%(number)s dịch vụ") in said


@pytest.mark.django_db
def test_it_knows_the_words_of_the_first_hotlines_and_of_the_demo():
    rows = [row for hotline in Hotline.objects.all() for row in [hotline.entry()]]
    texts = {row[name] for row in [*rows, *json.loads(DEMO.read_text())] for name in ("name", "hours", "when_to_use")}

    with translation.override("en"):
        assert [text for text in texts if gettext(text) == text] == []


def test_it_marks_words_that_exist_only_in_vietnamese():
    with translation.override("en"):
        assert languages.local("Công an") == "Police"
        assert languages.local("Công an xã <Bến Ngàn>") == '<span lang="vi">Công an xã &lt;Bến Ngàn&gt;</span>'
        assert languages.local("") == ""

    assert languages.local("Công an") == "Công an"
