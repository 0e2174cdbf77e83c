"""An alert on a member of staff's device, in Chromium: it says that something waits, and leads to this site alone."""

import json

import pytest
from playwright.sync_api import Page, expect

from portal.people.models import Role

pytestmark = pytest.mark.journey

SHOWN = """async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, data }) => ({ title, body, url: data.url }));
}"""


@pytest.fixture
def desk(site, laptop) -> Page:
    """The screen of one's own devices, with the worker running."""
    laptop.context.grant_permissions(["notifications"], origin=site.url)
    site.sign_in(laptop, Role.PROTECTION)
    laptop.goto(f"{site.url}/admin/may-nhan-bao/")
    laptop.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
    return laptop


def push(page: Page, site, data: str) -> list[dict[str, str]]:
    """Let the browser hand a message to the worker, as its push service would, and return what is shown then."""
    devtools = page.context.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"] if not one["isDeleted"]),
    )
    devtools.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(100)
    for _ in range(5):
        # The browser drops a message that comes while it still writes down a worker just registered; a push service
        # sends again what nobody took. However often it comes, one alert is shown: its tag is its address.
        devtools.send(
            "ServiceWorker.deliverPushMessage", {"origin": site.url, "registrationId": found[0], "data": data}
        )
        for _ in range(30):
            if shown := page.evaluate(SHOWN):
                return shown
            page.wait_for_timeout(100)
    return []


def test_it_shows_the_words_and_keeps_the_way_to_the_desk(site, desk):
    message = {"title": "Tiếng Nói: có việc cần xem", "body": "Có việc khẩn.", "url": "/admin/can-bao-ve/1/"}

    assert push(desk, site, json.dumps({**message, "more": "lời của em"})) == [message]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"title": "Tiếng Nói", "body": "", "url": "https://elsewhere.example/admin/"}),
        json.dumps({"title": "Tiếng Nói", "body": "", "url": "/"}),
        "not json",
    ],
)
def test_it_leads_nowhere_but_to_the_desk(site, desk, data):
    assert push(desk, site, data) == [{"title": "Tiếng Nói", "body": "", "url": "/admin/"}]


def test_it_offers_to_add_this_browser_and_names_it(desk):
    expect(desk.locator("#device")).to_be_visible()
    expect(desk.locator("#device-name")).to_have_value("Chrome, Linux")


def test_it_says_what_to_do_when_the_browser_blocks_alerts(site, laptop):
    site.sign_in(laptop, Role.PROTECTION)
    laptop.goto(f"{site.url}/admin/may-nhan-bao/")

    laptop.locator("#device button").click()

    expect(laptop.locator("#device-says")).to_contain_text("quyền thông báo", timeout=15_000)
