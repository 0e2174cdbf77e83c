"""Every kind of page is served to anyone, whole, without a cookie, at a fixed cost."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Page

from portal.foundation.queries import site_revision
from portal.pages.models import ArticlePage, ServicePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

PATHS = [
    "/",
    "/can-giup-ngay/",
    "/gioi-thieu/",
    "/gioi-thieu/hai-trung-tam-khac-nhau/",
    "/gioi-thieu/lien-he/",
    "/dich-vu/",
    "/dich-vu/?danh-cho=tre-em&chuyen-de=tu-van",
    "/dich-vu/tu-van-truc-tiep/",
    "/phong-tranh/",
    "/phong-tranh/duoi-nuoc/",
    "/tin-tuc/",
    "/tin-tuc/?trang=2",
    "/tin-tuc/mua-he-khong-duoi-nuoc/",
    "/tin-tuc/rss/",
    "/hoi-dap/",
    "/hoi-dap/goi-111-co-mat-tien-khong/",
    "/cha-me-thay-co/",
    "/rieng-tu/",
    "/khong-co-mang/",
    "/robots.txt",
]


@pytest.fixture(autouse=True)
def _running_server(client):
    """What a process learns once and keeps: content types, the sites' roots, the next scheduled change."""
    ContentType.objects.get_for_models(*apps.get_app_config("pages").get_models())
    client.get("/rieng-tu/")


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/rieng-tu/"])
def test_it_serves_the_page_to_anyone_without_a_cookie(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("path", PATHS)
def test_it_answers_from_the_kept_copy_the_second_time(client, path, django_assert_max_num_queries):
    first = client.get(path)

    with django_assert_max_num_queries(1):
        second = client.get(path)

    assert second.content == first.content


@pytest.mark.parametrize("path", [path for path in PATHS if path not in {"/tin-tuc/rss/", "/robots.txt"}])
def test_it_offers_help_and_a_way_out_on_every_page(client, path):
    text = client.get(path).text

    assert 'href="tel:111"' in text
    assert 'data-behaviour="quick-exit"' in text
    assert '<html lang="vi"' in text


def test_it_costs_the_same_with_three_times_the_articles(client, django_assert_max_num_queries):
    index = ArticlePage.objects.first().get_parent()
    for number in range(30):
        index.add_child(instance=ArticlePage(title=f"Bài {number}", slug=f"bai-{number}", published_on="2026-02-01"))
    client.get("/")  # the first page after a change asks when the site next changes by itself

    with django_assert_max_num_queries(12):
        client.get("/tin-tuc/")


@pytest.mark.parametrize("number", ["0", "-1", "999", "abc", "9" * 500, "１"])
def test_it_gives_the_nearest_page_of_news_for_a_rubbish_number(client, number):
    assert client.get("/tin-tuc/", {"trang": number}).status_code == 200


@pytest.mark.parametrize("value", ["khong-co", "<u>", "' OR 1=1", "🙂"])
def test_it_says_kindly_that_a_filter_found_nothing(client, value):
    response = client.get("/dich-vu/", {"danh-cho": value})

    assert response.status_code == 200
    assert "/dich-vu/tu-van-truc-tiep/" not in response.text
    assert "<u>" not in response.text


@pytest.mark.parametrize("value", ["x" * 10_000, "\x00", "tre-em\x00"])
def test_it_ignores_an_absurd_filter_as_the_kept_copies_do(client, value):
    assert client.get("/dich-vu/", {"danh-cho": value}).content == client.get("/dich-vu/").content


@pytest.mark.parametrize("path", ["/dich-vu/?danh-cho=bia", "/tin-tuc/?trang=77", "/hoi-dap/?danh-cho=bia"])
def test_it_keeps_no_copies_of_what_a_stranger_makes_up(client, path):
    assert "ETag" not in client.get(path).headers


@pytest.mark.parametrize(
    "path", ["/dich-vu/?danh-cho=tre-em&chuyen-de=giay-to", "/tin-tuc/?trang=2", "/hoi-dap/?danh-cho=cha-me"]
)
def test_it_keeps_copies_of_the_filters_a_page_offers(client, path):
    assert "ETag" in client.get(path).headers


def test_it_narrows_the_directory_by_audience_and_subject(client):
    everyone = client.get("/dich-vu/").text
    few = client.get("/dich-vu/", {"chuyen-de": "giay-to"}).text

    assert "/dich-vu/tri-lieu-tam-ly/" in everyone
    assert "/dich-vu/giay-to-cho-tre/" in few
    assert "/dich-vu/tri-lieu-tam-ly/" not in few


@pytest.mark.parametrize(
    "path", ["/khong-co-trang-nay/", "/dich-vu/khong-co/", "/%ff%fe/", "/tin-tuc/" + "a" * 3000 + "/", "/wp-login.php"]
)
def test_it_offers_search_and_help_where_there_is_no_page(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert 'href="tel:111"' in response.text
    assert "/tim-kiem/" in response.text


@pytest.mark.parametrize("path", ["/%00/", "/dich-vu/a%00b/", "/api/v1/services/%00/", "/%00?q=%00"])
def test_it_refuses_an_address_no_database_can_hold(client, path):
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_refuses_other_methods_on_the_search(client, method):
    assert getattr(client, method)("/tim-kiem/").status_code == 405


def test_it_shows_a_change_at_once_although_pages_are_kept(client):
    client.get("/dich-vu/tu-van-truc-tiep/")
    page = ServicePage.objects.get(slug="tu-van-truc-tiep")
    page.cost = "Miễn phí, cả tiền gửi xe."

    page.save_revision().publish()

    assert "cả tiền gửi xe" in client.get("/dich-vu/tu-van-truc-tiep/").text


def test_it_hides_an_unpublished_page_at_once(client):
    client.get("/dich-vu/tu-van-truc-tiep/")

    ServicePage.objects.get(slug="tu-van-truc-tiep").unpublish()

    assert client.get("/dich-vu/tu-van-truc-tiep/").status_code == 404
    assert "/dich-vu/tu-van-truc-tiep/" not in client.get("/dich-vu/").text


def test_it_publishes_on_schedule_by_tick(client, clock, at):
    page = ServicePage.objects.get(slug="tri-lieu-tam-ly")
    page.unpublish()
    page.go_live_at = at.replace(hour=10)
    page.save_revision().publish()
    assert client.get("/dich-vu/tri-lieu-tam-ly/").status_code == 404

    clock.move_to(at.replace(hour=10, minute=1))
    call_command("tick")

    assert client.get("/dich-vu/tri-lieu-tam-ly/").status_code == 200


def test_it_never_shows_a_page_past_its_expiry_even_before_the_tick(client, clock, at):
    page = ServicePage.objects.get(slug="tri-lieu-tam-ly")
    page.expire_at = at.replace(hour=10)
    page.save_revision().publish()
    client.get("/dich-vu/tri-lieu-tam-ly/")

    clock.move_to(at.replace(hour=10, minute=1))

    assert client.get("/dich-vu/tri-lieu-tam-ly/").status_code == 404
    assert "/dich-vu/tri-lieu-tam-ly/" not in client.get("/dich-vu/").text


def test_it_keeps_no_preview_and_shows_none_to_others(client):
    page = ServicePage.objects.get(slug="tu-van-truc-tiep")
    page.title = "Bản nháp chưa ai duyệt"

    preview = page.make_preview_request(None, "")

    assert "Bản nháp chưa ai duyệt" in preview.text
    assert "Bản nháp chưa ai duyệt" not in client.get("/dich-vu/tu-van-truc-tiep/").text


def test_it_lists_every_public_page_in_the_sitemap(client):
    text = client.get("/sitemap.xml").text

    assert text.count("<loc>") >= Page.objects.live().filter(depth__gt=1).count()
    assert "/dich-vu/tu-van-truc-tiep/" in text
    assert "/can-giup-ngay/" in text


def test_it_feeds_the_newest_articles(client):
    response = client.get("/tin-tuc/rss/")

    assert response.headers["Content-Type"].startswith("application/rss+xml")
    assert response.text.count("<item>") == ArticlePage.objects.live().count()


def test_it_counts_the_revision_up_when_something_public_changes():
    before = site_revision()

    ServicePage.objects.first().save_revision().publish()

    assert site_revision() > before
