"""Someone asks what an old place is called now: on a phone, by keyboard, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

BOX = "input[name=xa]"
OPTION = "[role=option]"


def open_page(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/xa-phuong/")
    page.locator(f"{BOX}[role=combobox]").wait_for()


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]


def test_it_leads_from_an_old_name_to_the_new_one_without_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)
    page.goto(f"{site.url}/xa-phuong/")

    page.locator(BOX).fill("xã Hòa Bình, Chợ Mới")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main [role=alert]")).to_contain_text("Nơi này nay có tên khác.")
    expect(page.locator(BOX)).to_have_value("xã Hòa Bình, Chợ Mới")
    page.locator("main label", has_text="xã Hội An, An Giang").click()
    page.locator("main button[type=submit]").click()

    expect(page.locator("main h2")).to_have_text("Xã Hội An")
    expect(page.locator("main .panel")).to_contain_text("Nay thuộc tỉnh An Giang.")


def test_it_suggests_while_one_types_and_takes_a_tap(site, phone):
    open_page(phone, site)

    phone.locator(BOX).type("huyen tinh bien")
    phone.locator(OPTION).first.wait_for()
    boxes = [option.bounding_box() for option in phone.locator(OPTION).all()]
    assert len(boxes) == 5
    assert all(box["height"] >= 48 and box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    phone.locator(OPTION, has_text="Núi Cấm").tap()
    expect(phone.locator(BOX)).to_have_value("xã Núi Cấm, An Giang")
    expect(phone.locator("[role=listbox]")).to_be_hidden()
    phone.locator("main button[type=submit]").tap()

    expect(phone.locator("main h2")).to_have_text("Xã Núi Cấm")
    expect(phone.locator("main .panel")).to_contain_text("thị xã Tịnh Biên")


def test_it_is_worked_by_keyboard_alone(site, laptop):
    open_page(laptop, site)

    laptop.locator(BOX).focus()
    laptop.keyboard.type("Hòa Bình, Chợ Mới")
    laptop.locator(OPTION).first.wait_for()
    assert laptop.locator(BOX).get_attribute("aria-expanded") == "true"
    expect(laptop.locator("main [role=status]")).to_contain_text("Có 1 nơi để chọn")
    laptop.keyboard.press("Escape")
    assert laptop.locator(BOX).get_attribute("aria-expanded") == "false"
    laptop.keyboard.press("ArrowDown")
    laptop.locator(OPTION).first.wait_for()
    laptop.keyboard.press("ArrowDown")
    active = laptop.locator(BOX).get_attribute("aria-activedescendant")
    assert laptop.locator(f"#{active}").get_attribute("aria-selected") == "true"
    expect(laptop.locator(f"#{active}")).to_contain_text("trước là xã Hòa Bình, huyện Chợ Mới")
    laptop.keyboard.press("Enter")
    expect(laptop.locator(BOX)).to_have_value("xã Hội An, An Giang")
    assert "xa=" not in laptop.url
    laptop.keyboard.press("Enter")

    expect(laptop.locator("main h2")).to_have_text("Xã Hội An")


def test_it_says_aloud_that_nothing_was_found(site, phone):
    open_page(phone, site)

    phone.locator(BOX).type("zzzz")

    expect(phone.locator("main [role=status]")).to_contain_text("Chưa tìm thấy nơi nào tên như vậy.")
    assert phone.locator(BOX).get_attribute("aria-expanded") == "false"


def test_it_still_asks_after_sending_when_suggestions_cannot_come(site, phone):
    open_page(phone, site)
    phone.route("**/api/v1/places/**", lambda route: route.abort())

    phone.locator(BOX).type("hoi an")
    phone.locator("main button[type=submit]").tap()

    expect(phone.locator("main fieldset label").first).to_contain_text("xã Hội An, An Giang")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_leaves_nothing_for_axe_to_find(site, open_browser, width, scheme):
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    for query in ("", "?xa=zzz", "?xa=Hội+An", "?xa=xã+Hội+An"):
        page.goto(f"{site.url}/xa-phuong/{query}")
        found[query] = violations(page)
    open_page(page, site)
    page.locator(BOX).type("tan thanh")
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("ArrowDown")
    found["while typing"] = violations(page)

    assert {place: rules for place, rules in found.items() if rules} == {}


def test_it_loads_the_script_of_places_on_this_page_only(site, phone):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.goto(f"{site.url}/dich-vu/", wait_until="networkidle")
    assert not [url for url in asked if "place_search" in url]
    open_page(phone, site)

    assert [url for url in asked if "place_search" in url]
    assert phone.context.cookies() == []
