"""Without a network: what shows after one visit, and what never lies on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

from tests.journeys import offline

pytestmark = pytest.mark.journey

ARTICLE = "/tin-tuc/mua-he-khong-duoi-nuoc/"
NO_NETWORK = "Đang không có mạng"


def test_smoke_it_shows_help_home_and_every_service_after_one_visit(site, phone):
    whole = offline.visit_once(phone, site)

    phone.context.set_offline(True)

    for path, words in {
        "/can-giup-ngay/": "Cần giúp ngay",
        "/en/can-giup-ngay/": "111",
        "/": "111",
        "/dich-vu/": "Dịch vụ",
        offline.SERVICE: "sinh kế",
        "/gioi-thieu/lien-he/": "Trung tâm",
    }.items():
        assert site.url + path in whole
        phone.goto(site.url + path)
        expect(phone.locator("main")).to_contain_text(words)
        expect(phone.locator("a[href='tel:111']").first).to_be_visible()


def test_it_offers_111_and_what_can_be_read_in_place_of_a_page_never_kept(site, phone):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)

    phone.goto(site.url + ARTICLE)

    expect(phone.locator("h1")).to_have_text(NO_NETWORK)
    assert phone.url == site.url + ARTICLE
    expect(phone.locator(".help-card a[href='tel:111']")).to_be_visible()
    phone.locator(f"main a[href='{offline.SERVICE}']").click()
    expect(phone.locator("h1")).to_contain_text("sinh kế")


def test_it_comes_back_to_the_page_asked_for_when_the_network_is_back(site, phone):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)
    phone.goto(site.url + ARTICLE)

    phone.context.set_offline(False)
    phone.get_by_role("link", name="Thử lại").click()

    expect(phone.locator("h1")).not_to_have_text(NO_NETWORK)
    assert phone.url == site.url + ARTICLE


def test_it_speaks_the_language_of_the_address(site, phone):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)

    phone.goto(f"{site.url}/en/news/something/")

    assert phone.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", ["/admin/", "/tai-khoan/login/", "/api/v1/services/"])
def test_it_leaves_staff_pages_and_the_api_to_the_browser(site, phone, path):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)

    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(site.url + path)


def test_it_keeps_exactly_the_fixed_set_whatever_was_read_and_whoever_was_signed_in(site, phone):
    whole = offline.visit_once(phone, site)
    served: dict[str, bool] = {}
    phone.on("response", lambda response: served.update({response.url: response.from_service_worker}))

    site.sign_in(phone, "administrator")
    walk = (ARTICLE, "/tim-kiem/?q=em+bi+danh", "/dich-vu/?danh-cho=cha-me", "/hoi-dap/", offline.SERVICE, "/khong-co/")
    for path in ("/admin/", *walk, "/", "/api/v1/services/", "/tai-khoan/logout/"):
        phone.goto(site.url + path, wait_until="networkidle")
    phone.locator("main form button[type=submit]").first.click()
    for path in walk:
        phone.goto(site.url + path, wait_until="networkidle")

    assert offline.kept(phone) == sorted(whole)
    apart = ("/admin", "/api", "/tai-khoan", "/tep")
    assert not [url for url, was_kept in served.items() if was_kept and url.removeprefix(site.url).startswith(apart)]
    assert served[site.url + offline.SERVICE]


def test_it_keeps_nothing_that_tells_who_or_what(site, phone):
    whole = offline.visit_once(phone, site)
    phone.goto(site.url + offline.SERVICE, wait_until="networkidle")

    copies = phone.evaluate(
        """async (urls) => Promise.all(urls.map(async (url) => {
            const copy = await caches.match(url);
            return [copy.headers.get("set-cookie"), copy.headers.get("x-kept-at") || "", await copy.text()];
        }))""",
        sorted(whole),
    )

    assert not [cookie for cookie, _, _ in copies if cookie]
    assert not [text for _, _, text in copies if "csrfmiddlewaretoken" in text]
    assert phone.evaluate("indexedDB.databases()") == []
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    # Reading a page makes its copy no younger than the others.
    ages = [int(at) for _, at, _ in copies if at]
    assert len(ages) > 15
    assert max(ages) <= phone.evaluate("performance.timeOrigin")


def test_it_keeps_only_the_shell_where_data_are_saved(site, phone):
    session = phone.context.new_cdp_session(phone)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    phone.goto(f"{site.url}/gioi-thieu/")
    shell = {url for url in offline.fixed_set(phone, site) if "/dich-vu/" not in url and "/gioi-thieu/" not in url}
    offline.wait_until_kept(phone, shell)

    phone.goto(site.url + offline.SERVICE, wait_until="networkidle")
    assert offline.kept(phone) == sorted(shell)
    phone.context.set_offline(True)
    phone.goto(site.url + ARTICLE)

    expect(phone.locator("h1")).to_have_text(NO_NETWORK)
    expect(phone.locator("[data-behaviour='kept-pages']")).to_have_count(0)


def test_it_leaves_quickly_to_a_blank_page_and_back_never_returns(site, phone):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)
    phone.goto(f"{site.url}/dich-vu/")
    phone.goto(f"{site.url}/can-giup-ngay/")
    phone.locator(".quick-exit__status").wait_for(state="attached")

    phone.locator("[data-behaviour='quick-exit']").first.click()
    phone.wait_for_url("**/roi-trang/")
    assert phone.locator("body").inner_text() == ""
    phone.go_back()

    assert phone.url == f"{site.url}/dich-vu/"


def test_it_leaves_quickly_from_the_page_that_says_there_is_no_network(site, phone):
    offline.visit_once(phone, site)
    phone.context.set_offline(True)
    phone.goto(site.url + ARTICLE)
    phone.locator(".quick-exit__status").wait_for(state="attached")

    phone.locator("[data-behaviour='quick-exit']").first.click()

    phone.wait_for_url("**/roi-trang/")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_shows_a_page_without_network_that_axe_and_the_layout_agree_with(site, open_browser, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    offline.visit_once(page, site)
    page.context.set_offline(True)

    page.goto(site.url + ARTICLE)

    expect(page.locator("h1")).to_have_text(NO_NETWORK)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_is_installable(site, tmp_path, browser):
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path), executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"], locale="vi-VN"
    )
    try:
        page = context.pages[0]
        offline.visit_once(page, site)
        session = context.new_cdp_session(page)

        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert session.send("Page.getAppManifest")["errors"] == []
    finally:
        context.close()


@pytest.mark.parametrize("path", ["/tai-khoan/login/", "/admin/"])
def test_it_registers_nothing_on_staff_pages(site, laptop, path):
    site.sign_in(laptop, "administrator") if path == "/admin/" else laptop.goto(site.url + path)

    laptop.goto(site.url + path, wait_until="networkidle")

    assert laptop.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_it_says_nothing_where_there_is_no_service_worker(site, open_browser):
    page = open_browser()
    page.add_init_script("delete Navigator.prototype.serviceWorker; delete window.caches;")
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))

    for path in ("/", "/can-giup-ngay/", offline.SERVICE, "/khong-co-mang/"):
        page.goto(site.url + path, wait_until="networkidle")

    assert said == []


def test_it_needs_no_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)

    for path in ("/", "/can-giup-ngay/", offline.SERVICE, "/khong-co-mang/"):
        page.goto(site.url + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("[data-line]")).to_have_count(0)
    assert page.context.service_workers == []


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Chrome/80.0 Mobile Zalo android/24", 1),
        ("Chrome/80.0 [FBAN/EMA;FBAV/4.0]", 1),
        ("Chrome/80.0 Mobile Safari", 0),
    ],
)
def test_it_says_in_another_apps_browser_how_to_open_a_real_one(site, open_browser, agent, told):
    page = open_browser(user_agent=f"Mozilla/5.0 (Linux; Android 10; SM-A105F) AppleWebKit/537.36 {agent}")

    page.goto(f"{site.url}/dich-vu/", wait_until="networkidle")

    expect(page.locator("main [data-line='in-app']")).to_have_count(told)
