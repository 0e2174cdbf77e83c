"""A child joins, both say yes, she writes; a moderator masks and publishes; she finds it and the reply; all is taken back.

The same with and without JavaScript on the family's phones.
"""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.people.models import Role

NAMES = {True: "Lá Bàng", False: "Lá Sim"}
WORDS = {
    True: "Em mong sân trường có thêm ghế đá dưới gốc bàng. Ai muốn giúp thì gọi em số 0912 345 678 nhé.",
    False: "Em mong thư viện mở cả chiều thứ Bảy. Cô gọi cho em qua số 0987 654 321 được không?",
}
SEEN = {True: "thêm ghế đá dưới gốc bàng", False: "thư viện mở cả chiều thứ Bảy"}
REPLY = "Cô chú đã đọc. Cô chú sẽ hỏi nhà trường trong tháng này."
CLUB = "CLB Quyền trẻ em Măng Non"

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_it_hears_a_child_from_the_sheet_to_the_answer_and_forgets_her_when_asked(site, open_browser, has_script):
    family = {"java_script_enabled": has_script, "has_touch": True, "is_mobile": True}
    child, guardian = open_browser(**family), open_browser(**family)
    facilitator, moderator, director = (
        open_browser(),
        open_browser(),
        open_browser(viewport={"width": 1280, "height": 800}),
    )
    name = NAMES[has_script]

    join(site.url, child, name)
    assert "chưa trả lời" in opinion_page(site.url, child)
    link = ask_guardian(site, facilitator, name)
    code_to_withdraw = agree(guardian, link)
    receipt = say(site.url, child, WORDS[has_script], has_script=has_script)
    assert "Chờ cô chú đọc" in state(site.url, child, receipt)
    mask_and_publish(site, moderator, SEEN[has_script])
    answer(site, director)

    told = state(site.url, child, receipt)
    assert REPLY in told
    assert SEEN[has_script] not in told, "whoever finds the code does not read her words"
    shown = public_page(site.url, child)
    assert SEEN[has_script] in shown
    assert not re.search(r"0912|0987", shown)

    withdraw(site.url, guardian, code_to_withdraw)
    assert SEEN[has_script] not in public_page(site.url, child)


def follow(way: Locator) -> None:
    """Click what leads to another page, and wait for that page."""
    with way.page.expect_navigation():
        way.click()


def join(url: str, page: Page, name: str) -> None:
    page.goto(f"{url}/vao/MAUTRANG/")
    page.get_by_label("Em muốn được gọi là gì?").fill(name)
    page.get_by_role("button", name="Tiếp", exact=True).click()
    page.get_by_text("10–12 tuổi").click()
    page.get_by_role("button", name="Tiếp", exact=True).click()
    page.locator("input[name=pin]").fill("7395")
    page.get_by_text("Máy của riêng em").click()
    page.get_by_role("button", name="Vào câu lạc bộ").click()
    follow(page.get_by_role("button", name="Em chịu", exact=True))


def opinion_page(url: str, page: Page) -> str:
    page.goto(f"{url}/em/y-kien/")
    return page.locator("main").inner_text()


def ask_guardian(site, page: Page, name: str) -> str:
    site.sign_in(page, Role.FACILITATOR)
    page.goto(f"{site.url}/admin/cau-lac-bo/")
    page.get_by_role("link", name=CLUB).first.click()
    page.get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("link", name="Xem và ghi đồng ý").click()
    page.get_by_text("Làm phiếu có mã QR").click()
    page.get_by_label("viết trong câu lạc bộ bằng bút danh").check()
    page.get_by_role("button", name="Làm phiếu").click()
    return page.locator("input[value*='/cha-me/']").input_value()


def agree(page: Page, link: str) -> str:
    page.goto(link)
    assert page.locator("main input:checked").count() == 0, "nothing is ticked beforehand"
    page.get_by_label("Tôi đồng ý", exact=True).check()
    page.get_by_label("Mẹ", exact=True).check()
    follow(page.get_by_role("button", name="Gửi câu trả lời"))
    return the_code(page)


