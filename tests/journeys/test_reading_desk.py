"""A moderator on a phone reads, masks and publishes; with and without JavaScript; axe finds nothing."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.people.models import Role

pytestmark = pytest.mark.journey

RECEIVE = """
from uuid import UUID
from django.utils import timezone
from portal.people.models import User
from portal.safeguarding import actions
from tests.safeguarding.factories import qualify
at = timezone.now()
reader = User.objects.get(email="doc-bai@sngan.example")
if not reader.qualifications.exists():
    qualify(reader, at)
actions.receive_text(
    instance=UUID("{key}"), content="Em muốn sân chơi. Gọi em số 0900 000 000 nhé.", source="{source}",
    source_kind="journey", at=at,
)
"""


@pytest.fixture
def source(site) -> str:
    """A text of this test alone waits; its source tells it from the demo's."""
    key = uuid4()
    source = f"Hộp thử {str(key)[:8]}"
    site.manage("shell", "-c", RECEIVE.format(key=key, source=source))
    return source


@pytest.mark.parametrize("with_script", [True, False])
def test_it_reads_masks_and_publishes_on_a_phone(site, open_browser, source, with_script):
    phone = open_browser(has_touch=True, is_mobile=True, java_script_enabled=with_script)
    site.sign_in(phone, Role.MODERATOR)
    phone.goto(f"{site.url}/admin/loi-cua-cac-em/?nguon=journey")
    phone.get_by_role("link", name=source).click()
    phone.wait_for_selector(".reading-closed")
    expect(phone.get_by_text("Em muốn sân chơi.")).to_have_count(0)

    reason = phone.locator("input[name=reason]")
    if reason.count():
        reason.fill("Đồng nghiệp nhờ")
    phone.get_by_role("button", name="Mở để đọc").click()
    expect(phone.locator(".reading-words")).to_contain_text("[số điện thoại]")
    expect(phone.locator(".reading-words")).not_to_contain_text("0900")
    if with_script:
        phone.locator(".reading-bar").get_by_role("link", name="Che rồi đăng").click()
    else:
        phone.locator("#che summary").click()
    phone.locator("#che textarea").fill("Em muốn sân chơi.")
    phone.get_by_role("button", name="Xem chỗ đã sửa").click()
    expect(phone.locator(".reading-comparison del").first).to_be_visible()
    if with_script:
        assert Axe().run(phone).response["violations"] == []
    phone.get_by_role("button", name="Đăng bản này").click()

    expect(phone.get_by_text("Đã ghi quyết định: che thông tin rồi đăng.")).to_be_visible()


def test_it_leads_by_keys_to_buttons_and_decides_nothing_by_itself(site, laptop, source):
    site.sign_in(laptop, Role.MODERATOR)
    laptop.goto(f"{site.url}/admin/loi-cua-cac-em/?nguon=journey")
    laptop.keyboard.press("j")
    expect(laptop.locator(".reading-item a").first).to_be_focused()
    laptop.get_by_role("link", name=source).focus()
    laptop.keyboard.press("o")
    laptop.wait_for_selector(".reading-closed")
    if laptop.locator("input[name=reason]").count():
        laptop.locator("input[name=reason]").fill("o d x")
        laptop.locator("input[name=reason]").press("Tab")
    laptop.keyboard.press("o")
    laptop.wait_for_selector(".reading-words")
    assert Axe().run(laptop).response["violations"] == []

    laptop.keyboard.press("d")

    expect(laptop.get_by_role("button", name="Đăng", exact=True)).to_be_focused()
    expect(laptop.get_by_text("Đã ghi quyết định")).to_have_count(0)
