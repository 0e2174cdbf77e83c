"""What phones keep: one fixed set, the same for everyone, renewed when something in it changes; manifest and worker."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from portal.foundation import scripts
from portal.foundation.actions import bump_site_revision
from portal.pages import queries
from portal.pages.models import ArticlePage, CentreSettings, InformationPage, ServiceIndexPage, ServicePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

SHELL = ["/can-giup-ngay/", "/en/can-giup-ngay/", "/khong-co-mang/", "/en/khong-co-mang/", "/roi-trang/", "/"]


def the_set() -> queries.OfflineSet:
    return queries.offline_set(Site.objects.get(), at=timezone.now())


def addresses() -> list[str]:
    return [page.address for page in the_set().pages]


def said_by(response) -> dict:
    return json.loads(re.search(r"self\.SITE = (\{.*\});", response.text)[1])


def test_it_keeps_help_the_ways_out_home_and_every_service():
    published = ServicePage.objects.published(timezone.now(), "vi")
    services = [f"/dich-vu/{slug}/" for slug in published.values_list("slug", flat=True)]

    kept = the_set()

    assert kept.shell == [*SHELL, "/manifest.webmanifest"]
    assert {"/dich-vu/", "/gioi-thieu/lien-he/", "/dich-vu/tu-van-truc-tiep/"} <= set(addresses())
    assert set(addresses()) == {"/dich-vu/", "/gioi-thieu/lien-he/", *(s for s in services if "/en/" not in s)}
    assert all(client_path.startswith("/static/portal/") for client_path in kept.files)
    assert any("js/quick_exit" in file for file in kept.files)
    assert not any("passkeys" in file or "service_worker" in file for file in kept.files)


@pytest.mark.parametrize("path", [*SHELL, "/dich-vu/", "/gioi-thieu/lien-he/", "/dich-vu/tu-van-truc-tiep/"])
def test_it_keeps_only_pages_that_are_the_same_for_everyone(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.text


def test_it_keeps_every_script_its_pages_ask_for(client):
    kept = the_set()

    asked = {
        src
        for path in [*SHELL, *addresses()]
        for src in re.findall(r'<script[^>]* src="([^"]+)"', client.get(path).text)
    }

    assert asked
    assert asked <= set(kept.files)


def test_it_finds_modules_that_are_imported_later():
    needed = scripts.needed_by("portal/js/site.js")

    assert needed[0] == "portal/js/site.js"
    assert {"portal/js/quick_exit.js", "portal/js/offline.js", "portal/js/kept_pages.js"} <= set(needed)
    assert len(needed) == len(set(needed))


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def expire(page) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()


@pytest.mark.parametrize("withdraw", [lambda page: page.unpublish(), lambda page: page.delete(), restrict, expire])
def test_it_leaves_out_what_is_withdrawn(withdraw):
    before = the_set().version
    page = ServicePage.objects.get(slug="tu-van-truc-tiep", locale__language_code="vi")

    withdraw(page)

    assert "/dich-vu/tu-van-truc-tiep/" not in addresses()
    assert the_set().version != before


def test_it_leaves_out_everything_below_a_restricted_page():
    restrict(ServiceIndexPage.objects.get(locale__language_code="vi"))

    assert [one for one in addresses() if one.startswith("/dich-vu/")] == []


def publish(model, **found) -> None:
    page = model.objects.filter(locale__language_code="vi", **found).first()
    page.title = f"{page.title} (mới)"
    page.save_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        lambda: publish(ServicePage, slug="tu-van-truc-tiep"),
        lambda: publish(InformationPage, slug="lien-he"),
        lambda: publish(InformationPage, slug="rieng-tu"),  # its title stands in the foot of every page
        lambda: CentreSettings.objects.update(hours="7:00–17:00"),
    ],
)
def test_it_is_a_new_version_when_what_is_kept_changes(change):
    before = the_set().version

    change()

    assert the_set().version != before


def test_it_stays_the_same_version_when_only_news_change(client):
    before = client.get("/sw.js").content

    publish(ArticlePage)

    assert client.get("/sw.js").content == before


def test_it_stands_without_a_site(client):
    Site.objects.all().delete()

    response = client.get("/sw.js")

    assert said_by(response)["pages"] == []
    assert "/" not in said_by(response)["shell"]
    assert "/can-giup-ngay/" in said_by(response)["shell"]


def test_it_tells_the_worker_the_set_and_what_to_leave_alone(client):
    response = client.get("/sw.js")

    said = said_by(response)
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert said["version"] == the_set().version
    assert said["pages"] == addresses()
    assert {"/admin/", "/tai-khoan/", "/api/", "/tep/", "/tai-lieu/"} <= set(said["untouched"])
    assert [one["page"] for one in said["offline"]] == ["/en/khong-co-mang/", "/khong-co-mang/"]
    assert [one["under"] for one in said["offline"]] == ["/en/", "/"]
    assert 'importScripts("/static/portal/js/service_worker.js");' in response.text
    assert len(gzip.compress(response.content)) < 2_000


def test_it_costs_few_queries_once_and_then_one(client, django_assert_max_num_queries, django_assert_num_queries):
    client.get("/dich-vu/")
    bump_site_revision()

    with django_assert_max_num_queries(8):
        client.get("/sw.js")
    with django_assert_num_queries(1):
        client.get("/sw.js")
    with django_assert_max_num_queries(12):
        client.get("/khong-co-mang/")
    with django_assert_num_queries(1):
        client.get("/khong-co-mang/")


def test_it_tells_phones_to_forget_when_it_is_switched_off(client):
    with override_settings(PORTAL_OFFLINE=False):
        bump_site_revision()
        worker, page = client.get("/sw.js"), client.get("/")

    assert worker.text == 'importScripts("/static/portal/js/service_worker_off.js");\n'
    assert 'data-worker=""' in page.text


def test_it_names_the_worker_on_public_pages(client):
    assert 'data-worker="/sw.js"' in client.get("/").text


def test_it_describes_the_site_for_a_home_screen(client):
    response = client.get("/manifest.webmanifest")

    described = response.json()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert described["name"] == described["short_name"] == "Tiếng Nói"
    assert (described["lang"], described["start_url"], described["scope"], described["display"]) == (
        "vi", "/", "/", "standalone",
    )  # fmt: skip
    assert {(icon["sizes"], icon.get("purpose")) for icon in described["icons"]} == {
        ("192x192", None), ("512x512", None), ("512x512", "maskable"),
    }  # fmt: skip
    assert [client.get(shortcut["url"]).status_code for shortcut in described["shortcuts"]] == [200, 200]
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").text


def test_it_lists_on_the_offline_page_what_is_kept(client):
    page = client.get("/khong-co-mang/").text

    assert re.findall(r'<li><a href="([^"]+)"', page) == addresses()
    assert 'href="tel:111"' in page
    assert page.count('class="help-card"') == 1


def test_it_keeps_the_shell_small(client):
    kept = the_set()
    sizes = [len(gzip.compress(client.get(path).content)) for path in [*kept.shell, "/sw.js"]]
    sizes += [
        len(gzip.compress((scripts.FOLDER / name).read_bytes()))
        for name in (*scripts.needed_by("portal/js/site.js"), "portal/js/service_worker.js", "portal/img/icon.svg")
    ]

    assert sum(sizes) + 600 * len(sizes) < 100_000  # with room for the headers of each answer
