"""What scripts write in the staff desk is Vietnamese too, comes from our own host, and obeys the stated policy."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import vietnamese_only

pytestmark = pytest.mark.journey

SEEN = """() => {
  const texts = [];
  const shown = (element) => element.checkVisibility({visibilityProperty: true});
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const parent = node.parentElement;
      if (node.data.trim() && shown(parent) && !parent.closest("script, style, code, [contenteditable]"))
        texts.push([`text in <${parent.tagName.toLowerCase()} class="${parent.className}">`, node.data]);
      continue;
    }
    const spoken = ["title", "aria-label", "placeholder", "alt", "aria-description", "data-w-tooltip-content-value"];
    for (const name of spoken)
      if (node.getAttribute(name)) texts.push([`<${node.tagName.toLowerCase()} ${name}>`, node.getAttribute(name)]);
    if (node.matches("input[type=submit], input[type=button]")) texts.push(["<input value>", node.value]);
  }
  texts.push(["<title>", document.title]);
  return texts;
}"""


@pytest.fixture(scope="module")
def signed_in(browser: Any, site: Any) -> Any:
    """The cookies of an administrator who signed in once: a code of the second factor opens no second door."""
    context = browser.new_context(locale="vi-VN")
    site.sign_in(context.new_page(), "administrator")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def watched(open_browser: Callable[..., Any], signed_in: Any, site: Any) -> Any:
    """A page that notes every request to another host and everything the browser complains of."""
    page = open_browser(viewport={"width": 1280, "height": 800}, storage_state=signed_in)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.url, "data:", "blob:"))
            else complaints.append(f"outside: {request.url}")
        ),
    )
    page.complaints = complaints
    return page


def _open(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def _foreign(page: Any, where: str) -> list[str]:
    lines = vietnamese_only.foreign_texts([tuple(pair) for pair in page.evaluate(SEEN)], _words_of_content(page))
    return [f"{where}: {line}" for line in lines]


def _words_of_content(page: Any) -> list[str]:
    """Names and titles people wrote: the values of fields, the texts of links to pages, tables of people."""
    return page.evaluate(
        """() => [...document.querySelectorAll(
             "input[type=text], textarea, [contenteditable], td.title a, h1, .w-breadcrumbs, .sidebar-footer")]
             .flatMap((element) => ((element.value || "") + " " + element.innerText).match(/[A-Za-z]+/g) || [])"""
    )


def _settle(page: Any) -> None:
    """Wait until nothing is fetched and nothing that ends is still moving."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running'"
        " || one.effect.getComputedTiming().iterations === Infinity)"
    )


def _click(page: Any, selector: str, *, last: bool = False) -> None:
    found = [one for one in page.locator(selector).all() if one.is_visible()]
    if found:
        found[-1 if last else 0].click(force=True)


def test_it_writes_menus_and_shortcuts_in_vietnamese(watched: Any, site: Any) -> None:
    _open(watched, f"{site.url}/admin/")
    found = _foreign(watched, "first screen")
    for item in watched.locator(".sidebar-sub-menu-item > button").all():
        item.click()
        _settle(watched)
        found += _foreign(watched, "menu")
    watched.keyboard.press("Escape")
    watched.locator("[data-a11y-dialog-show=keyboard-shortcuts-dialog]").first.evaluate("one => one.click()")
    _settle(watched)
    found += _foreign(watched, "shortcuts")

    assert found == []
    assert watched.complaints == []


@pytest.mark.parametrize(
    ("page_type", "parent"),
    [
        ("articlepage", "tin-tuc"),
        ("servicepage", "dich-vu"),
        ("questionpage", "hoi-dap"),
        ("preventionpage", "phong-tranh"),
    ],
)
def test_it_writes_the_editor_in_vietnamese(page_type: str, parent: str, watched: Any, site: Any) -> None:
    _open(watched, f"{site.url}/admin/viet-va-dang/{parent}/")
    found = _foreign(watched, "list")
    # Content is in the language of its page: the words around it are asked for here, so a Vietnamese page is opened.
    watched.locator("td.title a", has_text=re.compile("[ạ-ỹđơư]")).first.click()
    watched.wait_for_load_state("networkidle")
    found += _foreign(watched, "editor")
    steps: list[Callable[[], None]] = [
        lambda: _click(watched, ".c-sf-add-button", last=True),
        lambda: watched.keyboard.press("Escape"),
        lambda: _click(watched, "[contenteditable=true]"),
        lambda: _click(watched, ".Draftail-Toolbar button, .Draftail-BlockToolbar__trigger"),
        lambda: watched.keyboard.press("Escape"),
        lambda: _click(watched, "input[id*=published_on]"),
    ]
    for number, step in enumerate(steps):
        step()
        _settle(watched)
        found += _foreign(watched, f"editor, step {number}")
    for tab in watched.locator("[role=tab]").all():
        tab.click()
        _settle(watched)
        found += _foreign(watched, "tab")
    for name in ("status", "checks", "comments", "preview"):
        toggle = watched.locator(f"[data-side-panel-toggle={name}]").first
        if toggle.count():
            toggle.click(force=True)
            _settle(watched)
            found += _foreign(watched, f"side panel {name}")

    assert found == []
    assert watched.complaints == []


def test_it_folds_the_address_while_a_title_is_typed(watched: Any, site: Any) -> None:
    _open(watched, f"{site.url}/admin/viet-va-dang/tin-tuc/")
    watched.get_by_role("link", name="Thêm bài viết").first.click()
    watched.wait_for_load_state("networkidle")
    watched.locator("#id_title").press_sequentially("Đuối nước & điện giật/bỏng", delay=20)
    watched.locator("#id_title").blur()

    expect(watched.locator("#id_slug")).to_have_value("duoi-nuoc-dien-giat-bong")
    assert watched.complaints == []
