"""A child's own pages in a real browser: nine pictures with and without script, leaving a shared phone, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

_SIGN_IN = """
from django.utils import timezone
from portal.people import actions
at = timezone.now()
child = actions.create_participant(pen_name='Búp Măng', age_band='10_12', place=None, pin='2580', at=at)
print('token', actions.open_session(child, is_shared={is_shared}, at=at))
"""


def come_in(site, page: Page, *, is_shared: bool = False) -> None:
    said = site.manage("shell", "-c", _SIGN_IN.format(is_shared=is_shared))
    token = next(line.split()[1] for line in said.splitlines() if line.startswith("token "))
    page.context.add_cookies([{"name": "em", "value": token, "url": site.url, "httpOnly": True}])


def test_it_takes_four_pictures_by_four_taps(site, phone):
    come_in(site, phone)
    phone.goto(f"{site.url}/em/ma-rieng/")
    phone.fill("#id_old_pin", "2580")
    phone.click("main summary")
    for label in ("ngôi sao", "cái cây", "cái cây", "ngọn lửa"):
        assert phone.locator("label.pin__picture:visible").count() == 9
        phone.locator("label.pin__picture:visible", has_text=label).click()
    assert phone.locator(".pin__done").inner_text() == "●●●●"

    phone.click("button:has-text('Giữ mã này')")

    phone.wait_for_url("**/em/may-nay/?xong=ma")
    phone.goto(f"{site.url}/em/ma-rieng/")
    assert phone.locator("details.pin").first.get_attribute("open") is not None


def test_it_takes_pictures_by_keyboard(site, laptop):
    come_in(site, laptop)
    laptop.goto(f"{site.url}/em/ma-rieng/")
    laptop.fill("#id_old_pin", "2580")
    laptop.click("main summary")
    laptop.locator("label.pin__picture:visible input").first.focus()
    for _step in range(4):
        laptop.keyboard.press("ArrowRight")
        laptop.keyboard.press("ArrowRight")
        laptop.keyboard.press("Enter")
    assert laptop.locator(".pin__done").inner_text() == "●●●●"
    laptop.click("text=Chọn lại")

    assert laptop.locator(".pin__done").inner_text() == "○○○○"
    assert laptop.evaluate("document.activeElement.name") == "pin_1"


def test_it_needs_no_script(site, open_browser):
    page = open_browser(java_script_enabled=False)
    come_in(site, page)
    page.goto(f"{site.url}/em/ma-rieng/")
    page.fill("#id_old_pin", "2580")
    page.click("main summary")
    for step, name in enumerate(("sao", "tim", "nha", "xe"), start=1):
        page.check(f"input[name=pin_{step}][value={name}]", force=True)
    page.click("button:has-text('Giữ mã này')")

    assert page.url.endswith("/em/may-nay/?xong=ma")


def test_it_leaves_nothing_on_a_shared_phone(site, phone):
    come_in(site, phone, is_shared=True)
    phone.goto(f"{site.url}/em/may-nay/")
    phone.evaluate("localStorage.setItem('bai-dang-viet', 'lời của em')")
    phone.click("button:has-text('Ra khỏi máy này')")
    phone.wait_for_url("**/em/da-ra/")

    assert phone.evaluate("localStorage.length") == 0
    assert not [cookie for cookie in phone.context.cookies() if cookie["name"] in {"em", "csrftoken"}]
    phone.go_back()
    phone.wait_for_load_state()
    assert "Búp Măng" not in phone.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_finds_nothing_to_mend(site, open_browser, scheme):
    page = open_browser(color_scheme=scheme)
    come_in(site, page)
    found = {}
    for path in ("/em/may-nay/", "/em/ma-rieng/", "/em/tuoi/", "/em/tieng/", "/em/da-ra/", "/en/em/may-nay/"):
        page.goto(site.url + path)
        for summary in page.locator("main summary").all():
            summary.click()
        violations = Axe().run(page).response["violations"]
        if violations:
            found[path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert found == {}
