"""News and stories."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from portal.foundation.models import BasePage
from portal.pages import blocks
from portal.pages.models.bases import ClassifiedPage, IndexPage, body_field
from portal.pages.models.taxonomy import Subject

ARTICLES_PER_PAGE = 10


class ArticleIndexPage(IndexPage):
    subpage_types = ["pages.ArticlePage"]
    template = "pages/article_index.html"

    class Meta:
        verbose_name = _("mục tin tức")
        verbose_name_plural = _("mục tin tức")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        subject = request.GET.get("chuyen-de", "")
        published = ArticlePage.objects.published(timezone.now(), self.locale_id).select_related("picture")
        found = published.narrowed(subject=subject).order_by("-published_on", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            # A page number that is rubbish or too high gives the nearest real one.
            "articles": Paginator(found, ARTICLES_PER_PAGE).get_page(request.GET.get("trang", "")),
            "subjects": Subject.objects.filter(articlepage__live=True, articlepage__locale=self.locale_id).distinct(),
            "chosen_subject": subject,
        }

    def page_numbers(self, context: dict[str, Any]) -> Iterable[int]:
        return context["articles"].paginator.page_range if context else ()


class ArticlePage(ClassifiedPage):
    """News and stories."""

    body = body_field()
    published_on = models.DateField(_("ngày đăng"), db_index=True)
    source = models.CharField(_("nguồn"), max_length=240, blank=True, help_text=_("Số liệu trong bài lấy từ đâu."))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        FieldPanel("published_on"),
        FieldPanel("body"),
        FieldPanel("source"),
        *ClassifiedPage.recording_panels,
    ]
    search_fields = [*ClassifiedPage.search_fields, index.FilterField("published_on")]
    template = "pages/article.html"
    parent_page_types = ["pages.ArticleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.body)

    def spoken_parts(self) -> Iterable[Any]:
        yield self.summary
        yield from blocks.spoken_words(self.body)
