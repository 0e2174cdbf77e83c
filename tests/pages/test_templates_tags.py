"""The tags that read the tree: the menu, the way back, related services, addresses. Each at its stated cost."""

import pytest
from django.core.cache import cache
from django.template import Context
from django.test import RequestFactory
from wagtail.models import Page, Site

from portal.pages.models import CentreSettings, ServicePage
from portal.pages.templatetags import pages_tags

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]


@pytest.fixture
def context() -> Context:
    """A context whose request knows its site, as after routing."""
    request = RequestFactory().get("/dich-vu/")
    Site.find_for_request(request)
    cache.clear()
    return Context({"request": request})


def service() -> ServicePage:
    return ServicePage.objects.get(slug="tu-van-truc-tiep")


def test_it_lists_what_an_editor_put_in_the_menu(context, django_assert_num_queries):
    with django_assert_num_queries(1):
        menu = pages_tags.main_menu(context)

    slugs = [page.slug for page in menu]
    assert "dich-vu" in slugs
    assert "rieng-tu" not in slugs


def test_it_drops_an_unpublished_page_from_the_menu(context):
    Page.objects.filter(slug="dich-vu").update(live=False)

    assert "dich-vu" not in [page.slug for page in pages_tags.main_menu(context)]


def test_it_finds_the_way_back_in_what_the_menu_has_read(context, django_assert_num_queries):
    page = service()
    pages_tags.main_menu(context)

    with django_assert_num_queries(0):
        above = pages_tags.breadcrumb(context, page)

    assert [one.slug for one in above] == [page.get_parent().get_parent().slug, "dich-vu"]


def test_it_finds_the_way_back_from_a_deeper_page(context):
    page = service()
    deeper = page.add_child(instance=Page(title="Sâu hơn", slug="sau-hon"))

    assert [one.slug for one in pages_tags.breadcrumb(context, deeper)][1:] == ["dich-vu", page.slug]


def test_it_has_no_way_back_from_the_home_page_or_a_new_one(context):
    home = Site.find_for_request(context["request"]).root_page

    assert pages_tags.breadcrumb(context, home) == []
    assert pages_tags.breadcrumb(context, ServicePage(title="Chưa lưu")) == []


def test_it_gives_the_address_wagtail_gives_without_a_query(context, django_assert_num_queries):
    page = service()
    home = Site.find_for_request(context["request"]).root_page
    pages_tags.main_menu(context)

    with django_assert_num_queries(0):
        addresses = [pages_tags.address(context, one) for one in (home, page)]

    assert addresses == ["/", page.get_url(context["request"])]


def test_it_shows_related_services_in_the_editors_order_for_one_query(context, django_assert_num_queries):
    page = service()

    with django_assert_num_queries(1):
        related = pages_tags.related_services(page)

    assert [one.slug for one in related] == ["tu-van-qua-dien-thoai", "tu-van-cong-dong", "tri-lieu-tam-ly"]


def test_it_drops_an_unpublished_related_service():
    ServicePage.objects.filter(slug="tu-van-cong-dong").update(live=False)

    related = pages_tags.related_services(service())

    assert "tu-van-cong-dong" not in [one.slug for one in related]


def test_it_reads_the_centre_once_and_never_writes(context, django_assert_num_queries):
    CentreSettings.objects.all().delete()
    del context["request"]._wagtail_site

    with django_assert_num_queries(2):
        first = pages_tags.centre(context)
        second = pages_tags.centre(context)

    assert first is second
    assert first.pk is None


def test_it_has_defaults_without_a_request():
    nothing = Context({})

    assert pages_tags.centre(nothing).name
    assert pages_tags.main_menu(nothing) == []
    assert pages_tags.breadcrumb(nothing, service()) == []


def test_it_keeps_the_other_parameter_and_drops_empty_ones(context):
    assert pages_tags.address_with(context, "danh-cho", "tre-em", "chuyen-de", "") == "/dich-vu/?danh-cho=tre-em"
    assert pages_tags.address_with(context, "danh-cho", "") == "/dich-vu/"


def test_it_encodes_what_a_stranger_put_into_a_filter(client):
    html = client.get("/dich-vu/", {"chuyen-de": '"><b>x&y'}).text

    assert "<b>x" not in html
    assert "chuyen-de=%22%3E%3Cb%3Ex%26y" in html
    assert "Chưa có dịch vụ nào ở đây" in html
