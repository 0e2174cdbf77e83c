"""How a row of the demo content becomes a page; what stands there already is left alone."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text import RichText

from portal.foundation.models import BasePage
from portal.pages import models

FOLDER = Path(__file__).resolve().parent.parent / "demo"


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def publish(page: BasePage) -> None:
    page.save_revision(log_action=False).publish(log_action=False)


def find(slug: str) -> Page:
    """The Vietnamese page with this slug."""
    return Page.objects.filter(slug=slug, locale__language_code=settings.LANGUAGE_CODE).order_by("path")[0]


def add(parent: Page, page: BasePage, translates: Page | None = None) -> Any:
    """Adds the page below its parent unless it is there already, by its slug or as a translation; returns what stands there."""
    standing = parent.get_children().filter(slug=page.slug).specific().first()
    if translates and not standing:
        standing = translates.get_translations().filter(locale=page.locale_id or parent.locale_id).specific().first()
    if standing:
        return standing
    if translates:
        page.translation_key = translates.translation_key
    parent.add_child(instance=page)
    publish(page)
    return page


def index(
    home: Page, model: type[models.IndexPage], slug: str, words: dict[str, str], source: Page | None = None
) -> Page:
    page = model(title=words["title"], slug=slug, intro=words["intro"], show_in_menus=True)
    return add(home, page, source)


def items(lines: Iterable[str]) -> list[tuple[str, str]]:
    return [("item", line) for line in lines]


def _classify(page: models.ClassifiedPage, row: dict[str, Any], taxonomies: dict[str, dict[str, Any]]) -> None:
    page.audiences.set([taxonomies["audiences"][slug] for slug in row.get("audiences", ["tre-em", "cha-me"])])
    page.subjects.set([taxonomies["subjects"][slug] for slug in row.get("topics", [])])


def _add_classified(
    parent: Page, page: models.ClassifiedPage, row: dict[str, Any], taxonomies: Any, source: Page | None = None
) -> None:
    _classify(page, row, taxonomies)
    add(parent, page, source)


def service(parent: Page, row: dict[str, Any], taxonomies: Any, source: Page | None = None) -> None:
    names = ("slug", "title", "summary", "icon", "who", "where", "cost", "how", "hours", "place", "good_to_know")
    page = models.ServicePage(
        **{name: row[name] for name in names},
        need=items(row["need"]),
        bring=items(row["bring"]),
        next_steps=items(row["next_steps"]),
        is_sample=True,
    )
    _add_classified(parent, page, row, taxonomies, source)


def relate_services(index_page: Page, rows: Iterable[dict[str, Any]]) -> None:
    by_slug = {page.slug: page for page in models.ServicePage.objects.child_of(index_page)}
    for row in rows:
        page = by_slug.get(row["slug"])
        if page and not page.related_links.exists():
            page.related_links = [
                models.RelatedService(related=by_slug[slug], sort_order=place)
                for place, slug in enumerate(row["related"])
                if slug in by_slug
            ]
            publish(page)


def prevention(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.PreventionPage(
        **{name: row[name] for name in ("slug", "title", "summary", "icon")},
        remember=items(row["remember"]),
        do=items(row["do"]),
        dont=items(row["dont"]),
        emergency_number=row["emergency"]["number"],
        emergency_say=row["emergency"]["say"],
        body=body(row["body"]),
        is_sample=True,
    )
    _add_classified(parent, page, {"topics": [row["topic"]]}, taxonomies)


def question(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.QuestionPage(
        title=row["question"],
        slug=row["slug"],
        answer="".join(f"<p>{escape(text)}</p>" for text in row["answer"]),
        is_sample=True,
    )
    _add_classified(parent, page, row, taxonomies)


def article(parent: Page, row: dict[str, Any], taxonomies: Any) -> None:
    page = models.ArticlePage(
        **{name: row[name] for name in ("slug", "title", "summary", "icon", "is_sample", "source")},
        published_on=date.fromisoformat(row["date"]),
        body=body(row["body"]),
    )
    _add_classified(parent, page, row, taxonomies)


def information(
    parent: Page,
    slug: str,
    words: dict[str, Any],
    source: Page | None = None,
    *,
    in_menu: bool = False,
    is_for_children: bool = False,
) -> Any:
    page = models.InformationPage(
        title=words["title"],
        slug=slug,
        summary=words["summary"],
        body=body(words["body"]),
        show_in_menus=in_menu,
        is_for_children=is_for_children,
        is_sample=True,
    )
    return add(parent, page, source)


def body(rows: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
    return [(row["type"], _prose(row["value"]) if row["type"] == "paragraph" else row["value"]) for row in rows]


def _prose(text: str) -> RichText:
    return RichText("<p>" + re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text)) + "</p>")
