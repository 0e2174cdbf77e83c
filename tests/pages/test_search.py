"""Search finds what people mean: with marks, without, in NFD, with either tone placement, in teencode."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.pages import queries
from portal.pages.models import ArticlePage, PageText

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

NOW = timezone.now()
ROWS = [line.split("\t") for line in (Path(__file__).parent / "search_queries.tsv").read_text().splitlines()]


def paths(query: str) -> list[str]:
    return [found.url.removeprefix("http://localhost") for found in queries.search_pages(query, at=NOW, language="vi")]


@pytest.mark.parametrize(("query", "expected"), ROWS, ids=[query for query, _ in ROWS])
def test_it_puts_the_right_page_in_the_first_three(query, expected):
    assert expected in paths(query)[:3]


def test_it_has_forty_such_queries():
    assert len(ROWS) >= 40


def test_it_puts_marked_matches_above_folded_ones():
    index = ArticlePage.objects.first().get_parent()
    for title in ("Bán vé số", "Bản về số"):
        page = ArticlePage(title=title, slug=f"b{title[1:2].encode().hex()}", published_on="2026-01-01")
        index.add_child(instance=page)
        page.save_revision().publish()
        from modelsearch.index import insert_or_update_object

        insert_or_update_object(page)

    assert [found.title for found in queries.search_pages("bản về số", at=NOW, language="vi")][:2] == [
        "Bản về số",
        "Bán vé số",
    ]
    assert [found.title for found in queries.search_pages("bán vé số", at=NOW, language="vi")][:2] == [
        "Bán vé số",
        "Bản về số",
    ]


def test_it_marks_the_words_found_and_escapes_everything_else():
    found = queries.search_pages("đuối nước", at=NOW, language="vi")[0]

    assert "<mark>" in found.snippet
    page = PageText(text="<script>alert(1)</script> nước.", plain="script>alert(1)</script nuoc")
    assert queries.search._snippet(page, ["nước"]) == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>nước.</mark>"


@pytest.mark.parametrize(
    "query", ["", "   ", "🙂🙂", "'\"; DROP TABLE wagtailcore_page; --", "\x00\x00", "%%%", "NOT AND OR *", "zzzzqqqq"]
)
def test_it_finds_nothing_in_rubbish_and_says_so_calmly(client, query):
    response = client.get(reverse("search"), {"q": query})

    assert response.status_code == 200
    assert "tel:111" in response.text


def test_it_answers_a_ten_kilobyte_query(client):
    response = client.get(reverse("search"), {"q": "đuối nước " * 1000})

    assert response.status_code == 200
    assert "/phong-tranh/duoi-nuoc/" in response.text


def test_it_answers_broken_utf8(client):
    assert client.get(f"{reverse('search')}?q=%ff%fe%c3").status_code == 200


def test_it_shows_html_in_a_query_as_text(client):
    response = client.get(reverse("search"), {"q": "<script>alert(1)</script>"})

    assert "<script>alert(1)" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text


def test_it_begins_the_results_with_the_help_card(client):
    text = client.get(reverse("search"), {"q": "đuối nước"}).text

    assert text.index("help-card") < text.index("/phong-tranh/duoi-nuoc/")


def test_it_keeps_no_query_anywhere(client, caplog):
    with caplog.at_level("DEBUG"):
        response = client.get(reverse("search"), {"q": "bimatcuaem"})

    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert "bimatcuaem" not in caplog.text.replace("SELECT", "")
    assert "bimatcuaem" not in str(getattr(cache, "_cache", {}))


def test_it_costs_the_same_for_a_rare_and_a_common_word(django_assert_max_num_queries):
    for query in ("em", "đuối nước cháy nổ", "zzzz"):
        with django_assert_max_num_queries(6):
            queries.search_pages(query, at=NOW, language="vi")


def test_it_stays_within_the_budget_of_a_page(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(reverse("search"), {"q": "em bị bắt nạt"})
