"""Two languages, two trees: the address alone chooses, nothing mixes, and each page names its other half."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import Locale

from portal.foundation import languages
from portal.pages import queries
from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    HomePage,
)
from tests import vietnamese_only

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

CODE_PAGES = ["/en/can-giup-ngay/", "/en/roi-trang/", "/en/tim-kiem/", "/en/tim-kiem/?q=school", "/en/khong-co-mang/"]
PAGES = [
    "/en/",
    "/en/services/",
    "/en/services/?danh-cho=tre-em",
    "/en/services/talk-at-the-centre/",
    "/en/about/",
    "/en/about/two-centres/",
    "/en/about/contact/",
    "/en/can-giup-ngay/",
    "/en/khong-co-mang/",
]
VIETNAMESE_LETTER = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01b0\u1ea0-\u1ef9]")


@pytest.fixture(autouse=True)
def _running_server(client):
    """What a process learns once and keeps: content types, the sites' roots, the next scheduled change."""
    ContentType.objects.get_for_models(*apps.get_app_config("pages").get_models())
    client.get("/rieng-tu/")


def english_addresses(client) -> list[str]:
    found = re.findall(r"<loc>http://localhost(?::\d+)?(/en/[^<]*)</loc>", client.get("/sitemap.xml").text)
    return [*found, *CODE_PAGES, "/en/services/?danh-cho=cha-me&chuyen-de=tu-van", "/en/no-such-page/"]


@pytest.mark.parametrize("path", PAGES)
def test_it_speaks_english_below_en_at_the_cost_of_any_page(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = client.get(path)

    assert response.status_code == 200
    assert '<html lang="en">' in response.text
    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PAGES)
def test_it_keeps_english_pages_too(client, path, django_assert_max_num_queries):
    first = client.get(path)

    with django_assert_max_num_queries(1):
        second = client.get(path, headers={"accept-language": "vi"})

    assert second.content == first.content


@pytest.mark.parametrize(
    "path", ["/", "/can-giup-ngay/", "/dich-vu/", "/tim-kiem/?q=sach", "/khong-co/", "/api/v1/services/"]
)
def test_it_asks_no_header_and_no_cookie_for_the_language(client, path):
    client.cookies["django_language"] = "en"

    response = client.get(path, headers={"accept-language": "en-GB,en;q=0.9"})

    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert response.headers.get("Content-Language") is None
    assert "English" not in re.sub(r'<a class="language".*?</a>', "", response.text, flags=re.DOTALL)
    assert not response.cookies


def test_it_does_not_mix_the_kept_copies(client):
    for path, language in (("/can-giup-ngay/", "vi"), ("/en/can-giup-ngay/", "en"), ("/can-giup-ngay/", "vi")):
        assert f'<html lang="{language}">' in client.get(path).text


def test_it_leaves_no_language_behind(client):
    client.get("/en/")

    assert translation.get_language() == "vi"


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "vi"), ("", "vi"), ("/en", "en"), ("/en/x/", "en"), ("/english/", "vi"), ("/x/en/", "vi"), ("/vi/", "vi")],
)
def test_it_reads_the_language_from_the_first_part_of_the_address(path, language):
    assert languages.of_path(path) == language


def test_it_leads_from_en_to_the_english_home_page(client):
    assert client.get("/en", follow=True).redirect_chain == [("/en/", 301)]


@pytest.mark.parametrize(
    "path", ["/en/dich-vu/", "/services/", "/en/en/", "/en/tin-tuc/", "/en/admin/", "/en/api/v1/services/", "/en/home/"]
)
def test_it_serves_no_page_under_the_address_of_the_other_language(client, path):
    assert client.get(path).status_code == 404


def test_it_keeps_staff_api_and_probes_at_one_address(client):
    assert client.get("/admin/").headers["Location"].startswith("/tai-khoan/login/")
    assert client.get("/en/healthz/").status_code == 404
    assert '<html lang="vi">' in client.get("/tai-khoan/login/").text


def test_it_shows_no_vietnamese_word_that_is_not_marked(client):
    found = []
    addresses = english_addresses(client)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == (404 if "no-such" in address else 200), address
        assert not response.cookies, address
        texts = vietnamese_only.spoken_texts(response.text, language="en")
        found += [
            (address, what, text) for what, text in texts if VIETNAMESE_LETTER.search(text.replace("Tiếng Nói", ""))
        ]

    assert len(addresses) >= 25
    assert found == []


def test_it_says_in_english_that_something_broke(client):
    with translation.override("en"):
        html = client.get("/en/no-such-page/").text

    assert "There is no such page" in html
    assert 'action="/en/tim-kiem/"' in html
    assert 'href="/en/can-giup-ngay/"' in html


