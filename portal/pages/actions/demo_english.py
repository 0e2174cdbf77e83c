"""The demo centre in English: home, services, about; each page a translation of the Vietnamese one its row names."""

from typing import Any

from django.utils.translation import gettext_noop
from wagtail.models import Locale, Page

from portal.pages import models
from portal.pages.actions import demo_pages

CENTRE = {
    "name_en": "Centre for Social Work and Child Protection",
    "province_en": "Song Ngan province",
    "address_en": "Ben Ngan ward, Song Ngan province (sample address)",
    "hours_en": "Monday to Friday, 7:30–11:30 and 13:30–17:00",
}


HOTLINE_WORDS = (
    gettext_noop("Đường dây tư vấn và hỗ trợ trẻ em (số cũ)"),
    gettext_noop("2004–2017, nay là 111"),
    gettext_noop("Đừng gọi số này nữa. Số này nay là 111, em hãy gọi 111."),
    gettext_noop("Đường dây nóng phòng, chống mua bán người (số nêu trên báo năm 2017)"),
    gettext_noop("Chưa kiểm tra"),
    gettext_noop("Chưa dùng được. Khi lo có người bị lừa hoặc bị mua bán, hãy gọi 111."),
    gettext_noop("Báo việc làm hại trẻ em trên mạng"),
    gettext_noop("Trang web, chưa rõ bao lâu có người đọc"),
    gettext_noop("Khi thấy ảnh, video hoặc tài khoản làm hại trẻ em trên mạng. Việc gấp thì gọi 111."),
    gettext_noop("Điện thoại Trung tâm (số mẫu)"),
    gettext_noop("Thứ Hai – thứ Sáu, 7:30–11:30 và 13:30–17:00 (giờ mẫu)"),
    gettext_noop("Hỏi về dịch vụ, hẹn gặp cô chú trong giờ làm việc. Ngoài giờ hoặc đang nguy hiểm thì gọi 111."),
)
"""What the demo's hotlines say, for the catalogue; see `safeguarding_tags`."""


def add_pages(vietnamese_home: models.HomePage, taxonomies: Any) -> None:
    """This will add what is missing of the English pages, once the Vietnamese ones stand."""
    pages = demo_pages.read("en/pages.json")
    home = _home(vietnamese_home, pages["home"])
    words = pages["services_index"]
    index = demo_pages.index(home, models.ServiceIndexPage, words["slug"], words, demo_pages.find(words["source"]))
    rows = demo_pages.read("en/services.json")
    for row in rows:
        demo_pages.service(index, row, taxonomies, demo_pages.find(row["source"]))
    demo_pages.relate_services(index, rows)
    about = _information(home, pages["about"], in_menu=True)
    explainer = _information(about, pages["two_centres"])
    _information(about, pages["contact"])
    if home.explainer_page_id is None:
        home.explainer_page = explainer.page_ptr
        demo_pages.publish(home)


def _information(parent: Page, words: dict[str, Any], *, in_menu: bool = False) -> Page:
    source = demo_pages.find(words["source"])
    return demo_pages.information(parent, words["slug"], words, source, in_menu=in_menu)


def _home(vietnamese: models.HomePage, words: dict[str, Any]) -> models.HomePage:
    page = models.HomePage(
        title=words["title"],
        slug="home-en",
        headline=words["headline"],
        summary=words["lead"],
        doors=[("door", door) for door in words["doors"]],
        explainer_title=words["two_centres"]["title"],
        explainer_text=words["two_centres"]["text"],
        is_sample=True,
        locale=Locale.objects.get_or_create(language_code="en")[0],
    )
    return demo_pages.add(vietnamese.get_parent(), page, vietnamese)
