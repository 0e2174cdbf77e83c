"""Staff sign in with two factors and publish: the editor writes, the approver decides, the public reads."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.people.models import Role
from portal.people.queries import demo_accounts

pytestmark = pytest.mark.journey


def button(page: Page):
    return page.locator("main form button[type=submit]").first


def test_it_never_opens_the_desk_with_the_password_alone(site, laptop):
    account = demo_accounts()[0]
    laptop.goto(f"{site.url}/admin/login/")
    laptop.locator("input[name=login]").fill(account.email)
    laptop.locator("input[name=password]").fill(account.password)
    button(laptop).click()
    laptop.wait_for_url("**/2fa/authenticate/")

    laptop.goto(f"{site.url}/admin/")

    expect(laptop.locator("input[name=login], input[name=code]").first).to_be_visible()


def test_it_says_kindly_that_the_password_is_wrong_and_keeps_the_address(site, phone):
    phone.goto(f"{site.url}/tai-khoan/login/")
    phone.locator("input[name=login]").fill("khong.co@sngan.example")
    phone.locator("input[name=password]").fill("sai rồi")
    button(phone).click()

    expect(phone.locator(".error-summary")).to_be_visible()
    expect(phone.locator("input[name=login]")).to_have_value("khong.co@sngan.example")


def test_it_signs_in_with_a_passkey(site, laptop):
    authenticator = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools = laptop.context.new_cdp_session(laptop)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    site.sign_in(laptop, Role.FIGURES)
    laptop.goto(f"{site.url}/tai-khoan/2fa/webauthn/add/")
    laptop.locator("#id_passwordless").check()
    button(laptop).click()
    laptop.wait_for_url(re.compile(r".*/2fa/(?!webauthn/add).*"))
    laptop.goto(f"{site.url}/tai-khoan/logout/")
    button(laptop).click()

    laptop.goto(f"{site.url}/tai-khoan/login/")
    laptop.locator("#passkey_login").click()

    laptop.wait_for_url("**/admin/")


def test_it_publishes_what_an_editor_wrote_once_an_approver_agrees(site, open_browser):
    desk = {"viewport": {"width": 1280, "height": 900}}
    editor, approver, reader = open_browser(**desk), open_browser(**desk), open_browser()
    address = f"{site.url}/hoi-dap/duoi-nuoc-thi-goi-so-nao/"
    site.sign_in(editor, Role.EDITOR)
    editor.get_by_role("link", name="Thêm câu hỏi").click()
    editor.locator("[name=title]").fill("Đuối nước thì gọi số nào?")
    editor.locator("[id$=answer-section] [contenteditable=true]").first.click()
    editor.keyboard.type("Gọi 114, rồi kêu người lớn gần nhất.")
    expect(editor.locator("input[name=answer]")).to_have_value(re.compile("gần nhất"))  # the editor saves after a pause
    editor.get_by_role("button", name="Thao tác khác").last.click()
    editor.get_by_role("button", name="Gửi duyệt: Duyệt bài").click()
    expect(editor.locator(".messages")).to_contain_text("gửi duyệt")
    assert reader.goto(address).status == 404

    site.sign_in(approver, Role.APPROVER)
    approver.get_by_role("link", name="Đuối nước thì gọi số nào?").first.click()
    approver.get_by_role("button", name="Thao tác khác").last.click()
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    expect(approver.locator(".messages")).to_be_visible()

    assert reader.goto(address).status == 200
    expect(reader.locator("main")).to_contain_text("kêu người lớn gần nhất")
