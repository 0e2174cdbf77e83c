"""A facilitator writes down today's meeting on a phone in three taps, with and without JavaScript; axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from portal.people.models import Role

pytestmark = pytest.mark.journey


class Taps:
    """Counts them, and looks at each screen they lead to."""

    def __init__(self, page: Page, *, with_axe: bool) -> None:
        self.page, self.with_axe, self.number = page, with_axe, 0

    def __call__(self, what: Locator) -> None:
        self.look()
        what.tap()
        self.number += 1

    def look(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 360, self.page.url
        if self.with_axe:
            # A message that is still appearing has not its colours yet.
            self.page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => 1)")
            assert Axe().run(self.page).response["violations"] == [], self.page.url


@pytest.mark.parametrize(("with_script", "nth"), [(True, 0), (False, 1)])  # a club each: one meeting a day and topic
def test_it_writes_down_todays_meeting_in_three_taps(site, open_browser, with_script, nth):
    phone = open_browser(has_touch=True, is_mobile=True, java_script_enabled=with_script)
    site.sign_in(phone, Role.FACILITATOR)
    phone.goto(f"{site.url}/admin/cau-lac-bo/")
    phone.locator(".clubs-list a strong").nth(nth).tap()
    phone.wait_for_url("**/admin/cau-lac-bo/*/")
    meetings = phone.locator("tr", has_text="Sinh hoạt định kỳ")
    expect(meetings).to_have_count(0)
    tap = Taps(phone, with_axe=with_script)

    tap(phone.get_by_role("link", name="Buổi hôm nay"))
    girls = phone.locator("input[name=girls]")
    usual = int(girls.input_value())
    if with_script:
        tap(phone.locator("[data-stepper]", has=girls).get_by_role("button", name="Thêm một"))
    else:
        tap(girls)
        girls.fill(str(usual + 1))
    expect(girls).to_have_value(str(usual + 1))
    tap(phone.get_by_role("button", name="Lưu"))

    expect(phone.get_by_text("Đã ghi buổi sinh hoạt.")).to_be_visible()
    expect(meetings).to_have_count(1)
    tap.look()
    assert tap.number == 3
