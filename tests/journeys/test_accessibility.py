"""axe finds nothing on any kind of page, on a phone and on a desk, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

CLUB = "clb-phong-vien-nho-canh-dieu"
PAGES = [
    "/", "/can-giup-ngay/", "/dich-vu/", "/dich-vu/tu-van-truc-tiep/", "/phong-tranh/", "/phong-tranh/duoi-nuoc/",
    "/tin-tuc/", "/tin-tuc/286-luot-tu-van-noi-dieu-gi/", "/hoi-dap/", "/hoi-dap/goi-111-co-mat-tien-khong/", "/gioi-thieu/",
    "/gioi-thieu/hai-trung-tam-khac-nhau/", "/gioi-thieu/lien-he/", "/rieng-tu/", "/cha-me-thay-co/",
    "/ma-phieu/", "/phan-anh/", "/thong-tin-cua-em/", "/bao-cho-co-chu/?trang=/", "/noi-quy/",
    "/cau-lac-bo/", "/cau-lac-bo/?noi=zzzz", f"/cau-lac-bo/{CLUB}/", "/phong-vien-nho/", "/cha-me/rut-lai/",
    "/cha-me/khong-co/", "/vao-cau-lac-bo/", "/vao/MAUXANHA/", "/vao/HETHANQA/", "/em/vao/", "/em/da-ra/",
    "/en/em/vao/", "/en/cau-lac-bo/",
    "/tim-kiem/?q=duoi+nuoc", "/tim-kiem/?q=zzzz", "/khong-co/", "/khong-co-mang/", "/tai-khoan/login/",
    "/en/", "/en/services/talk-at-the-centre/", "/en/can-giup-ngay/", "/en/tim-kiem/?q=school", "/en/no-such-page/",
]  # fmt: skip
OWN = [
    "/em/", "/em/y-kien/", "/em/y-kien/?cach=ve", "/em/y-kien/?cach=noi", "/em/y-kien/cua-em/", "/em/bai/", "/em/bai/viet/",
    "/em/dong-y/", "/em/dong-y/club/", "/em/may-nay/", "/em/ma-rieng/", "/em/tuoi/", "/em/tieng/", "/em/but-danh/", "/en/em/",
]  # fmt: skip
"""What a signed-in child sees."""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend(site, open_browser, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)

    assert _to_mend(page, site.url, PAGES) == {}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend_on_what_is_a_childs_own(site, open_browser, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    site.come_in(page, "Cánh Diều")

    assert _to_mend(page, site.url, OWN) == {}


def test_it_finds_nothing_to_mend_where_a_child_must_wait(site, open_browser):
    page = open_browser()
    site.come_in(page, "Bông Nhỏ")

    assert _to_mend(page, site.url, ["/em/", "/em/y-kien/", "/em/ma-rieng/"]) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend_on_the_steps_of_joining(site, open_browser, scheme):
    page = open_browser(color_scheme=scheme)
    page.goto(f"{site.url}/vao/MAUTRANG/")
    page.get_by_label("Em muốn được gọi là gì?").fill("Lá Dừa")
    page.get_by_role("button", name="Tiếp", exact=True).click()
    age = _violations(page)
    page.get_by_text("10–12 tuổi").click()
    page.get_by_role("button", name="Tiếp", exact=True).click()
    page.locator("input[name=pin]").wait_for()

    assert (age, _violations(page)) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend_from_sending_to_the_receipt(site, open_browser, scheme):
    page = open_browser(color_scheme=scheme)
    site.come_in(page, "Cánh Diều")
    page.goto(f"{site.url}/em/y-kien/?cach=viet")
    page.locator("textarea[name=words]").fill("Em mong sân có thêm cây.")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.locator(".receipt-code").wait_for()
    code = ", ".join(page.locator(".receipt-code li").all_inner_texts())
    received = _violations(page)
    page.goto(f"{site.url}/ma-phieu/")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()
    page.locator(".receipt-states").wait_for()

    assert (received, _violations(page)) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend_on_her_own_pieces(site, open_browser, scheme):
    page = open_browser(color_scheme=scheme)
    site.come_in(page, "Cánh Diều")
    page.goto(f"{site.url}/em/bai/")
    pieces = [link.get_attribute("href") for link in page.locator("main .piece-row a").all()]

    assert pieces
    assert _to_mend(page, site.url, pieces) == {}


def _to_mend(page: Page, url: str, paths: list[str]) -> dict[str, list[tuple[str, str]]]:
    """What is to mend on each page."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        page.goto(url + path)
        if violations := _violations(page):
            found[path] = violations
    return found


def _violations(page: Page) -> list[tuple[str, str]]:
    """What axe says of the page that is open, with everything unfolded; and whether it is wider than the screen."""
    page.evaluate("document.querySelectorAll('main details').forEach((folded) => { folded.open = true; })")
    violations = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        violations.append(("wider than the screen", page.url))
    return violations
