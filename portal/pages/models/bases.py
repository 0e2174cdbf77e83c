"""What several page types share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import StartsWith
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from media.models import Picture
from portal.foundation import page_cache
from portal.foundation.models import BasePage
from portal.foundation.vietnamese import reading
from portal.pages import blocks
from portal.pages.models.listening import SpokenPage
from portal.pages.models.taxonomy import CHILDREN, AudienceGroup, Icon, Subject


def picture_field() -> models.ForeignKey:
    """The one picture a page is known by."""
    return models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("ảnh của trang")
    )


class ClassifiedQuerySet(PageQuerySet):
    def published(self, at: datetime, language: str | int) -> "ClassifiedQuerySet":
        """Live pages of one language, nobody restricted and not past their expiry, in one query.

        The language is a code or the id of a page's locale: every list must say which, so that none mixes them.

        Wagtail's own `public()` first asks for every restriction; its `live()` knows of an expiry only after a tick.
        """
        covers_this_page = StartsWith(OuterRef("path"), F("page__path"))
        restricted = Exists(PageViewRestriction.objects.filter(covers_this_page))
        spoken = Q(locale__language_code=language) if isinstance(language, str) else Q(locale_id=language)
        return self.live().filter(spoken).exclude(expire_at__lte=at).filter(~restricted)

    def narrowed(self, *, audience: str = "", subject: str = "") -> "ClassifiedQuerySet":
        """Only pages for this audience and about this subject, by slug; an unknown slug finds nothing."""
        found = self
        if audience:
            found = found.filter(audiences__slug=audience)
        if subject:
            found = found.filter(subjects__slug=subject)
        return found

    def with_files(self) -> "ClassifiedQuerySet":
        """Each page with its picture, its recording and its language, in the same query."""
        return self.select_related("picture", "recording", "locale")


class ClassifiedPage(SpokenPage):
    """A page found by audience and subject, with an icon, a picture, a recording."""

    icon = models.CharField(_("hình nhỏ"), max_length=12, choices=Icon, default=Icon.HEART)
    audiences = ParentalManyToManyField(AudienceGroup, blank=True, verbose_name=_("dành cho"))
    subjects = ParentalManyToManyField(Subject, blank=True, verbose_name=_("chuyên đề"))
    picture = picture_field()

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

    def longest_sentence(self) -> int | None:
        is_for_children = any(group.slug == CHILDREN for group in self.audiences.all())
        return reading.FOR_TWELVE_TO_SEVENTEEN if is_for_children else None


def body_field() -> StreamField:
    """The body of a page: the few blocks editors write with."""
    return StreamField(blocks.BodyBlock(), blank=True, verbose_name=_("nội dung"))


class IndexPage(BasePage):
    """A page that lists its children."""

    intro = models.TextField(_("lời dẫn"), blank=True, max_length=600)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types = ["pages.HomePage"]
    max_count_per_parent = 1  # one in each language

    class Meta:
        abstract = True

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield self.intro

    def longest_sentence(self) -> int | None:
        return reading.FOR_TWELVE_TO_SEVENTEEN  # children pass through every list

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