def test_it_lists_and_links_only_pages_of_the_same_language(client):
    for path in ("/en/", "/en/services/", "/en/services/talk-at-the-centre/", "/en/about/contact/"):
        body = re.sub(r'<a class="language".*?</a>', "", client.get(path).text, flags=re.DOTALL)
        inside = [link for link in re.findall(r'<a [^>]*href="(/[^"]*)"', body) if not link.startswith("/static/")]
        assert [link for link in inside if not link.startswith("/en/")] == [], path
    for path in ("/", "/dich-vu/", "/dich-vu/tu-van-truc-tiep/"):
        body = re.sub(r'<a class="language".*?</a>', "", client.get(path).text, flags=re.DOTALL)
        assert 'href="/en/' not in body, path


def test_it_lists_fifteen_services_in_each_language(client):
    assert client.get("/en/services/").text.count('<li class="card') == 15
    assert client.get("/dich-vu/").text.count('<li class="card') == 15
    assert "15 services" in client.get("/en/services/").text


def test_it_counts_one_in_the_singular(client):
    narrowed = client.get("/en/services/?chuyen-de=mua-ban-nguoi").text

    assert narrowed.count('<li class="card') == 1
    assert "1 service<" in narrowed


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("birth certificate", "papers-for-a-child"),
        ("trafficking", "preventing-human-trafficking"),
        ("foster", "foster-care"),
        ("phone", "talk-by-phone"),
        ("disability", "children-with-disabilities"),
        ("how do I find you", "contact"),
        ("psychologist", "psychological-support"),
        ("club", "clubs-and-forums"),
    ],
)
def test_it_finds_english_pages_by_english_words(client, query, slug):
    results = re.search(r'<ol class="results">.*?</ol>', client.get("/en/tim-kiem/", {"q": query}).text, re.DOTALL)

    assert results
    links = re.findall(r'href="([^"]*)"', results[0])
    assert any(link.endswith(f"/{slug}/") for link in links[:3])
    assert all(link.startswith("/en/") for link in links)


def test_it_finds_vietnamese_pages_only_in_vietnamese(client, at):
    assert [found.url for found in queries.search_pages("khai sinh", at=at, language="en")] == []
    assert all("/en/" not in found.url for found in queries.search_pages("centre", at=at, language="vi"))
    assert {found.kind for found in queries.search_pages("help", at=at, language="en")} <= {
        "service", "home page", "information page", "list of services",
    }  # fmt: skip


def test_it_answers_the_api_in_one_language(client):
    everything = client.get("/api/v1/services/?page_size=100").json()
    translated = client.get("/api/v1/services/?page_size=100&locale=en").json()

    assert everything["count"] == translated["count"] == 15
    assert {row["locale"] for row in everything["results"]} == {"vi"}
    assert {row["locale"] for row in translated["results"]} == {"en"}
    assert all("/en/services/" in row["url"] for row in translated["results"])
    assert client.get("/api/v1/services/talk-by-phone/").status_code == 404
    assert client.get("/api/v1/services/talk-by-phone/?locale=en").json()["title"] == "Talk to us by phone"
    assert client.get("/api/v1/services/?locale=en&q=trafficking").json()["count"] >= 1
    assert client.get("/api/v1/services/?q=trafficking").json()["count"] == 0


@pytest.mark.parametrize("locale", ["", "fr", "EN", "en-GB", "x" * 500])
def test_it_refuses_a_language_the_site_does_not_speak(client, locale):
    response = client.get("/api/v1/services/", {"locale": locale})

    assert response.status_code == 400
    assert "locale" in response.json()["fields"]


def test_it_feeds_articles_of_one_language(client):
    home = HomePage.objects.get(locale__language_code="en")
    index = home.add_child(instance=ArticleIndexPage(title="News", slug="news"))
    index.add_child(instance=ArticlePage(title="Hello", slug="hello", published_on=date(2026, 3, 1)))

    vietnamese, feed = client.get("/tin-tuc/rss/").text, client.get("/en/tin-tuc/rss/").text

    assert "Hello" not in vietnamese
    assert feed.count("<item>") == 1
    assert "/en/news/hello/" in feed
    assert client.get("/en/news/").text.count('<li class="card') == 1


def test_it_hides_a_vietnamese_page_moved_below_the_english_home_page(client):
    home = HomePage.objects.get(locale__language_code="en")
    vietnamese = Locale.objects.get(language_code="vi")
    home.add_child(instance=ArticleIndexPage(title="Tin", slug="tin", locale=vietnamese, show_in_menus=True))

    assert client.get("/en/tin/").status_code == 404
    assert "/en/tin/" not in client.get("/en/").text


def test_it_offers_no_address_twice_in_the_menu_of_an_english_page(client):
    html = client.get("/en/").text

    row = re.search(r'<nav class="menu-row".*?</nav>', html, re.DOTALL)
    assert row
    assert re.findall(r'href="([^"]*)"', row[0]) == ["/en/can-giup-ngay/", "/en/services/", "/en/about/"]


@pytest.mark.parametrize("path", ["/en/can-giup-ngay/", "/en/tim-kiem/", "/en/khong-co-mang/"])
def test_it_leads_home_in_vietnamese_where_there_is_no_english_home_page(client, path):
    HomePage.objects.get(locale__language_code="en").unpublish()

    assert 'href="/en/"' not in client.get(path).content.decode()
