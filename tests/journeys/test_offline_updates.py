"""When the site changes: an open page stays whole, the next visit is new, what is withdrawn goes, a switch ends it all."""

import json
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys import offline
from tests.journeys.conftest import ROOT

pytestmark = pytest.mark.journey

NO_NETWORK = "Đang không có mạng"
NEW_WORDS = "Từ tháng này cô chú đến tận nhà."
IN_CHARGE = "navigator.serviceWorker.controller"


@pytest.fixture
def service(site):
    """The address of a service that a test may change; it is put back afterwards."""
    with urllib.request.urlopen(f"{site.url}/api/v1/services/?page_size=100") as answer:
        services = json.load(answer)["results"]
    summary = next(one["summary"] for one in services if one["url"].endswith(offline.SERVICE))
    yield site.url + offline.SERVICE
    offline.edit_service(
        site, f"page.summary = {summary!r}; page.view_restrictions.all().delete(); page.save_revision().publish()"
    )


@pytest.fixture
def front(site):
    """The site behind a proxy that can answer for it, or fall silent."""
    with offline.Front(site.url) as proxy:
        yield proxy


def make_old(page: Page, hours: int) -> None:
    """Age everything this phone keeps, as lying about for some hours would."""
    page.evaluate(
        """async (age) => { for (const name of await caches.keys()) { const cache = await caches.open(name);
            for (const request of await cache.keys()) { const copy = await cache.match(request);
                const headers = new Headers(copy.headers); const at = headers.get("x-kept-at"); if (!at) continue;
                headers.set("x-kept-at", at - age); await cache.put(request, new Response(await copy.blob(), { headers }));
        } } }""",
        hours * 3_600_000,
    )


def kept_text(path: str, words: str) -> str:
    return (
        f"async () => {{ const copy = await caches.match('{path}'); return (await copy.text()).includes('{words}'); }}"
    )


def test_it_leaves_an_open_page_with_a_half_filled_form_alone(site, phone, service):
    offline.visit_once(phone, site)
    phone.goto(f"{site.url}/can-giup-ngay/")
    phone.goto(f"{site.url}/khong-co/")
    phone.locator("main input[name=q]").fill("em bị bạn")
    phone.evaluate(f"window.before = {IN_CHARGE}; window.scripts = performance.getEntriesByType('resource').length")

    offline.rewrite_service(site, NEW_WORDS)
    offline.wait_for_new_worker(phone)

    assert phone.locator("main input[name=q]").input_value() == "em bị bạn"
    assert phone.evaluate(f"window.before === {IN_CHARGE} && {IN_CHARGE}.state === 'activated'")
    assert len(phone.evaluate("caches.keys()")) == 2


def test_it_shows_the_new_text_at_the_next_visit_even_without_network(site, phone, service):
    offline.visit_once(phone, site)
    offline.rewrite_service(site, NEW_WORDS)
    phone.goto(f"{site.url}/dich-vu/")
    offline.wait_for_new_worker(phone)
    offline.wait(phone, kept_in_each(offline.SERVICE))

    fresh = offline.leave_and_come_back(phone.context, phone)
    fresh.context.set_offline(True)
    fresh.goto(service)

    expect(fresh.locator("main")).to_contain_text(NEW_WORDS)
    assert len(fresh.evaluate("caches.keys()")) == 1


def kept_in_each(path: str) -> str:
    return (
        "async () => { for (const name of await caches.keys())"
        f" if (!(await (await caches.open(name)).match('{path}'))) return false; return true; }}"
    )


def test_it_takes_over_what_the_new_worker_had_no_time_to_fetch(site, phone, service):
    offline.visit_once(phone, site)
    offline.rewrite_service(site, NEW_WORDS)
    phone.context.new_cdp_session(phone).send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    phone.goto(f"{site.url}/dich-vu/")
    offline.wait_for_new_worker(phone)

    fresh = offline.leave_and_come_back(phone.context, phone)
    fresh.context.set_offline(True)
    fresh.goto(f"{site.url}/dich-vu/tu-van-truc-tiep/")

    expect(fresh.locator("h1")).not_to_have_text(NO_NETWORK)


