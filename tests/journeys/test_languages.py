"""The switch between the two languages: by finger, by keyboard, without JavaScript; the page says which it is."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey


def switch(page: Page) -> None:
    """Choose the other language where a visitor sees it: in the row of the header, or in the menu of a phone."""
    menu = page.locator("details.menu > summary")
    if menu.is_visible():
        menu.click()
    link = page.locator("a.language:visible")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    link.click()


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/en/"),
        ("/dich-vu/tu-van-truc-tiep/", "/en/services/talk-at-the-centre/"),
        ("/can-giup-ngay/", "/en/can-giup-ngay/"),
    ],
)
def test_it_switches_on_a_phone_and_back(site: Site, phone: Page, path: str, there: str):
    phone.goto(site.url + path)

    switch(phone)
    expect(phone).to_have_url(site.url + there)
    assert phone.evaluate("document.documentElement.lang") == "en"

    switch(phone)
    expect(phone).to_have_url(site.url + path)
    assert phone.evaluate("document.documentElement.lang") == "vi"
    assert phone.context.cookies() == []


def test_it_switches_without_javascript(site: Site, open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(f"{site.url}/dich-vu/")

    switch(page)

    expect(page.locator("h1")).to_have_text("Services")


def test_it_switches_by_keyboard(site: Site, laptop: Page):
    laptop.goto(f"{site.url}/gioi-thieu/lien-he/")
    for _ in range(20):
        laptop.keyboard.press("Tab")
        if laptop.evaluate("document.activeElement.className") == "language":
            break

    laptop.keyboard.press("Enter")

    expect(laptop).to_have_url(f"{site.url}/en/about/contact/")


def test_it_obeys_the_address_and_not_the_browser(site: Site, open_browser):
    page = open_browser(locale="en-GB")

    page.goto(site.url)

    assert page.evaluate("document.documentElement.lang") == "vi"


def test_it_finds_help_in_english_from_the_front_door(site: Site, phone: Page):
    phone.goto(f"{site.url}/en/")
    phone.locator("main input[name=q]").first.fill("birth certificate")
    phone.locator("main form[role=search] button").first.click()
    phone.locator("main a[href='/en/services/papers-for-a-child/']").first.click()

    expect(phone.locator("h1")).to_be_visible()
    expect(phone.locator("a[href='tel:111']").first).to_be_visible()
    expect(phone.locator("[data-behaviour='quick-exit']").first).to_have_text("Leave now")


def test_it_counts_shift_in_english(site: Site, laptop: Page):
    laptop.goto(f"{site.url}/en/can-giup-ngay/")
    laptop.locator(".quick-exit__status").wait_for(state="attached")

    laptop.keyboard.press("Shift")

    expect(laptop.locator(".quick-exit__status")).to_contain_text("more times to leave")
