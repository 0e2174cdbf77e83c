"""Staying safe, one danger a page."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from portal.foundation.models import BasePage
from portal.foundation.vietnamese import reading
from portal.pages import blocks
from portal.pages.models.bases import ClassifiedPage, IndexPage, body_field
from portal.pages.models.listening import headed


class PreventionIndexPage(IndexPage):
    subpage_types = ["pages.PreventionPage"]
    template = "pages/prevention_index.html"

    class Meta:
        verbose_name = _("mục phòng tránh")
        verbose_name_plural = _("mục phòng tránh")


class PreventionPage(ClassifiedPage):
    """How to stay safe from one danger, and what to do when it happens."""

    body = body_field()
    remember = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=160, label=_("Câu")))],
        max_num=3,
        verbose_name=_("ba điều cần nhớ"),
    )
    do = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=240, label=_("Ý")))], blank=True, verbose_name=_("nên làm")
    )
    dont = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=240, label=_("Ý")))], blank=True, verbose_name=_("đừng làm")
    )
    emergency_number = models.CharField(
        _("số gọi khi xảy ra"), max_length=3, choices=[(n, n) for n in ("111", "112", "113", "114", "115")]
    )
    emergency_say = models.CharField(_("nói gì khi gọi"), max_length=300)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        FieldPanel("remember"),
        FieldPanel("do"),
        FieldPanel("dont"),
        FieldRowPanel([FieldPanel("emergency_number"), FieldPanel("emergency_say")]),
        FieldPanel("body"),
        *ClassifiedPage.recording_panels,
    ]
    template = "pages/prevention.html"
    parent_page_types = ["pages.PreventionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("trang phòng tránh")
        verbose_name_plural = _("trang phòng tránh")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        for stream in (self.remember, self.do, self.dont, self.body):
            yield from blocks.plain_words(stream)
        yield self.emergency_say

    def longest_sentence(self) -> int | None:
        return reading.FOR_TWELVE_TO_SEVENTEEN

    def spoken_parts(self) -> Iterable[Any]:
        yield self.summary
        yield from headed(_("Ba điều cần nhớ"), blocks.plain_words(self.remember))
        yield from headed(_("Khi chuyện đã xảy ra"), [self.emergency_say, f"{_('Gọi')} {self.emergency_number}"])
        yield from headed(_("Nên làm"), blocks.plain_words(self.do))
        yield from headed(_("Đừng làm"), blocks.plain_words(self.dont))
        yield from blocks.spoken_words(self.body)
