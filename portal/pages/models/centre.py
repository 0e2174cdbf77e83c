"""The centre itself: what every page says about it, the front door, plain information."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.foundation.models import BasePage
from portal.foundation.vietnamese import reading
from portal.pages import blocks
from portal.pages.models.articles import ArticlePage
from portal.pages.models.bases import body_field, picture_field
from portal.pages.models.listening import SpokenPage, whole
from portal.pages.models.prevention import PreventionPage
from portal.pages.models.services import ServicePage
from portal.pages.models.taxonomy import Icon


@register_setting(icon="home")
class CentreSettings(BaseSiteSetting):
    """What every page says about the centre."""

    name = models.CharField(
        _("tên Trung tâm"), max_length=160, default=gettext_noop("Trung tâm Công tác xã hội – Bảo vệ trẻ em")
    )
    province = models.CharField(_("tỉnh, thành phố"), max_length=80, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    hours = models.CharField(_("giờ làm việc"), max_length=120, blank=True)
    name_en = models.CharField(_("tên Trung tâm bằng tiếng Anh"), max_length=160, blank=True)
    province_en = models.CharField(_("tỉnh, thành phố bằng tiếng Anh"), max_length=80, blank=True)
    address_en = models.CharField(_("địa chỉ bằng tiếng Anh"), max_length=200, blank=True)
    hours_en = models.CharField(_("giờ làm việc bằng tiếng Anh"), max_length=120, blank=True)
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
        MultiFieldPanel(
            [FieldPanel("name_en"), FieldPanel("province_en"), FieldPanel("address_en"), FieldPanel("hours_en")],
            heading=_("Trên các trang tiếng Anh"),
            help_text=_("Ô nào bỏ trống thì trang tiếng Anh hiện chữ tiếng Việt."),
        ),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = _("Thông tin Trung tâm")
        verbose_name_plural = _("Thông tin Trung tâm")


class HomePage(BasePage):
    """The front door: 111, three doors, services, news."""

    headline = models.CharField(_("câu chào"), max_length=120)
    picture = picture_field()
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
        FieldPanel("picture"),
        FieldPanel("doors"),
        MultiFieldPanel(
            [FieldPanel("explainer_title"), FieldPanel("explainer_text"), PageChooserPanel("explainer_page")],
            heading=_("Hai trung tâm khác nhau thế nào?"),
        ),
    ]
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1  # made by hand; that of another language is made by translating this one

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """This will find the page at an address in one step; Wagtail's own way asks twice for every level."""
        if not path_components:
            return super().route(request, path_components)
        below = Page.objects.filter(
            slug=path_components[-1], depth=self.depth + len(path_components), locale=self.locale_id
        )
        page = below.filter(url_path=f"{self.url_path}{'/'.join(path_components)}/", live=True).first()
        if page is None or (page.expire_at and page.expire_at <= timezone.now()):
            raise Http404
        return RouteResult(whole(page))

    def explainer(self) -> Page | None:
        """This will return the page that explains, in the language of this one.

        A translated home page still names the page of the other language.
        """
        page = self.explainer_page
        if page is None or page.locale_id == self.locale_id:
            return page
        return page.get_translations().live().filter(locale=self.locale_id).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.published(timezone.now(), self.locale_id).select_related("picture")
        return {
            **super().get_context(request, *args, **kwargs),
            "services": ServicePage.objects.published(timezone.now(), self.locale_id).order_by("path")[:6],
            "articles": articles.order_by("-published_on", "-pk")[:3],
            "topics": PreventionPage.objects.published(timezone.now(), self.locale_id).order_by("path")[:8],
        }

    def words_read(self) -> Iterable[str]:
        yield from super().words_read()
        yield from (self.headline, *blocks.plain_words(self.doors), self.explainer_title, self.explainer_text)

    def longest_sentence(self) -> int | None:
        return reading.FOR_TWELVE_TO_SEVENTEEN


class InformationPage(SpokenPage):
    """A page of plain information: about us, the two centres, contact, privacy, for parents."""

    body = body_field()
    is_for_children = models.BooleanField(
        _("viết cho trẻ em"), default=False, help_text=_("Chữ to hơn, câu ngắn: mỗi câu không quá 22 tiếng.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), *SpokenPage.recording_panels]
    settings_panels = [*BasePage.settings_panels, FieldPanel("is_for_children")]
    template = "pages/information.html"

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.body)

    def spoken_parts(self) -> Iterable[Any]:
        yield self.summary
        yield from blocks.spoken_words(self.body)

    def longest_sentence(self) -> int | None:
        return reading.FOR_TWELVE_TO_SEVENTEEN if self.is_for_children else None
