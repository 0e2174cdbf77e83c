"""Rows everything shares: the site's revision, the last tick, and the base of every public page."""

from collections.abc import Iterable

from django.db import models
from django.db.models.lookups import StartsWith
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from portal.foundation import page_cache
from portal.foundation.vietnamese.text import fold


class SiteRevision(models.Model):
    """One row, counted up in every transaction that changes something public; the key of all cached pages."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="site_revision_single_row")]


class Tick(models.Model):
    """One row: when `manage.py tick` last finished, and which of its jobs failed."""

    finished_at = models.DateTimeField()
    failed_jobs = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="tick_single_row")]


class BasePage(Page):
    """What every public page has: a summary, a mark for sample content, folded search text, and the shared cache."""

    summary = models.CharField(
        _("tóm tắt"),
        max_length=300,
        blank=True,
        help_text=_("Một hoặc hai câu. Hiện dưới tiêu đề, trong danh sách và khi tìm."),
    )
    is_sample = models.BooleanField(
        _("nội dung mẫu"),
        default=False,
        help_text=_("Chưa được kiểm chứng: trang hiện dòng “Nội dung mẫu”."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [*Page.settings_panels, FieldPanel("is_sample")]
    # Wagtail's own index keeps marks on one database and drops some on the other; folded words behave alike on both.
    search_fields = [
        *Page.search_fields,
        index.SearchField("folded_title", boost=10),
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_title"),
    ]

    _restrictions: models.QuerySet[PageViewRestriction] | None = None

    class Meta:
        abstract = True

    def text_parts(self) -> Iterable[str]:
        """This will yield the words of this page beyond its title, for search and snippets; subclasses add theirs."""
        yield self.summary

    def plain_text(self) -> str:
        """This will return all words of this page beyond its title as one line."""
        return " ".join(" ".join(part.split()) for part in self.text_parts() if part and part.strip())

    def folded_title(self) -> str:
        """This will return the title and address as search meets them: lower case, without marks."""
        return f"{fold(self.title)} {self.slug.replace('-', ' ')}"

    def folded_text(self) -> str:
        """This will return the other words as search meets them."""
        return fold(self.plain_text())

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """This will return the restrictions on this page, its ancestors and the sources of aliases among them.

        Wagtail asks for the ancestors first; one query does, and its answer serves the check at the door and ours.
        """
        if self._restrictions is None:
            above = StartsWith(models.Value(self.path), models.F("page__path"))
            above_as_alias = StartsWith(models.Value(self.path), models.F("page__aliases__path"))
            self._restrictions = PageViewRestriction.objects.filter(above | above_as_alias).distinct()
        return self._restrictions

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if not getattr(request, "is_preview", False) and not self.get_view_restrictions():
            page_cache.share(response)
        return response
