"""Takes the pictures of docs/screenshots from a running demo, in the demo's own environment:

`manage.py shell -c "from tests.journeys import take_screenshots; take_screenshots.main('http://localhost:8000')"`
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from portal.people.models import Role
from tests.journeys.conftest import Site

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SIZES = {"360": {"width": 360, "height": 740}, "1280": {"width": 1280, "height": 800}}
PAGES = {
    "home": "/",
    "service": "/dich-vu/tu-van-truc-tiep/",
    "article": "/tin-tuc/mua-he-khong-duoi-nuoc/",
    "help": "/can-giup-ngay/",
    "search": "/tim-kiem/?q=duoi+nuoc",
    "sign-in": "/tai-khoan/login/",
    "joining": "/vao/MAUXANHA/",
    "clubs": "/cau-lac-bo/",
}
OWN = {"member-home": "/em/", "opinion-box": "/em/y-kien/"}
"""What a signed-in child sees."""
CHILD, REPORTER = "Cánh Diều", "Suối Reo"
RECEIPT = "chuối hồng, bàn mới, khoai hiền, lúa mới"
WORDS = "Em muốn có thêm bóng đèn ở sân trường."


def main(url: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    site = Site(url.rstrip("/"), dict(os.environ))
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*flags, "--disable-gpu"])
        desk = browser.new_context(locale="vi-VN")
        site.sign_in(desk.new_page(), Role.ADMINISTRATOR)
        own = browser.new_context(locale="vi-VN")
        site.come_in(own.new_page(), CHILD)
        for scheme in ("light", "dark"):
            for size, viewport in SIZES.items():
                public = browser.new_context(viewport=viewport, color_scheme=scheme, locale="vi-VN")
                page = public.new_page()
                for name, path in PAGES.items():
                    shoot(page, site.url + path, f"{name}-{size}-{scheme}")
                read_piece(page, site.url, f"piece-{size}-{scheme}")
                read_receipt(page, site.url, f"receipt-{size}-{scheme}")
                child = browser.new_context(
                    viewport=viewport, color_scheme=scheme, locale="vi-VN", storage_state=own.storage_state()
                )
                page = child.new_page()
                for name, path in OWN.items():
                    shoot(page, site.url + path, f"{name}-{size}-{scheme}")
                send_words(page, site.url, f"received-{size}-{scheme}")
                staff = browser.new_context(
                    viewport=viewport, color_scheme=scheme, locale="vi-VN", storage_state=desk.storage_state()
                )
                shoot(staff.new_page(), f"{site.url}/admin/", f"desk-{size}-{scheme}")
        browser.close()


STAFF = {
    "queue": (Role.MODERATOR, "/admin/loi-cua-cac-em/"),
    "item": (
        Role.MODERATOR,
        "/admin/loi-cua-cac-em/ > .reading-item:not(:has-text('không để')):has-text('lời viết') a",
    ),
    "concerns": (Role.PROTECTION, "/admin/can-bao-ve/"),
    "roster": (Role.PROTECTION, "/admin/ca-truc/tuan/"),
    "club": (Role.FACILITATOR, "/admin/cau-lac-bo/ > .clubs-list a"),
}
"""Screens about children: who opens them, where; after ">" the link followed from there."""


def take_staff(url: str) -> None:
    """This will take the pictures of the desk where children's words are read, each as the one whose work it is."""
    site = Site(url.rstrip("/"), dict(os.environ))
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*flags, "--disable-gpu"])
        for role in {role for role, _ in STAFF.values()}:
            door = browser.new_context(locale="vi-VN")
            site.sign_in(door.new_page(), role)
            for scheme in ("light", "dark"):
                for size, viewport in SIZES.items():
                    desk = browser.new_context(
                        viewport=viewport, color_scheme=scheme, locale="vi-VN", storage_state=door.storage_state()
                    )
                    page = desk.new_page()
                    for name, (whose, path) in STAFF.items():
                        if whose == role:
                            address, _, link = path.partition(" > ")
                            page.goto(site.url + address)
                            if link:
                                page.goto(site.url + (page.locator(link).first.get_attribute("href") or ""))
                            if (opening := page.locator("main [data-key=o]")).count():
                                opening.click()
                            page.wait_for_load_state("networkidle")
                            page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
        browser.close()


