"""Where pages stand in the staff desk: lists by type, the report of sample content, advice while writing."""

import re
from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.signals import init_new_page

from portal.pages.admin_views import listings
from portal.pages.models import ArticlePage, ServicePage

LONGEST_ANSWER = 5
"""Sentences in which a service says who, where, how much and how, together."""


@hooks.register("register_admin_viewset")
def lists_by_type() -> Any:
    return listings.Writing()


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    return [
        path("bao-cao/noi-dung-mau/", listings.SamplePagesReport.as_view(), name="sample_pages"),
        path(
            "bao-cao/noi-dung-mau/ket-qua/",
            listings.SamplePagesReport.as_view(results_only=True),
            name="sample_pages_results",
        ),
        path("bao-cao/ban-doc-da-cu/", listings.StaleRecordingsReport.as_view(), name="stale_recordings"),
        path(
            "bao-cao/ban-doc-da-cu/ket-qua/",
            listings.StaleRecordingsReport.as_view(results_only=True),
            name="stale_recordings_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    address = reverse_lazy("sample_pages")
    return listings.PagesMenuItem(
        gettext_lazy("Nội dung mẫu"), address, name="sample-pages", icon_name="list-ul", order=600
    )


@hooks.register("register_reports_menu_item")
def recordings_menu_item() -> MenuItem:
    address = reverse_lazy("stale_recordings")
    return listings.PagesMenuItem(
        gettext_lazy("Bản đọc đã cũ"), address, name="stale-recordings", icon_name="openquote", order=610
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def advise_on_length(request: HttpRequest, page: Page) -> None:
    """Says so, and leaves the decision to the writer."""
    if not isinstance(page, ServicePage):
        return
    sentences = sum(count_sentences(text) for text in (page.who, page.where, page.cost, page.how))
    if sentences > LONGEST_ANSWER:
        advice = _(
            "Bốn ô “Ai giúp, ở đâu, chi phí, bắt đầu thế nào” đang có %(count)d câu. "
            "Nên viết gọn lại, tất cả không quá %(limit)d câu."
        )
        messages.warning(request, advice % {"count": sentences, "limit": LONGEST_ANSWER})


def count_sentences(text: str) -> int:
    """This will return how many sentences a text has; a full stop inside a number or an address ends none."""
    return len(re.findall(r"[.!?…]+(?=\s|$)|[^.!?…\s](?=\s*$)", text.strip()))


@receiver(init_new_page, dispatch_uid="portal.pages.date_new_article")
def date_new_article(page: Page, **kwargs: Any) -> None:
    if isinstance(page, ArticlePage):
        page.published_on = timezone.localdate()
