"""The demo centre: a fictional centre in a fictional province, loaded through the same models staff write with."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from portal.foundation.models import BasePage
from portal.foundation.refusals import Refusal
from portal.pages import models
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Role, User
from portal.safeguarding import actions as safeguarding_actions

FOLDER = Path(__file__).resolve().parent.parent / "demo"

AUDIENCES = {
    "tre-em": "Trẻ em",
    "cha-me": "Cha mẹ, người chăm sóc",
    "thay-co": "Thầy cô, nhà trường",
    "can-bo": "Cán bộ xã, phường",
}
SUBJECTS = {
    "tu-van": "Nói chuyện, tư vấn",
    "khi-gap-nguy-hiem": "Khi gặp nguy hiểm",
    "buon-lo": "Buồn, lo, sợ",
    "bao-luc-xam-hai": "Bạo lực, xâm hại",
    "mua-ban-nguoi": "Mua bán người",
    "mang-an-toan": "Lên mạng an toàn",
    "duoi-nuoc": "Đuối nước",
    "giao-thong": "Giao thông",
    "bong-nga-dien-giat": "Bỏng, ngã, điện giật",
    "khuyet-tat": "Khuyết tật",
    "gia-dinh": "Gia đình",
    "giay-to": "Giấy tờ, chế độ",
    "hoc-bong-qua": "Học bổng, quà, sinh kế",
    "truong-hoc": "Trường học",
    "quyen-tre-em": "Quyền và tiếng nói trẻ em",
    "ve-trung-tam": "Về Trung tâm",
}


class DemoInProduction(Refusal):
    """Fictional content may never stand on a real centre's site."""

    code = "demo_in_production"
    sentence = _("Không nạp được dữ liệu mẫu vì đây là bản chạy thật (PORTAL_MODE=production).")


@transaction.atomic
def load_demo(*, at: datetime) -> int:
    """This will add whatever is missing of the demo centre: staff, hotlines, pages; it returns how many pages it made.

    What staff changed since is left alone. Refuses with `DemoInProduction` where the site is real.
    """
    if settings.IS_PRODUCTION:
        raise DemoInProduction
    people_actions.create_demo_accounts(at=at)
    staff = {account.role: User.objects.get(email=account.email) for account in people_queries.demo_accounts()}
    safeguarding_actions.load_demo_hotlines(
        _read("hotlines.json"), proposer=staff[Role.ADMINISTRATOR], confirmer=staff[Role.PROTECTION], at=at
    )
    before = Page.objects.count()
    home = models.HomePage.objects.get()
    _describe_centre(home)
    _fill_home(home)
    taxonomies = {
        "audiences": _taxonomy(models.AudienceGroup, AUDIENCES),
        "subjects": _taxonomy(models.Subject, SUBJECTS),
    }
    pages = _read("pages.json")
    services = _index(home, models.ServiceIndexPage, "dich-vu", pages["services_index"], in_menu=True)
    for row in _read("services.json"):
        _service(services, row, taxonomies)
    _relate_services()
    prevention = _index(home, models.PreventionIndexPage, "phong-tranh", pages["prevention_index"], in_menu=True)
    for row in _read("prevention.json"):
        _prevention(prevention, row, taxonomies)
    questions = _index(home, models.QuestionIndexPage, "hoi-dap", pages["questions_index"], in_menu=True)
    for row in _read("questions.json"):
        _question(questions, row, taxonomies)
    articles = _index(home, models.ArticleIndexPage, "tin-tuc", pages["articles_index"], in_menu=True)
    for row in sorted(_read("articles.json"), key=lambda row: row["date"]):
        _article(articles, row, taxonomies)
    about = _information(home, "gioi-thieu", pages["about"], in_menu=True)
    explainer = _information(about, "hai-trung-tam-khac-nhau", pages["two_centres"])
    _information(about, "lien-he", pages["contact"])
    _information(home, "cha-me-thay-co", pages["parents"], is_for_children=False)
    _information(home, "rieng-tu", _privacy(), is_for_children=True)
    if home.explainer_page_id is None:
        home.explainer_page = explainer.page_ptr
        _publish(home)
    return Page.objects.count() - before


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _describe_centre(home: models.HomePage) -> None:
    site = Site.objects.get(root_page=home)
    models.CentreSettings.objects.get_or_create(
        site=site,
        defaults={
            "province": "tỉnh Sông Ngàn",
            "address": "phường Bến Ngàn, tỉnh Sông Ngàn (địa chỉ mẫu)",
            "hours": "Thứ Hai – thứ Sáu, 7:30–11:30 và 13:30–17:00",
            "is_sample": True,
        },
    )


