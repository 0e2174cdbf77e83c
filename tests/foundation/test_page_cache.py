"""Kept pages: one copy for everyone, never a stale one, never a stranger's parameters."""

import gzip
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Page

from portal.foundation import actions, page_cache
from portal.foundation.middleware import PageCacheMiddleware
from portal.foundation.queries import site_revision

pytestmark = pytest.mark.django_db


class Site:
    """A site of one page that counts how often it is really rendered."""

    def __init__(self, shared: bool = True, **headers: str) -> None:
        self.rendered, self.shared, self.headers = 0, shared, headers
        self.middleware = PageCacheMiddleware(self.render)

    def render(self, request):
        self.rendered += 1
        response = HttpResponse(f"trang {self.rendered} " + "x" * 500, headers=self.headers)
        return page_cache.share(response) if self.shared else response

    def get(self, path: str = "/", *, dummy: bool = False, method: str = "GET", **headers: str) -> HttpResponse:
        request = RequestFactory().generic(method, path, headers=headers)
        request.is_dummy = dummy
        return self.middleware(request)


def test_it_renders_once_for_everyone():
    site = Site()

    assert site.get().content == site.get().content
    assert site.rendered == 1


def test_it_renders_again_when_something_public_changed():
    site = Site()
    site.get()

    actions.bump_site_revision()

    assert site.get().content.startswith(b"trang 2")


def test_it_keeps_nothing_that_is_not_the_same_for_everyone():
    site = Site(shared=False)
    site.get()
    site.get()

    assert site.rendered == 2


def test_it_keeps_no_answer_that_sets_a_cookie():
    site = Site()
    render = site.render

    def with_cookie(request):
        response = render(request)
        response.set_cookie("ai", "1")
        return response

    site.middleware = PageCacheMiddleware(with_cookie)
    site.get()
    site.get()

    assert site.rendered == 2


def test_it_neither_shows_nor_keeps_a_preview():
    site = Site()
    site.get()

    assert site.get(dummy=True).content.startswith(b"trang 2")
    assert site.get().content.startswith(b"trang 1")


def test_it_ignores_parameters_no_page_knows():
    site = Site()
    for number in range(5):
        site.get(f"/?fbclid={number}&x={'y' * 5000}")

    assert site.rendered == 1


def test_it_tells_known_parameters_apart():
    site = Site()
    site.get("/?trang=1")
    site.get("/?trang=2")

    assert site.rendered == 2


def test_it_never_keys_by_an_absurdly_long_value():
    site = Site()
    site.get("/")
    site.get(f"/?trang={'9' * 500}")

    assert site.rendered == 1


@pytest.mark.parametrize("name", page_cache.KNOWN_PARAMETERS)
def test_it_shows_no_page_a_value_its_key_leaves_out(name):
    seen = []
    site = Site()
    render = site.render
    site.middleware = PageCacheMiddleware(lambda request: seen.append(request.GET.get(name)) or render(request))

    site.get(f"/?{name}={'0' * 61}2")
    site.get("/")

    assert seen == [None]


def test_it_answers_not_modified_to_a_browser_that_has_the_page():
    site = Site()
    etag = site.get().headers["ETag"]

    for said in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        response = site.get(**{"If-None-Match": said})
        assert response.status_code == (200 if said == "*" else 304)


def test_it_compresses_once_and_gives_plain_bytes_to_those_who_ask():
    site = Site()
    plain = site.get()
    packed = site.get(**{"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Cache-Control"] == "public, no-cache"


def test_it_does_not_keep_what_a_posted_form_answers():
    site = Site()
    site.get(method="POST")

    assert site.rendered == 1
    site.get()
    assert site.rendered == 2


def test_it_keeps_a_copy_until_local_midnight_at_most(clock, at):
    site = Site()
    site.get()

    clock.move_to(at.replace(hour=23, minute=59))
    site.get()
    assert site.rendered == 1

    clock.move_to(at.replace(hour=0) + timedelta(days=1, minutes=1))
    site.get()
    assert site.rendered == 2


def test_it_ends_a_copy_at_the_next_announced_change(clock, at, monkeypatch):
    moment = at + timedelta(hours=1)
    monkeypatch.setattr(page_cache, "_announcers", [lambda now: moment if now < moment else None])
    site = Site()
    site.get()

    clock.move_to(moment + timedelta(seconds=1))
    site.get()

    assert site.rendered == 2


def test_it_counts_from_one_and_never_loses_a_count():
    before = site_revision()
    for _ in range(3):
        actions.bump_site_revision()

    assert site_revision() == before + 3


def test_it_makes_the_first_row_itself():
    from portal.foundation.models import SiteRevision

    SiteRevision.objects.all().delete()
    assert site_revision() == 0

    actions.bump_site_revision()

    assert site_revision() == 1


@pytest.fixture
def page():
    return Page.get_first_root_node().add_child(instance=Page(title="Dịch vụ", slug="dich-vu"))


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.create_alias(update_slug="dich-vu-2"),
        lambda page: page.save(),
        lambda page: page.save(update_fields=["show_in_menus"]),
        lambda page: page.delete(),
        lambda page: page.move(Page.get_first_root_node(), pos="first-child"),
        lambda page: page.save_revision().publish(),
        lambda page: page.unpublish(),
    ],
)
def test_it_forgets_what_stood_before_a_live_page_was_touched(page, change):
    before = site_revision()

    change(page)

    assert site_revision() > before


def test_it_keeps_copies_while_a_draft_is_written(page):
    before = site_revision()

    page.title = "Dịch vụ mới"
    page.save_revision()
    Page.get_first_root_node().add_child(instance=Page(title="Nháp", slug="nhap", live=False))

    assert site_revision() == before


def test_it_asks_for_no_copy_made_before_a_switch_was_turned(settings):
    settings.PORTAL_OFFLINE = True
    site = Site()
    site.get()

    settings.PORTAL_OFFLINE = False

    assert site.get().content.startswith(b"trang 2")
