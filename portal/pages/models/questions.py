"""Questions people ask."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from portal.foundation.models import BasePage
from portal.pages import blocks
from portal.pages.models.bases import ClassifiedPage, IndexPage
from portal.pages.models.taxonomy import AudienceGroup


class QuestionIndexPage(IndexPage):
    subpage_types = ["pages.QuestionPage"]
    template = "pages/question_index.html"

    class Meta:
        verbose_name = _("mục hỏi đáp")
        verbose_name_plural = _("mục hỏi đáp")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        audience = request.GET.get("danh-cho", "")
        return {
            **super().get_context(request, *args, **kwargs),
            "questions": QuestionPage.objects.published(timezone.now(), self.locale_id)
            .narrowed(audience=audience)
            .order_by("path"),
            "audiences": AudienceGroup.objects.all(),
            "chosen_audience": audience,
        }


class QuestionPage(ClassifiedPage):
    """A question people ask, and its answer. The title is the question."""

    answer = RichTextField(_("trả lời"), features=blocks.PROSE)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        FieldPanel("answer"),
        *ClassifiedPage.recording_panels,
    ]
    template = "pages/question.html"
    parent_page_types = ["pages.QuestionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.paragraphs(self.answer)

    def spoken_parts(self) -> Iterable[Any]:
        return blocks.paragraphs(self.answer)