def test_it_says_quietly_that_a_page_has_a_newer_copy(site, phone, service):
    offline.visit_once(phone, site)
    offline.rewrite_service(site, NEW_WORDS)

    phone.goto(service)
    expect(phone.locator("main")).not_to_contain_text(NEW_WORDS)
    expect(phone.locator(".news")).to_have_text("Trang này vừa có bản mới. Xem bản mới")
    assert phone.locator(".news a").bounding_box()["height"] >= 44
    assert Axe().run(phone).response["violations"] == []
    phone.locator(".news a").click()

    expect(phone.locator("main")).to_contain_text(NEW_WORDS)
    expect(phone.locator(".news")).to_have_count(0)


def test_it_says_nothing_while_someone_writes(front, phone):
    offline.visit_once(phone, front)
    front.rewrite(offline.SERVICE, NEW_WORDS)
    phone.goto(front.url + offline.SERVICE, wait_until="commit")
    phone.locator("main").wait_for()
    phone.evaluate(
        "(() => { const field = document.querySelector('input[name=q]'); field.value = 'em muốn hỏi';"
        " field.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )

    offline.wait(phone, kept_text(offline.SERVICE, NEW_WORDS))
    # The page has asked once its module is there; the answer to whoever asks after it comes after its own.
    module = (
        "performance.getEntriesByType('resource').map((one) => one.name).find((name) => /js.offline\\./.test(name))"
    )
    offline.wait(phone, f"async () => {module}")
    answer = phone.evaluate(
        f"""() => new Promise((resolve) => {{
            navigator.serviceWorker.addEventListener("message", ({{ data }}) => resolve(data));
            import({module}).then(() =>
            navigator.serviceWorker.controller.postMessage({{ wish: "news", path: location.pathname }})) }})"""
    )

    assert answer["news"] == "new"
    expect(phone.locator(".news")).to_have_count(0)
    # A fresh copy looks no younger than the others: nothing tells that this page was read.
    at = phone.evaluate(f"caches.match('{offline.SERVICE}').then((copy) => Number(copy.headers.get('x-kept-at')))")
    assert at <= phone.evaluate("performance.timeOrigin")


@pytest.mark.parametrize(
    "withdraw",
    ["page.unpublish()", "page.view_restrictions.create(restriction_type='login')"],
    ids=["gone", "restricted"],
)
def test_it_drops_a_withdrawn_page(site, phone, service, withdraw):
    offline.visit_once(phone, site)
    offline.edit_service(site, withdraw)

    phone.goto(service)
    expect(phone.locator(".news")).to_contain_text("Trang này vừa được gỡ xuống.")
    offline.wait(phone, f"async () => !(await caches.match('{offline.SERVICE}'))")
    phone.context.set_offline(True)
    phone.goto(service)

    expect(phone.locator("h1")).to_have_text(NO_NETWORK)


def test_it_keeps_nothing_for_staff_alone_even_when_staff_read_it(site, phone, service):
    offline.visit_once(phone, site)
    site.sign_in(phone, "administrator")
    offline.edit_service(site, "page.view_restrictions.create(restriction_type='login')")

    phone.goto(service)
    expect(phone.locator(".news")).to_contain_text("Trang này vừa được gỡ xuống.")
    phone.goto(service)
    expect(phone.locator("h1")).to_contain_text("sinh kế")

    assert service not in offline.kept(phone)


def test_it_never_takes_a_withdrawn_page_over_into_the_next_version(site, phone, service):
    offline.visit_once(phone, site)
    offline.edit_service(site, "page.unpublish()")
    phone.goto(f"{site.url}/dich-vu/")
    offline.wait_for_new_worker(phone)

    fresh = offline.leave_and_come_back(phone.context, phone)
    fresh.goto(f"{site.url}/dich-vu/")

    offline.wait_until_kept(fresh, offline.fixed_set(fresh, site))
    assert offline.kept(fresh) == sorted(offline.fixed_set(fresh, site))
    assert service not in offline.kept(fresh)


def test_it_asks_the_network_first_after_a_day_and_falls_back_on_the_copy(front, phone):
    offline.visit_once(phone, front)
    make_old(phone, 25)
    front.rewrite(offline.SERVICE, NEW_WORDS)

    phone.goto(front.url + offline.SERVICE)
    expect(phone.locator("main")).to_contain_text(NEW_WORDS)
    make_old(phone, 25)
    phone.context.set_offline(True)
    phone.goto(front.url + offline.SERVICE)

    expect(phone.locator("main")).to_contain_text(NEW_WORDS)


def test_it_asks_for_everything_anew_when_it_has_lain_for_half_a_day(site, phone):
    offline.visit_once(phone, site)
    make_old(phone, 13)

    phone.goto(f"{site.url}/gioi-thieu/")

    offline.wait(
        phone,
        "async () => { for (const name of await caches.keys()) for (const copy of await (await caches.open(name)).matchAll())"
        " if (Date.now() - (copy.headers.get('x-kept-at') || Date.now()) > 3600000) return false; return true; }",
    )


def test_it_obeys_a_reload(front, phone):
    offline.visit_once(phone, front)
    phone.goto(front.url + offline.SERVICE)
    front.rewrite(offline.SERVICE, NEW_WORDS)

    phone.reload()

    expect(phone.locator("main")).to_contain_text(NEW_WORDS)


def test_it_loses_nothing_when_the_new_version_arrives_only_half(site, phone, service):
    whole = offline.visit_once(phone, site)
    offline.rewrite_service(site, NEW_WORDS)
    phone.context.route("**/khong-co-mang/", lambda route: route.abort())

    phone.goto(f"{site.url}/dich-vu/")
    failed = phone.evaluate(
        """() => new Promise((resolve) => navigator.serviceWorker.getRegistration().then((registration) => {
            const watch = (worker) => worker && worker.addEventListener("statechange", () => resolve(worker.state));
            registration.addEventListener("updatefound", () => watch(registration.installing));
            registration.update().then(() => {}, () => {}); watch(registration.installing); }))"""
    )
    phone.context.set_offline(True)

    assert failed == "redundant"
    assert whole <= set(offline.kept(phone))
    phone.goto(service)
    expect(phone.locator("h1")).to_contain_text("sinh kế")


def test_it_keeps_no_page_whose_scripts_it_lacks_and_asks_the_network_from_then_on(front, phone):
    """A page of the next release reaches a phone whose worker is still the one before."""
    offline.visit_once(phone, front)
    front.rewrite("/dich-vu/", "mới")
    front.instead["/dich-vu/"] = (200, front.instead["/dich-vu/"][1].replace("/js/site.", "/js/site.next."))

    phone.goto(f"{front.url}/dich-vu/")
    expect(phone.locator("h1")).not_to_contain_text("mới")
    phone.locator(".news a").click()
    expect(phone.locator("h1")).to_contain_text("mới")
    phone.context.set_offline(True)
    phone.goto(f"{front.url}/dich-vu/")

    expect(phone.locator("h1")).not_to_contain_text("mới")
    phone.locator(".quick-exit__status").wait_for(state="attached")


GONE = "async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistration())"


@pytest.mark.parametrize("status", [404, 410])
def test_it_forgets_everything_when_the_server_has_no_worker_any_more(front, phone, status):
    offline.visit_once(phone, front)
    front.instead["/sw.js"] = (status, "")

    phone.goto(f"{front.url}/gioi-thieu/")

    offline.wait(phone, GONE)


def test_it_forgets_everything_when_offline_reading_is_switched_off(front, phone):
    offline.visit_once(phone, front)
    script = ROOT / "portal" / "static" / "portal" / "js" / "service_worker_off.js"
    front.instead["/sw.js"] = (200, script.read_text(encoding="utf-8"))

    phone.goto(f"{front.url}/gioi-thieu/")
    phone.locator("header input[name=q]").first.evaluate("(field) => { field.value = 'em hỏi'; }")

    offline.wait(phone, GONE)
    assert phone.locator("header input[name=q]").first.input_value() == "em hỏi"


def test_it_keeps_what_it_has_when_the_server_is_merely_broken(front, phone):
    whole = offline.visit_once(phone, front)
    front.instead.update(dict.fromkeys(("/sw.js", offline.SERVICE, "/dich-vu/"), (503, "busy")))

    phone.goto(front.url + offline.SERVICE)
    make_old(phone, 25)
    phone.goto(front.url + offline.SERVICE)

    expect(phone.locator("h1")).to_contain_text("sinh kế")
    assert offline.kept(phone) == sorted(whole)


def test_it_shows_the_copy_when_the_network_says_nothing(front, phone):
    offline.visit_once(phone, front)
    make_old(phone, 25)
    front.is_silent.set()

    phone.goto(front.url + offline.SERVICE)

    expect(phone.locator("h1")).to_contain_text("sinh kế")
