"""Thoát nhanh in its finer points; leaving by click, key or plain link is in `test_visitor`."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def _open_help(page: Page, site) -> None:
    page.goto(f"{site.url}/can-giup-ngay/")
    page.locator(".quick-exit__status").wait_for(state="attached")


def test_it_counts_aloud_how_often_shift_is_still_to_press(site, laptop):
    _open_help(laptop, site)
    status = laptop.locator(".quick-exit__status")

    laptop.keyboard.press("Shift")
    expect(status).to_have_text("Bấm Shift thêm 2 lần để thoát nhanh.")
    laptop.keyboard.press("Shift")
    expect(status).to_have_text("Bấm Shift thêm 1 lần để thoát nhanh.")

    assert status.get_attribute("role") == "status"


def test_it_does_not_take_capital_letters_for_a_wish_to_leave(site, laptop):
    _open_help(laptop, site)

    for letter in "ABCD":
        laptop.keyboard.press(f"Shift+{letter}")

    expect(laptop.locator(".quick-exit__status")).to_be_empty()
    assert laptop.url == f"{site.url}/can-giup-ngay/"


def test_it_forgets_presses_after_five_seconds(site, laptop):
    laptop.clock.install()
    _open_help(laptop, site)

    laptop.keyboard.press("Shift")
    laptop.keyboard.press("Shift")
    laptop.clock.run_for(5_001)
    laptop.keyboard.press("Shift")

    expect(laptop.locator(".quick-exit__status")).to_have_text("Bấm Shift thêm 2 lần để thoát nhanh.")


def test_it_goes_to_the_blank_page_without_network(site, phone):
    _open_help(phone, site)
    asked: list[str] = []
    phone.on("request", lambda request: request.is_navigation_request() and asked.append(request.url))

    phone.context.set_offline(True)
    with phone.expect_request("**/roi-trang/"):
        phone.locator("[data-behaviour='quick-exit']").first.click()

    assert asked[0] == f"{site.url}/roi-trang/"


def test_it_blanks_the_page_before_the_next_one_answers(site, phone):
    _open_help(phone, site)

    left = phone.evaluate(
        "() => { document.querySelector('[data-behaviour=quick-exit]').click();"
        " return [document.querySelectorAll('main, header, nav').length, document.title, document.body.innerText]; }"
    )

    assert left == [0, "localhost", "Đang thoát."]
