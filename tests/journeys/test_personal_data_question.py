"""A child is asked before a telephone number goes out, with script and without; and a broken check keeps nobody silent."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

WORDS = "Em ở thôn 5, gọi em 0912 345 678"
CODE = ".receipt-code"


def _write(page: Page, site, words: str) -> None:
    page.goto(f"{site.url}/bao-cho-co-chu/?trang=/")
    page.locator("main input[type=radio]").last.check()
    page.locator("main textarea").fill(words)


def _send(page: Page) -> None:
    page.locator("main form").get_by_role("button", name="Gửi", exact=True).click()


def test_it_asks_and_sends_only_when_told_to(site, phone):
    phone.goto(f"{site.url}/bao-cho-co-chu/?trang=/")
    with phone.expect_response("**/personal_data*.js"):
        _write(phone, site, WORDS)
    phone.wait_for_load_state("networkidle")
    _send(phone)

    question = phone.locator(".ask-first")
    expect(question).to_contain_text("Em ghi số điện thoại hoặc nơi ở.")
    widths = [button.bounding_box()["width"] for button in question.locator(".button").all()]
    assert len(set(widths)) == 1
    send = phone.locator("main form").get_by_role("button", name="Gửi", exact=True)
    expect(send).to_have_count(0)  # the two ways stand in its place
    question.get_by_role("button", name="Sửa lại").click()
    expect(question).to_have_count(0)
    expect(send).to_be_visible()
    expect(phone.locator("main textarea")).to_be_focused()

    _send(phone)
    question.get_by_role("button", name="Để lại và gửi").click()
    expect(phone.locator(CODE)).to_be_visible()


def test_it_sends_at_once_when_there_is_nothing_to_ask(site, phone):
    _write(phone, site, "Chỗ này viết sai giờ.")
    phone.wait_for_load_state("networkidle")
    _send(phone)

    expect(phone.locator(CODE)).to_be_visible()


def test_it_asks_the_same_without_script(site, open_browser):
    page = open_browser(java_script_enabled=False)
    _write(page, site, WORDS)
    _send(page)

    expect(page.locator(".ask-first")).to_contain_text("Em ghi số điện thoại hoặc nơi ở.")
    expect(page.locator("main textarea")).to_have_value(WORDS)
    page.get_by_role("button", name="Để lại và gửi").click()
    expect(page.locator(CODE)).to_be_visible()


def test_it_keeps_nobody_silent_when_the_check_breaks(site, phone):
    phone.route("**/personal-data-check/", lambda route: route.abort())
    _write(phone, site, WORDS)
    phone.wait_for_load_state("networkidle")
    _send(phone)

    # The page itself asks once more, and keeps what she wrote.
    expect(phone.locator("main textarea")).to_have_value(WORDS)
    phone.get_by_role("button", name="Để lại và gửi").click()
    expect(phone.locator(CODE)).to_be_visible()
