"""What children read keeps to short sentences and plain words; who writes it is told where it does not, and not stopped."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from portal.foundation.vietnamese import reading
from portal.pages.models import (
    AudienceGroup,
    InformationPage,
    PreventionPage,
    QuestionPage,
    ServiceIndexPage,
    ServicePage,
)
from portal.people.actions import roles
from tests import desk, personas

ROOT = Path(__file__).resolve().parent.parent.parent
FOR_STAFF = {"account", "admin", "allauth", "email", "mfa", "people", "wagtailadmin", "wagtailimages"}
"""Folders of templates that only adults at work see; whatever else stands in a templates folder may meet a child."""

LONG = "Em kể cho cô chú nghe tất cả mọi chuyện đã xảy ra với em ở nhà và ở trường từ đầu đến cuối nhé."  # 25 syllables

_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "button",
        "caption",
        "dd",
        "div",
        "dt",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
    ),
    *(
        "header",
        "label",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "title",
        "ul",
    ),
    *("br", "small"),
}
_SILENT = {"script", "style", "svg", "title"}  # the tab repeats the title and the centre's name
_MESSAGE = re.compile(r"{%\s*translate\s+\"(.*?)\"|{%\s*blocktranslate\b.*?%}(.*?){%\s*endblocktranslate", re.DOTALL)


class _Lines(HTMLParser):
    """Puts the words of a document on lines, one for each piece that stands by itself on the screen."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.written.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag in _BLOCKS:
            self.written.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.written.append(re.sub(r"\s", " ", data))


def hard_to_read(text: str, limit: int) -> list[str]:
    """Each fault in one line, ready to be read in a failure."""
    long = [f"{found.syllables} tiếng: {found.text}" for found in reading.too_long(text, limit)]
    return long + [f"{found.word} → {found.instead}" for found in reading.office_words(text)]


def shown(html: str) -> str:
    return "".join(_Lines(html).written)


def messages() -> Iterator[tuple[str, str]]:
    for folder in ("portal", "media", "surveys", "clubs", "forums"):
        for path in sorted((ROOT / folder).glob("**/templates/**/*.html")):
            inside = path.relative_to(ROOT).parts
            inside = inside[inside.index("templates") :]
            if "child" in inside or FOR_STAFF.isdisjoint(inside):
                for single, block in _MESSAGE.findall(path.read_text(encoding="utf-8")):
                    yield str(path.relative_to(ROOT)), re.sub(r"{{.*?}}", "số", single or block)


@pytest.fixture
def written(demo_centre: None, db: None) -> list[Page]:
    """Every Vietnamese page of the demo centre that is meant for children."""
    pages = Page.objects.live().filter(locale=Locale.get_default(), depth__gt=1).specific()
    return [page for page in pages if page.longest_sentence()]


def edited(page: Page) -> str:
    roles.ensure_roles()
    editor = desk.signed_in(personas.editor())
    return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_it_counts_among_childrens_pages_what_is_marked_for_them(written):
    kinds = {type(page).__name__ for page in written}
    information = {page.slug for page in written if isinstance(page, InformationPage)}

    assert {"HomePage", "ServicePage", "ArticlePage", "QuestionPage", "PreventionPage", "ServiceIndexPage"} <= kinds
    assert information == {"rieng-tu"}
    assert sum(isinstance(page, PreventionPage) for page in written) == 7
    assert {page.slug for page in written if isinstance(page, QuestionPage)}.isdisjoint(
        {"hoc-tro-co-vet-bam", "con-toi-chua-co-giay-khai-sinh"}
    )
    assert len(written) >= 50


def test_it_keeps_every_childrens_page_short_and_plain(written, client):
    faults = {}
    for page in written:
        html = client.get(page.get_url()).content.decode()
        found = hard_to_read(shown(html), page.longest_sentence()) + hard_to_read("\n".join(page.words_read()), 22)
        if found:
            faults[page.slug] = found

    assert faults == {}


@pytest.mark.parametrize("address", ["/can-giup-ngay/", "/khong-co-mang/", "/khong-co-trang-nay/", "/tim-kiem/?q=zzz"])
@pytest.mark.django_db
@pytest.mark.usefixtures("demo_centre")
def test_it_keeps_the_screens_of_the_house_shorter(client, address):
    text = shown(client.get(address).content.decode())

    assert "111" in text
    assert hard_to_read(text, reading.FOR_NINE_TO_THIRTEEN) == []


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_it_keeps_the_screens_of_errors_shorter(template):
    text = shown(render_to_string(template))

    assert "111" in text
    assert hard_to_read(text, reading.FOR_NINE_TO_THIRTEEN) == []


def test_it_keeps_every_sentence_of_a_public_template_short_and_plain():
    found = list(messages())
    places = {place.rsplit("/", 1)[1] for place, _ in found}

    faults = [(place, fault) for place, text in found for fault in hard_to_read(text, reading.FOR_NINE_TO_THIRTEEN)]

    assert {"base.html", "offline.html", "help_now.html", "home.html", "help_card.html", "refusal.html"} <= places
    assert faults == []


def test_it_reads_a_screen_line_by_line():
    html = "<p>Em gọi <b>111</b>.<br>Em chờ.</p><ul><li>một</li><li>hai</li></ul><script>ba</script>"

    assert reading.sentences(shown(html)) == ["Em gọi 111.", "Em chờ.", "một", "hai"]


@pytest.fixture
def service(demo_centre: None, db: None) -> ServicePage:
    page = ServicePage(
        title="Gặp cô chú", who=LONG, where="Ở Trung tâm.", cost="Không mất tiền.", how="Em đồng ý thì đến."
    )
    return ServiceIndexPage.objects.get(locale=Locale.get_default()).add_child(instance=page)


def for_children(page: Any) -> Any:
    page.audiences.add(AudienceGroup.objects.get(slug="tre-em"))
    page.save()
    return page


def test_it_shows_the_writer_long_sentences_and_hard_words(service):
    screen = edited(for_children(service))

    assert "Dễ đọc với các em" in screen
    assert f"<b>25 tiếng:</b> {LONG}" in screen
    assert "“đồng ý”: nên viết “em chịu, em muốn”" in screen


def test_it_says_when_nothing_was_found(service):
    service.who, service.how = "Cô chú nghe em.", "Em cứ đến."

    screen = edited(for_children(service))

    assert "chưa thấy câu nào quá dài" in screen
    assert "Câu còn dài" not in screen


def test_it_reads_the_last_saved_draft(service):
    for_children(service)
    service.who = "Cô chú nghe em."
    service.save_revision()

    screen = edited(service)

    assert "Câu còn dài" not in screen
    assert "Chữ khó với các em" in screen


def test_it_is_silent_on_pages_for_adults(service):
    assert "Dễ đọc với các em" not in edited(service)


def test_it_is_silent_on_a_page_not_yet_saved(service):
    roles.ensure_roles()
    editor = desk.signed_in(personas.editor())

    screen = editor.get(
        reverse("wagtailadmin_pages:add", args=["pages", "preventionpage", _index().pk])
    ).content.decode()

    assert "Dễ đọc với các em" not in screen


def test_it_is_silent_on_pages_in_other_languages(service):
    english, _created = Locale.objects.get_or_create(language_code="en")
    service.locale = english
    for_children(service)

    assert "Dễ đọc với các em" not in edited(service)


def test_it_refuses_nothing(service):
    page = for_children(service)

    page.save_revision().publish()

    assert LONG in Client().get(page.get_url()).content.decode()


def _index() -> Page:
    return PreventionPage.objects.first().get_parent()
