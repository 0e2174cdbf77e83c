"""The centre itself: what every page says about it, the front door, plain information."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.foundation.models import BasePage
from portal.pages import blocks
from portal.pages.models.articles import ArticlePage
from portal.pages.models.bases import body_field
from portal.pages.models.prevention import PreventionPage
from portal.pages.models.services import ServicePage
from portal.pages.models.taxonomy import Icon


@register_setting(icon="home")
class CentreSettings(BaseSiteSetting):
    """What every page says about the centre."""

    name = models.CharField(_("tên Trung tâm"), max_length=160, default="Trung tâm Công tác xã hội – Bảo vệ trẻ em")
    province = models.CharField(_("tỉnh, thành phố"), max_length=80, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    hours = models.CharField(_("giờ làm việc"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail chung"), blank=True)
    is_sample = models.BooleanField(
        _("trung tâm mẫu"), default=False, help_text=_("Hiện dòng “Trung tâm mẫu” ở cuối mọi trang.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("province"),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("email"),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = _("Thông tin Trung tâm")
        verbose_name_plural = _("Thông tin Trung tâm")


class HomePage(BasePage):
    """The front door: 111, three doors, services, news."""

    headline = models.CharField(_("câu chào"), max_length=120)
    doors = StreamField(
        [
            (
                "door",
                wagtail_blocks.StructBlock(
                    [
                        ("icon", wagtail_blocks.ChoiceBlock(choices=Icon.choices, label=_("Hình nhỏ"))),
                        ("title", wagtail_blocks.CharBlock(label=_("Tiêu đề"), max_length=60)),
                        ("text", wagtail_blocks.CharBlock(label=_("Một câu"), max_length=160)),
                        ("path", blocks.path_block(label=_("Địa chỉ trong trang này"))),
                    ],
                    label=_("Cửa"),
                    icon="home",
                ),
            )
        ],
        blank=True,
        max_num=4,
        verbose_name=_("các cửa vào"),
    )
    explainer_title = models.CharField(_("khung hai trung tâm: tiêu đề"), max_length=120, blank=True)
    explainer_text = models.CharField(_("khung hai trung tâm: nội dung"), max_length=300, blank=True)
    explainer_page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("trang giải thích"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("doors"),
        MultiFieldPanel(
            [FieldPanel("explainer_title"), FieldPanel("explainer_text"), PageChooserPanel("explainer_page")],
            heading=_("Hai trung tâm khác nhau thế nào?"),
        ),
    ]
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """This will find the page at an address in one step; Wagtail's own way asks twice for every level."""
        if not path_components:
            return super().route(request, path_components)
        below = Page.objects.filter(slug=path_components[-1], depth=self.depth + len(path_components))
        page = below.filter(url_path=f"{self.url_path}{'/'.join(path_components)}/", live=True).first()
        if page is None or (page.expire_at and page.expire_at <= timezone.now()):
            raise Http404
        return RouteResult(page.specific)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "services": ServicePage.objects.published(timezone.now()).order_by("path")[:6],
            "articles": ArticlePage.objects.published(timezone.now()).order_by("-published_on", "-pk")[:3],
            "topics": PreventionPage.objects.published(timezone.now()).order_by("path")[:8],
        }


class InformationPage(BasePage):
    """A page of plain information: about us, the two centres, contact, privacy, for parents."""

    body = body_field()
    is_for_children = models.BooleanField(
        _("viết cho trẻ em"), default=False, help_text=_("Chữ to hơn, câu ngắn: mỗi câu không quá 22 tiếng.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    settings_panels = [*BasePage.settings_panels, FieldPanel("is_for_children")]
    template = "pages/information.html"

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.body)
