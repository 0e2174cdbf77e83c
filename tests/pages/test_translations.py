"""A page names its other half, a translated one keeps to its language, and records are never mistranslated."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, Site

from portal.foundation.templatetags import portal_tags
from portal.pages import actions
from portal.pages.models import CentreSettings, HomePage, RelatedService, ServiceIndexPage, ServicePage
from portal.pages.templatetags import pages_tags
from portal.safeguarding.models import Hotline
from tests import english

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]


def context(path: str, **values: object) -> Context:
    request = RequestFactory().get(path)
    request.resolver_match = None
    return Context({"request": request, **values})


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/en/"),
        ("/dich-vu/", "/en/services/"),
        ("/dich-vu/?danh-cho=tre-em", "/en/services/"),
        ("/dich-vu/tu-van-truc-tiep/", "/en/services/talk-at-the-centre/"),
        ("/gioi-thieu/lien-he/", "/en/about/contact/"),
        ("/can-giup-ngay/", "/en/can-giup-ngay/"),
        ("/tim-kiem/?q=buon", "/en/tim-kiem/"),
    ],
)
def test_it_switches_to_the_same_page_and_back(client, path, there):
    assert english.switch(client.get(path).text) == (there, "English")
    assert english.switch(client.get(there).text) == (path.split("?")[0], "Tiếng Việt")


def test_it_says_so_when_the_switch_leads_to_the_other_home_page(client):
    html = client.get("/phong-tranh/duoi-nuoc/").text

    assert english.switch(html) == ("/en/", "English (home page)")
    assert 'lang="en" hreflang="en">English (home page)' in html
    assert english.switch(client.get("/en/no-such-page/").text) == ("/", "Tiếng Việt (trang chủ)")


def test_it_leads_to_the_help_page_while_there_is_no_english_home_page(client):
    HomePage.objects.get(locale__language_code="en").unpublish()

    assert client.get("/en/").status_code == 404
    assert english.switch(client.get("/").text) == ("/en/can-giup-ngay/", "English (get help now)")
    assert 'class="brand" href="/"' in client.get("/en/can-giup-ngay/").text
    assert client.get("/en/services/").status_code == 404


def test_it_does_not_switch_to_a_draft(client):
    english.page("talk-by-phone").unpublish()

    assert english.switch(client.get("/dich-vu/tu-van-qua-dien-thoai/").text) == ("/en/", "English (home page)")


def test_it_tells_search_engines_which_pages_say_the_same(client, settings):
    html = client.get("/en/services/talk-at-the-centre/").text
    alone = client.get("/phong-tranh/duoi-nuoc/").text

    def full(path: str) -> str:
        return f'href="{settings.SITE_URL}{path}"'

    assert f'rel="canonical" {full("/en/services/talk-at-the-centre/")}' in html
    assert f'hreflang="vi" {full("/dich-vu/tu-van-truc-tiep/")}' in html
    assert f'hreflang="en" {full("/en/services/talk-at-the-centre/")}' in html
    assert 'content="en_GB"' in html
    assert 'rel="alternate" hreflang' not in alone
    assert 'content="vi_VN"' in alone


def test_it_pairs_languages_in_the_sitemap(client):
    text = client.get("/sitemap.xml").text
    entry = re.search(r"<url>\s*<loc>[^<]*/dich-vu/tu-van-truc-tiep/</loc>.*?</url>", text, re.DOTALL)

    assert entry
    assert re.search(r'hreflang="en" href="[^"]*/en/services/talk-at-the-centre/"', entry[0])
    assert re.search(r"<loc>[^<]*/en/can-giup-ngay/</loc>", text)
    assert text.count("<loc>") == len(set(re.findall(r"<loc>[^<]*</loc>", text)))


def test_it_disallows_search_of_both_languages(client):
    assert "Disallow: /en/tim-kiem/" in client.get("/robots.txt").text


@pytest.fixture
def translated() -> ServicePage:
    """A service whose translation still names what the Vietnamese one names."""
    page = english.page("talk-by-phone")
    source = ServicePage.objects.get(slug="tu-van-qua-dien-thoai")
    page.related_links = [
        RelatedService(related=link.related, sort_order=place) for place, link in enumerate(source.related_links.all())
    ]
    page.save()
    return page


def test_it_shows_the_related_services_of_a_translated_page_in_its_language(translated, django_assert_num_queries):
    ServicePage.objects.filter(slug="report-a-child-in-danger").update(live=False)

    with django_assert_num_queries(2):
        related = pages_tags.related_services(translated)

    assert related
    assert {page.locale_id for page in related} == {translated.locale_id}


def test_it_finds_the_explaining_page_in_the_language_of_a_translated_home_page(client):
    home = HomePage.objects.get(locale__language_code="en")
    home.explainer_page = Page.objects.get(slug="hai-trung-tam-khac-nhau")
    home.save_revision().publish()

    assert "/en/about/two-centres/" in client.get("/en/").text

    english.page("two-centres").unpublish()
    assert "hai-trung-tam" not in client.get("/en/").text


def test_it_marks_a_door_that_leads_into_the_other_language(client):
    home = HomePage.objects.get(locale__language_code="en")
    home.doors = [("door", {"icon": "star", "title": "News", "text": "All news", "path": "/tin-tuc/"})]
    home.save_revision().publish()

    html = client.get("/en/").text

    assert '<a href="/tin-tuc/" hreflang="vi">News</a> <small>(in Vietnamese)</small>' in html


def test_it_translates_a_page_as_a_draft_that_nobody_sees(client):
    source = Page.objects.get(slug="phong-tranh").specific
    copy = source.copy_for_translation(Locale.objects.get(language_code="en"))

    assert not copy.live
    assert copy.locale.language_code == "en"
    assert client.get("/en/phong-tranh/").status_code == 404


def test_it_allows_one_index_of_a_kind_in_each_language():
    homes = HomePage.objects.order_by("path")

    assert homes.count() == 2
    assert not any(ServiceIndexPage.can_create_at(home) for home in homes)
    english.page("services").delete()
    assert ServiceIndexPage.can_create_at(HomePage.objects.get(locale__language_code="en"))


def test_it_previews_a_new_page_in_its_own_language():
    parent = english.page("services")
    page = ServicePage(title="A draft", slug="a-draft", who="a", where="b", cost="c", how="d", live=False)
    parent.add_child(instance=page)

    html = page.make_preview_request(None, "").text

    assert '<html lang="en">' in html
    assert translation.get_language() == "vi"


def test_it_shows_records_in_english_where_they_have_it(client):
    html = client.get("/en/can-giup-ngay/").text

    assert "Fire and rescue" in html
    assert "Song Ngan province" in html
    assert "National child protection hotline" in html


def test_it_shows_new_words_of_staff_in_vietnamese_rather_than_an_old_translation(client):
    Hotline.objects.filter(number="114").update(name="Cứu hỏa phường")
    call_command("sign_hotlines", "--from-records", verbosity=0)

    html = client.get("/en/can-giup-ngay/").text

    assert '<span lang="vi">Cứu hỏa phường</span>' in html
    assert "Fire and rescue" not in html


def test_it_marks_what_the_centre_says_only_in_vietnamese(client):
    centre = CentreSettings.objects.get(site=Site.objects.get())
    centre.name, centre.name_en = "Trung tâm mới", ""
    centre.save()

    html = client.get("/en/about/").text

    assert '<span lang="vi">Trung tâm mới</span>' in html
    assert "<title>About us – Trung tâm mới</title>" in html


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", ["12/01/2021", "16.700"]), ("en", ["12 Jan 2021", "16,700"])]
)
def test_it_writes_dates_and_numbers_as_the_language_does(language, expected):
    with translation.override(language):
        written = [portal_tags.short_date(date(2021, 1, 12)), portal_tags.grouped(16_700)]

    assert written == expected


@pytest.mark.parametrize(("language", "marked"), [("vi", 0), ("en", 1)])
def test_it_marks_what_a_picture_shows_as_vietnamese(language, marked):
    with translation.override(language):
        html = render_to_string("media/picture.html", {"alt": "Hai em nhỏ bên sông", "width": 360, "height": 240})

    assert html.count('lang="vi"') == marked


def test_it_writes_long_dates_as_the_language_does():
    day = date(2021, 1, 12)
    with translation.override("en"):
        assert portal_tags.long_date(day) == "12 January 2021"
    assert portal_tags.long_date(day) == "ngày 12 tháng 01 năm 2021"
    assert portal_tags.long_date(None) == portal_tags.short_date(None) == portal_tags.grouped(None) == ""


def test_it_loads_the_english_demo_once_and_leaves_what_staff_made(at):
    page = english.page("talk-by-phone")
    page.title = "Ring us"
    page.save_revision().publish()
    other = english.page("foster-care")
    other.slug = "fostering"
    other.save_revision().publish()

    assert actions.load_demo(at=at) == 0
    assert english.page("talk-by-phone").title == "Ring us"


def test_it_has_no_frame_without_a_site():
    Site.objects.all().delete()

    nothing = context("/en/")

    assert pages_tags.other_languages(nothing) == []
    assert pages_tags.home_address(nothing) == "/"
