"""What several page types share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import StartsWith
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.foundation import page_cache
from portal.foundation.models import BasePage
from portal.pages import blocks
from portal.pages.models.taxonomy import AudienceGroup, Icon, Subject


class ClassifiedQuerySet(PageQuerySet):
    def published(self, at: datetime) -> "ClassifiedQuerySet":
        """Live pages nobody restricted and not past their expiry, in one query.

        Wagtail's own `public()` first asks for every restriction; its `live()` knows of an expiry only after a tick.
        """
        covers_this_page = StartsWith(OuterRef("path"), F("page__path"))
        restricted = Exists(PageViewRestriction.objects.filter(covers_this_page))
        return self.live().exclude(expire_at__lte=at).filter(~restricted)

    def narrowed(self, *, audience: str = "", subject: str = "") -> "ClassifiedQuerySet":
        """Only pages for this audience and about this subject, by slug; an unknown slug finds nothing."""
        found = self
        if audience:
            found = found.filter(audiences__slug=audience)
        if subject:
            found = found.filter(subjects__slug=subject)
        return found


class ClassifiedPage(BasePage):
    """A page found by audience and subject, with an icon."""

    icon = models.CharField(_("hình nhỏ"), max_length=12, choices=Icon, default=Icon.HEART)
    audiences = ParentalManyToManyField(AudienceGroup, blank=True, verbose_name=_("dành cho"))
    subjects = ParentalManyToManyField(Subject, blank=True, verbose_name=_("chuyên đề"))

    objects = PageManager.from_queryset(ClassifiedQuerySet)()

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("audiences"), FieldPanel("subjects"), FieldPanel("icon")], heading=_("Tìm thấy theo")
        ),
        *BasePage.promote_panels,
    ]

    class Meta:
        abstract = True

    def keywords(self) -> str:
        return ", ".join(subject.name for subject in self.subjects.all())


def body_field() -> StreamField:
    """The body of a page: the few blocks editors write with."""
    return StreamField(blocks.BodyBlock(), blank=True, verbose_name=_("nội dung"))


class IndexPage(BasePage):
    """A page that lists its children."""

    intro = models.TextField(_("lời dẫn"), blank=True, max_length=600)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["pages.HomePage"]
    max_count = 1

    class Meta:
        abstract = True

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield self.intro

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        # A stranger may make up filters and page numbers without end; only answers that list something are kept.
        if not self.lists_what_was_asked(request, getattr(response, "context_data", None) or {}):
            page_cache.share(response, is_shared=False)
        return response

    def lists_what_was_asked(self, request: HttpRequest, context: dict[str, Any]) -> bool:
        """This will say whether the filters asked for are ones the page offers, and the page number a real one."""
        offered = {
            "danh-cho": (group.slug for group in context.get("audiences", ())),
            "chuyen-de": (subject.slug for subject in context.get("subjects", ())),
            "trang": (str(number) for number in self.page_numbers(context)),
        }
        return all(request.GET[name] in known for name, known in offered.items() if request.GET.get(name))

    def page_numbers(self, context: dict[str, Any]) -> Iterable[int]:
        """This will return the numbers of result pages; a page that is not divided has none."""
        return ()