def the_code(page: Page) -> str:
    """Four words, wherever the page shows them: in a line with commas, or one below the other."""
    found = re.search(
        r"((?:^|\n)\s*\S+ [^\s,]+(?:,|\n)\s*(?:\S+ [^\s,]+(?:,|\n)\s*){2}\S+ [^\s,]+)\s*\n",
        page.locator("main").inner_text(),
    )
    assert found, page.locator("main").inner_text()
    return ", ".join(re.findall(r"[^\s,]+ [^\s,]+", found[1]))


def say(url: str, page: Page, words: str, *, has_script: bool) -> str:
    page.goto(f"{url}/em/y-kien/?cach=viet")
    page.locator("textarea").first.fill(words)
    page.locator("input[name=is_meant_for_public]").check()
    page.get_by_role("button", name="Gửi", exact=True).click()
    # Her number is in it: she is asked once whether the protection officers may have it, and sends it so.
    page.get_by_role("button", name="Để lại và gửi").click()
    page.get_by_text("Em có an toàn không?").first.wait_for()
    return the_code(page)


def state(url: str, page: Page, code: str) -> str:
    page.goto(f"{url}/ma-phieu/")
    page.get_by_label("Mã phiếu của em").fill(code.replace(",", "").upper())
    follow(page.get_by_role("button", name="Xem"))
    assert code not in page.url
    return page.locator("main").inner_text()


def mask_and_publish(site, page: Page, words: str) -> None:
    site.sign_in(page, Role.MODERATOR)
    for number in count(1):
        page.goto(f"{site.url}/admin/loi-cua-cac-em/?nguon=clubs.opinion&p={number}")
        if page.get_by_role("link", name=CLUB).count():
            break
        assert page.get_by_role("link", name="Trang sau").count()
    page.get_by_role("link", name=CLUB).last.click()
    page.get_by_role("button", name="Mở để đọc").wait_for()
    if page.locator("input[name=reason]").count():
        page.locator("input[name=reason]").fill("Đọc lời mới của câu lạc bộ")
    page.get_by_role("button", name="Mở để đọc").click()
    read = page.locator(".reading-words")
    expect(read).to_contain_text(words)
    expect(read).to_contain_text("[số điện thoại]")
    page.locator(".reading-bar").get_by_role("link", name="Che rồi đăng").click()
    page.get_by_role("button", name="Xem chỗ đã sửa").click()
    page.get_by_role("button", name="Đăng bản này").click()
    expect(page.get_by_text("Đã ghi quyết định: che thông tin rồi đăng.")).to_be_visible()


def answer(site, page: Page) -> None:
    site.sign_in(page, Role.DIRECTOR)
    page.goto(f"{site.url}/admin/hop-y-kien/")
    page.locator("main").get_by_role("link", name=CLUB).first.click()
    for way, words in (("Trả lời riêng qua phiếu", REPLY), ("Trả lời công khai", "Cô chú đồng ý với em.")):
        page.get_by_role("button", name="Mở lời của em").click()
        page.locator("textarea[name=words]").fill(words)
        page.get_by_role("button", name=way).click()
        expect(page.locator(".box-words", has_text=words)).to_be_visible()


def public_page(url: str, page: Page) -> str:
    page.goto(f"{url}/cau-lac-bo/")
    follow(page.get_by_role("link", name=CLUB).first)
    return page.locator("main").inner_text()


def withdraw(url: str, page: Page, code: str) -> None:
    page.goto(f"{url}/cha-me/rut-lai/")
    page.get_by_label("Mã rút lại").fill(code)
    page.get_by_text("Tất cả.").click()
    follow(page.get_by_role("button", name="Rút lại"))
    assert page.get_by_label("Mã rút lại").count() == 0
