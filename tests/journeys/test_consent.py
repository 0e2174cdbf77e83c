"""Consent in a real browser: a guardian answers from a slip, with and without script; both withdraw; axe on every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

_PREPARE = """
from django.utils import timezone
from portal.people import actions
from portal.people.models import User
at = timezone.now()
by = User.objects.get(email='bao-ve@sngan.example')
child = actions.create_participant(pen_name='Cá Suối', age_band='10_12', place=None, pin='2580', at=at)
print('session', actions.open_session(child, is_shared=False, at=at))
print('token', actions.make_guardian_link(child, activities=['club', 'picture'], by=by, at=at)[1])
print('child', child.pk)
"""


def prepare(site) -> dict[str, str]:
    said = site.manage("shell", "-c", _PREPARE)
    return dict(line.split() for line in said.splitlines() if line.startswith(("session ", "token ", "child ")))


def answer(page: Page) -> str:
    """A guardian ticks and sends; the code she is given."""
    page.check("#id_club_0")
    page.check("#id_picture_1")
    page.check("#id_relation_0")
    page.click("form.form button[type=submit]")
    return page.locator(".receipt-code").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_it_takes_a_guardian_from_the_slip_to_the_code_and_back(site, open_browser, script):
    page = open_browser(java_script_enabled=script)
    address = f"{site.url}/cha-me/{prepare(site)['token']}/"
    page.goto(address)
    page.click("form.form button[type=submit]")
    expect(page.locator(".choice__error")).to_have_count(3)

    code = answer(page)
    if script:
        assert [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.goto(address).status == 410

    page.click("text=Tôi có mã và muốn rút lại")
    page.fill("#id_code", code.lower().replace(",", ""))
    page.check("#id_which_0")
    page.click("form.form button[type=submit]")
    expect(page.locator("h1")).to_contain_text("Đã dừng ngay")
    assert page.context.cookies() == []


def test_it_finds_nothing_to_mend(site, open_browser):
    known = prepare(site)
    found = {}
    for scheme in ("light", "dark"):
        page = open_browser(color_scheme=scheme)
        page.context.add_cookies([{"name": "em", "value": known["session"], "url": site.url, "httpOnly": True}])
        for path in (
            f"/cha-me/{known['token']}/",
            f"/en/cha-me/{known['token']}/",
            "/cha-me/x/",
            "/cha-me/rut-lai/",
            "/em/dong-y/",
            "/em/dong-y/picture/",
            "/en/em/dong-y/",
        ):
            page.goto(site.url + path)
            for summary in page.locator("main summary").all():
                summary.click()
            if violations := Axe().run(page).response["violations"]:
                found[scheme, path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert found == {}


def test_it_finds_nothing_to_mend_at_the_desk(site, open_browser):
    known = prepare(site)
    page = open_browser()
    site.sign_in(page, "protection")
    found = {}
    for path in (f"/admin/dong-y/{known['child']}/", "/admin/dong-y/rut-lai/", "/admin/dong-y/?q=suoi"):
        page.goto(site.url + path)
        for summary in page.locator(".consents summary").all():
            summary.click()
        if violations := Axe().run(page, context=".consents").response["violations"]:
            found[path] = [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in violations]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    assert found == {}