def shoot(page: Page, address: str, name: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def read_piece(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/phong-vien-nho/")
    drawn = page.locator(".card", has_text="có hình vẽ").first
    shoot(page, url + (drawn.locator("h3 a").get_attribute("href") or ""), name)


def read_receipt(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/ma-phieu/")
    page.locator("main form input[type=text]").fill(RECEIPT)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def send_words(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/em/y-kien/", wait_until="networkidle")
    page.locator("main textarea").fill(WORDS)
    page.locator("main form.form button[type=submit]").click()
    page.locator(".receipt-code").wait_for()
    page.evaluate("document.querySelector('.receipt-code').scrollIntoView({block: 'center'})")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


CHILDREN = {
    "type-code": "/vao-cau-lac-bo/",
    "own-opinions": "/em/y-kien/cua-em/",
    "pen-name": "/em/but-danh/",
    "consents": "/em/dong-y/",
    "consent": "/em/dong-y/picture/",
    "age": "/em/tuoi/",
    "pin": "/em/ma-rieng/",
    "language": "/em/tieng/",
    "machines": "/em/may-nay/",
    "own-pieces": "/em/bai/",
    "write-piece": "/em/bai/viet/",
    "own-piece": "/em/bai/ > main .piece-row a",
    "pieces": "/phong-vien-nho/",
    "request-data": "/thong-tin-cua-em/",
    "complain": "/phan-anh/",
    "report": "/bao-cho-co-chu/?trang=/phong-vien-nho/",
    "house-rules": "/noi-quy/",
    "guardian": "/cha-me/phieu-mau/",
    "withdraw-by-code": "/cha-me/rut-lai/",
}
"""What a child meets, for docs/childrens-pages.md; after ">" the link followed from there."""


def take_children(url: str) -> None:
    """This will take the pictures of each page a child or her parent meets, whole, on a phone."""
    site = Site(url.rstrip("/"), dict(os.environ))
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    (FOLDER / "children").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*flags, "--disable-gpu"])
        join(browser.new_page(viewport=SIZES["360"], locale="vi-VN"), site.url)
        phone = browser.new_context(viewport=SIZES["360"], locale="vi-VN")
        page = phone.new_page()
        site.come_in(page, REPORTER)
        for name, path in CHILDREN.items():
            address, _, link = path.partition(" > ")
            page.goto(site.url + address, wait_until="networkidle")
            if link:
                page.goto(site.url + (page.locator(link).first.get_attribute("href") or ""), wait_until="networkidle")
            of_a_child(page, name)
        browser.close()


def join(page: Page, url: str) -> None:
    page.goto(f"{url}/vao/MAUXANHA/", wait_until="networkidle")
    of_a_child(page, "join-1-name")
    page.locator("main form button[value]").first.click()
    page.wait_for_load_state("networkidle")
    of_a_child(page, "join-2-age")
    page.locator("input[name=age_band]").nth(1).check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    of_a_child(page, "join-3-pin")
    page.goto(f"{url}/em/vao/", wait_until="networkidle")
    of_a_child(page, "sign-in")


def of_a_child(page: Page, name: str) -> None:
    """The page as far as its own words go: the foot is the same everywhere."""
    foot = page.locator("footer.footer").bounding_box()
    clip = {"x": 0, "y": 0, "width": 360, "height": min(foot["y"] if foot else 1600, 1600)}
    page.screenshot(path=FOLDER / "children" / f"{name}.png", full_page=True, clip=clip)
