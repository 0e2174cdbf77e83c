"""The service directory."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from portal.foundation.models import BasePage
from portal.pages import blocks
from portal.pages.models.bases import ClassifiedPage, IndexPage
from portal.pages.models.listening import headed
from portal.pages.models.taxonomy import AudienceGroup, Subject


class ServiceIndexPage(IndexPage):
    subpage_types = ["pages.ServicePage"]
    template = "pages/service_index.html"

    class Meta:
        verbose_name = _("danh mục dịch vụ")
        verbose_name_plural = _("danh mục dịch vụ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        audience, subject = request.GET.get("danh-cho", ""), request.GET.get("chuyen-de", "")
        return {
            **super().get_context(request, *args, **kwargs),
            "services": ServicePage.objects.published(timezone.now(), self.locale_id)
            .narrowed(audience=audience, subject=subject)
            .order_by("path"),
            "audiences": AudienceGroup.objects.all(),
            "subjects": Subject.objects.filter(servicepage__live=True, servicepage__locale=self.locale_id).distinct(),
            "chosen_audience": audience,
            "chosen_subject": subject,
        }


class ServicePage(ClassifiedPage):
    """One service: for whom, when, who, where, cost, how, what to bring, hours, what happens next."""

    need = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=200, label=_("Ý")))],
        blank=True,
        verbose_name=_("khi nào cần đến"),
    )
    who = models.CharField(_("ai giúp"), max_length=300)
    where = models.CharField(_("ở đâu"), max_length=300)
    cost = models.CharField(_("chi phí"), max_length=200)
    how = models.TextField(_("bắt đầu thế nào"), max_length=500)
    bring = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=200, label=_("Ý")))], blank=True, verbose_name=_("mang theo gì")
    )
    hours = models.CharField(_("giờ làm việc"), max_length=160, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    next_steps = StreamField(
        [("item", wagtail_blocks.CharBlock(max_length=300, label=_("Bước")))],
        blank=True,
        verbose_name=_("sau đó thì sao"),
    )
    good_to_know = models.TextField(_("nên biết"), max_length=800, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        FieldPanel("need"),
        MultiFieldPanel(
            [FieldPanel("who"), FieldPanel("where"), FieldPanel("cost"), FieldPanel("how")],
            heading=_("Ai, ở đâu, bao nhiêu, thế nào: tất cả không quá 5 câu"),
        ),
        FieldPanel("bring"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("place")]),
        FieldPanel("next_steps"),
        FieldPanel("good_to_know"),
        InlinePanel("related_links", label=_("dịch vụ liên quan"), max_num=4),
        *ClassifiedPage.recording_panels,
    ]
    template = "pages/service.html"
    parent_page_types = ["pages.ServiceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("dịch vụ")
        verbose_name_plural = _("dịch vụ")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        for stream in (self.need, self.bring, self.next_steps):
            yield from blocks.plain_words(stream)
        yield from (self.who, self.where, self.cost, self.how, self.place, self.good_to_know)

    def spoken_parts(self) -> Iterable[Any]:
        yield self.summary
        yield from headed(_("Ai giúp"), [self.who])
        yield from headed(_("Ở đâu"), [self.where])
        yield from headed(_("Chi phí"), [self.cost])
        yield from headed(_("Bắt đầu thế nào"), [self.how])
        yield from headed(_("Khi nào cần đến"), blocks.plain_words(self.need))
        yield from headed(_("Sau đó thì sao"), blocks.plain_words(self.next_steps))
        yield from headed(_("Nên biết"), [self.good_to_know])
        yield from headed(_("Mang theo gì"), blocks.plain_words(self.bring))
        yield from headed(_("Giờ và địa điểm"), [self.hours, self.place])


class RelatedService(Orderable):
    service = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("dịch vụ"))

    panels = [PageChooserPanel("related", "pages.ServicePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("dịch vụ liên quan")
        verbose_name_plural = _("dịch vụ liên quan")
        constraints = [models.UniqueConstraint(fields=["service", "related"], name="related_service_once")]
