"""Thoát nhanh in a real browser: leaves at once, and Back never returns to the page left (R-15, S-10)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.safeguarding.conftest import CHROMIUM

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

ADDRESS = "/can-giup-ngay/"
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def neutral(live_server, settings) -> str:
    """A page of ours stands in for the neutral public site: tests have no network."""
    settings.QUICK_EXIT_URL = f"{live_server.url}/roi-trang/?neutral"
    return settings.QUICK_EXIT_URL


@contextmanager
def phone(**options) -> Iterator[Page]:
    # Closed inside the test: the database is flushed afterwards, and Django refuses that while a browser's loop runs.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport=PHONE, **options).new_page()
        page.set_default_timeout(10_000)
        yield page
        browser.close()


def _open(page: Page, live_server) -> None:
    page.goto("about:blank")
    page.goto(f"{live_server.url}/roi-trang/")
    page.goto(f"{live_server.url}{ADDRESS}")
    page.wait_for_function("document.querySelector('[role=status]') !== null")


def test_it_never_comes_back_to_the_page_left(live_server, neutral):
    with phone() as page:
        _open(page, live_server)

        page.get_by_role("link", name="Thoát nhanh").first.click()
        page.wait_for_url(neutral)
        page.go_back()

        assert page.url == f"{live_server.url}/roi-trang/"


def test_it_stays_in_sight_and_uncovered_while_scrolling(live_server, neutral):
    with phone() as page:
        _open(page, live_server)

        page.mouse.wheel(0, 5_000)
        page.wait_for_function("scrollY > 400")
        link = page.get_by_role("link", name="Thoát nhanh").first

        expect(link).to_be_in_viewport()
        link.click(trial=True)
        assert link.bounding_box()["height"] >= 48


def test_it_leaves_when_shift_is_pressed_three_times_and_counts_aloud(live_server, neutral):
    with phone() as page:
        _open(page, live_server)
        status = page.get_by_role("status")

        page.keyboard.press("Shift")
        expect(status).to_have_text("Bấm Shift thêm 2 lần để thoát nhanh.")
        page.keyboard.press("Shift")
        expect(status).to_have_text("Bấm Shift thêm 1 lần để thoát nhanh.")
        page.keyboard.press("Shift")
        page.wait_for_url(neutral)
        page.go_back()

        assert page.url == f"{live_server.url}/roi-trang/"


def test_it_does_not_take_capital_letters_for_a_wish_to_leave(live_server, neutral):
    with phone() as page:
        _open(page, live_server)

        for letter in "ABCD":
            page.keyboard.press(f"Shift+{letter}")

        assert page.get_by_role("status").text_content() == ""
        assert page.url == f"{live_server.url}{ADDRESS}"


def test_it_forgets_presses_after_five_seconds(live_server, neutral):
    with phone() as page:
        page.clock.install()
        _open(page, live_server)

        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.clock.run_for(5_001)
        page.keyboard.press("Shift")

        expect(page.get_by_role("status")).to_have_text("Bấm Shift thêm 2 lần để thoát nhanh.")


def test_it_goes_to_the_blank_page_without_network(live_server, neutral):
    with phone() as page:
        _open(page, live_server)
        asked = []
        page.on("request", lambda request: asked.append(request.url))

        page.context.set_offline(True)
        page.get_by_role("link", name="Thoát nhanh").first.click()
        page.wait_for_event("requestfailed") if not asked else None

        assert asked[0] == f"{live_server.url}/roi-trang/"


def test_it_is_a_plain_link_without_script(live_server, neutral):
    with phone(java_script_enabled=False) as page:
        page.goto(f"{live_server.url}{ADDRESS}")

        page.get_by_role("link", name="Thoát nhanh").first.click()

        assert page.url == neutral
