"""A visitor on a cheap phone, at a desk, by keyboard, without JavaScript, inside another app's browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

PAGES = [
    "/",
    "/can-giup-ngay/",
    "/dich-vu/",
    "/dich-vu/tu-van-truc-tiep/",
    "/tin-tuc/mua-he-khong-duoi-nuoc/",
    "/rieng-tu/",
]


def find_drowning(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.goto(f"{site.url}/tim-kiem/?q=duoi+nuoc")
    page.locator("main a[href$='/phong-tranh/duoi-nuoc/']").first.click()
    expect(page.locator("h1")).to_contain_text("uối nước")


def test_smoke_it_leads_from_the_front_door_to_help(site, phone):
    find_drowning(phone, site)

    expect(phone.locator("a[href='tel:111']").first).to_be_visible()
    expect(phone.locator("a[href='tel:114']").first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_it_keeps_111_and_the_way_out_on_screen_after_scrolling(site, phone, path):
    phone.goto(site.url + path)
    phone.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    for selector in ("[data-behaviour='quick-exit']", "a[href='tel:111']"):
        box = phone.locator(selector).first.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert 0 <= box["y"] <= 740 - box["height"]
        seen = phone.evaluate(
            "([selector, x, y]) => !!document.elementFromPoint(x, y)?.closest(selector)",
            [selector, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        )
        assert seen, f"{selector} is covered"


def test_it_leaves_at_once_and_back_never_returns_to_the_page_left(site, phone):
    phone.goto(f"{site.url}/dich-vu/")
    phone.goto(f"{site.url}/can-giup-ngay/")
    phone.locator(".quick-exit__status").wait_for(state="attached")

    phone.locator("[data-behaviour='quick-exit']").first.click()
    phone.wait_for_url("**/robots.txt")
    phone.go_back()

    assert "can-giup-ngay" not in phone.url


def test_it_leaves_when_shift_is_pressed_three_times(site, laptop):
    laptop.goto(f"{site.url}/can-giup-ngay/")
    laptop.locator(".quick-exit__status").wait_for(state="attached")
    for _ in range(3):
        laptop.keyboard.press("Shift")

    laptop.wait_for_url("**/robots.txt")


def test_it_leaves_by_a_plain_link_without_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(f"{site.url}/can-giup-ngay/")

    page.locator("[data-behaviour='quick-exit']").first.click()

    page.wait_for_url("**/robots.txt")


def test_it_works_whole_without_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)
    find_drowning(page, site)

    page.locator("details.menu > summary").first.click()
    page.locator("details.menu a", has_text="Dịch vụ").first.click()
    expect(page.locator("h1")).to_contain_text("Dịch vụ")
    page.locator("main a[href*='danh-cho=cha-me']").first.click()
    expect(page.locator("main a[href$='/dich-vu/ho-tro-tre-khuyet-tat/']").first).to_be_visible()


def test_it_works_in_another_apps_browser_without_service_worker(site, open_browser):
    page = open_browser(
        user_agent="Mozilla/5.0 (Linux; Android 10; SM-A105F; wv) AppleWebKit/537.36 Chrome/80.0 Zalo android/24"
    )
    page.add_init_script(
        "delete Navigator.prototype.serviceWorker; delete window.PushManager; delete window.SyncManager;"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    find_drowning(page, site)

    assert errors == []


def test_it_is_walked_by_keyboard_from_the_skip_link_to_a_result(site, laptop):
    laptop.goto(site.url)
    laptop.keyboard.press("Tab")
    assert laptop.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"

    laptop.locator("main input[name=q]").first.focus()
    laptop.keyboard.type("giay khai sinh")
    laptop.keyboard.press("Enter")
    laptop.wait_for_url("**/tim-kiem/**")
    for _ in range(60):
        laptop.keyboard.press("Tab")
        if "giay-to-cho-tre" in (laptop.evaluate("document.activeElement.href") or ""):
            break
    laptop.keyboard.press("Enter")

    expect(laptop.locator("h1")).to_contain_text("khai sinh")


def test_it_shows_where_the_keyboard_is(site, laptop):
    laptop.goto(site.url)
    for _ in range(12):
        laptop.keyboard.press("Tab")
        outlined = laptop.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' })()"
        )
        assert outlined


@pytest.mark.parametrize("path", PAGES)
def test_it_asks_nothing_of_any_other_host_and_sets_no_cookie(site, phone, path):
    hosts: set[str] = set()
    phone.on("request", lambda request: hosts.add(re.sub(r"^\w+://([^/]+).*", r"\1", request.url)))

    phone.goto(site.url + path, wait_until="networkidle")

    assert hosts == {site.url.removeprefix("http://")}
    assert phone.context.cookies() == []


@pytest.mark.parametrize("path", PAGES)
def test_it_never_scrolls_sideways(site, open_browser, path):
    for width in (320, 360, 640, 1280):
        page = open_browser(viewport={"width": width, "height": 700})
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_says_kindly_that_there_is_no_such_page(site, phone):
    response = phone.goto(f"{site.url}/khong-co/")

    assert response.status == 404
    expect(phone.locator("main")).to_contain_text("không")
    expect(phone.locator("a[href='tel:111']").first).to_be_visible()