def _fill_home(home: models.HomePage) -> None:
    if home.doors:
        return
    words = _read("pages.json")["home"]
    home.title, home.headline, home.summary = words["title"], words["headline"], words["lead"]
    home.doors = [("door", door) for door in words["doors"]]
    home.explainer_title, home.explainer_text = words["two_centres"]["title"], words["two_centres"]["text"]
    home.is_sample = True
    _publish(home)


def _taxonomy(model: type[models.Taxonomy], names: dict[str, str]) -> dict[str, models.Taxonomy]:
    return {
        slug: model._default_manager.get_or_create(slug=slug, defaults={"name": name, "position": position})[0]
        for position, (slug, name) in enumerate(names.items(), start=1)
    }


def _publish(page: BasePage) -> None:
    page.save_revision(log_action=False).publish(log_action=False)


def _add(parent: Page, page: BasePage) -> Any:
    """Adds the page below its parent unless a page with its slug is there already; returns whichever stands there."""
    standing = parent.get_children().filter(slug=page.slug).specific().first()
    if standing:
        return standing
    parent.add_child(instance=page)
    _publish(page)
    return page


def _index(home: Page, model: type[models.IndexPage], slug: str, words: dict[str, str], *, in_menu: bool) -> Page:
    page = model(title=words["title"], slug=slug, intro=words["intro"], show_in_menus=in_menu)
    return _add(home, page)


def _items(lines: Iterable[str]) -> list[tuple[str, str]]:
    return [("item", line) for line in lines]


def _classify(page: models.ClassifiedPage, row: dict[str, Any], taxonomies: dict[str, dict[str, Any]]) -> None:
    page.audiences.set([taxonomies["audiences"][slug] for slug in row.get("audiences", ["tre-em", "cha-me"])])
    page.subjects.set([taxonomies["subjects"][slug] for slug in row.get("topics", [])])


def _add_classified(parent: Page, page: models.ClassifiedPage, row: dict[str, Any], taxonomies: Any) -> None:
    _classify(page, row, taxonomies)
    _add(parent, page)


def _service(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.ServicePage(
        **{
            name: row[name]
            for name in (
                "slug",
                "title",
                "summary",
                "icon",
                "who",
                "where",
                "cost",
                "how",
                "hours",
                "place",
                "good_to_know",
            )
        },
        need=_items(row["need"]),
        bring=_items(row["bring"]),
        next_steps=_items(row["next_steps"]),
        is_sample=True,
    )
    _add_classified(parent, page, row, taxonomies)


def _relate_services() -> None:
    by_slug = {page.slug: page for page in models.ServicePage.objects.all()}
    for row in _read("services.json"):
        page = by_slug[row["slug"]]
        if not page.related_links.exists():
            page.related_links = [
                models.RelatedService(related=by_slug[slug], sort_order=place)
                for place, slug in enumerate(row["related"])
            ]
            _publish(page)


def _prevention(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.PreventionPage(
        **{name: row[name] for name in ("slug", "title", "summary", "icon")},
        remember=_items(row["remember"]),
        do=_items(row["do"]),
        dont=_items(row["dont"]),
        emergency_number=row["emergency"]["number"],
        emergency_say=row["emergency"]["say"],
        body=_body(row["body"]),
        is_sample=True,
    )
    _add_classified(parent, page, {"topics": [row["topic"]]}, taxonomies)


def _question(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.QuestionPage(
        title=row["question"],
        slug=row["slug"],
        answer="".join(f"<p>{escape(text)}</p>" for text in row["answer"]),
        is_sample=True,
    )
    _add_classified(parent, page, row, taxonomies)


def _article(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.ArticlePage(
        **{name: row[name] for name in ("slug", "title", "summary", "icon", "is_sample", "source")},
        published_on=date.fromisoformat(row["date"]),
        body=_body(row["body"]),
    )
    _add_classified(parent, page, row, taxonomies)


def _information(
    parent: Page, slug: str, words: dict[str, Any], *, in_menu: bool = False, is_for_children: bool = False
) -> Any:
    page = models.InformationPage(
        title=words["title"],
        slug=slug,
        summary=words["summary"],
        body=_body(words["body"]),
        show_in_menus=in_menu,
        is_for_children=is_for_children,
        is_sample=True,
    )
    return _add(parent, page)


def _privacy() -> dict[str, Any]:
    words = _read("privacy.json")
    body: list[dict[str, Any]] = []
    for section in words["sections"]:
        body.append({"type": "heading", "value": section["heading"]})
        body += [{"type": "paragraph", "value": text} for text in section["paragraphs"]]
    return {"title": "Thông tin về em được giữ thế nào?", "summary": words["summary"], "body": body}


def _body(rows: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [(row["type"], _prose(row["value"]) if row["type"] == "paragraph" else row["value"]) for row in rows]


def _prose(text: str) -> RichText:
    return RichText("<p>" + re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text)) + "</p>")
