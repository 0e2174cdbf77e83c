"""An editor on a phone uploads photos, covers a face by finger, and the page of a picture says what is missing."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from portal.people.models import Role
from tests.journeys.conftest import DESKTOP
from tests.media.photos import gps_photo, photo, scene, written

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def session(site, browser) -> Any:
    """An editor signed in once: a code opens the door one time only."""
    context = browser.new_context(locale="vi-VN")
    site.sign_in(context.new_page(), Role.EDITOR)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def editor(session, open_browser) -> Page:
    return open_browser(storage_state=session, has_touch=True, is_mobile=True)


@pytest.fixture
def desktop_editor(session, open_browser) -> Page:
    return open_browser(storage_state=session, viewport=DESKTOP)


def fits(page: Page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def add(site, page: Page, title: str, content: bytes) -> None:
    page.goto(f"{site.url}/admin/images/add/")
    page.locator("#id_file").set_input_files({"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content})
    expect(page.locator("#id_title")).to_have_value("")  # the name of a file is nobody's title
    page.locator("#id_title").fill(title)
    page.locator("#id_description").fill("Nhìn từ sau lưng.")
    page.get_by_label("Không", exact=True).check()
    page.locator("form button[type=submit].button-longrunning").click()
    page.wait_for_url(re.compile(r".*/admin/images/(\?.*)?$"))


def test_it_takes_a_photo_on_a_phone_and_covers_a_face(site, editor):
    add(site, editor, "Lớp bơi buổi sáng", written(scene(900, 600)))
    editor.get_by_role("link", name=re.compile("Lớp bơi buổi sáng")).first.click()
    editor.get_by_role("link", name="Che mặt, bảng tên, biển số").click()
    editor.wait_for_url("**/che/")
    assert fits(editor)
    editor.locator("[data-blurring-picture]").scroll_into_view_if_needed()
    frame = editor.locator("[data-blurring-picture]").bounding_box()

    _draw_by_finger(editor, frame, (0.25, 0.25), (0.5, 0.75))

    expect(editor.locator(".blurring__box")).to_have_count(1)
    values = [
        float(editor.locator(f"[name=form-0-{name}]").input_value()) for name in ("left", "top", "width", "height")
    ]
    assert [round(value / 5) * 5 for value in values] == [25, 25, 25, 50]
    editor.get_by_role("button", name="Che các khung này").click()
    expect(editor.get_by_text("Đã che.")).to_be_visible()


def _draw_by_finger(page: Page, frame: dict, start: tuple[float, float], end: tuple[float, float]) -> None:
    devtools = page.context.new_cdp_session(page)
    place = lambda at: {"x": frame["x"] + frame["width"] * at[0], "y": frame["y"] + frame["height"] * at[1]}  # noqa: E731
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place(start)]})
    for at in (middle, end):
        devtools.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place(at)]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_it_is_covered_by_keyboard_too(site, editor):
    add(site, editor, "Sân trường", photo(300, 200))
    editor.get_by_role("link", name=re.compile("Sân trường")).first.click()
    editor.get_by_role("link", name="Che mặt, bảng tên, biển số").click()
    editor.wait_for_url("**/che/")

    editor.get_by_role("button", name="Thêm khung").press("Enter")
    expect(editor.locator("[name=form-0-left]")).to_be_focused()
    editor.locator("[name=form-0-left]").press("ArrowUp")
    editor.get_by_role("button", name="Thêm khung").press("Enter")
    editor.get_by_role("button", name="Bỏ khung này").first.press("Enter")

    expect(editor.locator("[name=form-0-left]")).to_have_value("40")
    expect(editor.locator("[name=form-TOTAL_FORMS]")).to_have_value("1")
    editor.get_by_role("button", name="Che các khung này").press("Enter")
    expect(editor.get_by_text("Đã che.")).to_be_visible()


def test_it_takes_several_at_once_and_asks_about_each(site, desktop_editor):
    laptop = desktop_editor
    laptop.goto(f"{site.url}/admin/images/multiple/add/")

    laptop.locator("#fileupload").set_input_files(
        [
            {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": gps_photo(200, 100 + number)}
            for number in (1, 2)
        ]
    )

    rows = laptop.locator("#upload-list > li")
    expect(rows.locator("form")).to_have_count(2)
    row = rows.first
    row.locator("input[name$=-title]").fill("Góc thư viện")
    row.locator("textarea[name$=-description], input[name$=-description]").first.fill("Giá sách và bàn đọc.")
    row.get_by_label("Không", exact=True).check()
    row.locator("button[type=submit]").first.click()
    expect(rows).to_have_count(1)


@pytest.mark.parametrize("path", ["", "add/", "multiple/add/", "?layout=list"])
def test_its_screens_fit_a_phone_and_pass_axe(site, editor, path):
    editor.goto(f"{site.url}/admin/images/{path}")

    assert fits(editor)
    found = Axe().run(editor, context=[["main"]], options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []


def test_the_covering_screen_passes_axe(site, editor):
    add(site, editor, "Cổng trường", photo(300, 200))
    editor.get_by_role("link", name=re.compile("Cổng trường")).first.click()
    for _screen in ("picture", "covering"):
        editor.locator("main form").first.wait_for()
        assert fits(editor)
        found = Axe().run(
            editor, context=[["main"]], options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
        )
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []
        editor.get_by_role("link", name="Che mặt, bảng tên, biển số").or_(
            editor.get_by_role("link", name="Thôi")
        ).first.click()
