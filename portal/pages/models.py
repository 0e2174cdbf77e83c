"""The site's tree: page types, the two taxonomies they are found by, and what every page says about the centre."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import StartsWith
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks as wagtail_blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail.url_routing import RouteResult

from portal.foundation.models import BasePage
from portal.foundation.vietnamese.slugs import slugify
from portal.pages import blocks

ARTICLES_PER_PAGE = 10


class Icon(models.TextChoices):
    """Drawn icons an editor may give a page; the drawings are in `templates/icons/`."""

    PHONE = "phone", _("Điện thoại")
    HOME = "home", _("Ngôi nhà")
    CHAT = "chat", _("Trò chuyện")
    SCHOOL = "school", _("Trường học")
    HEART = "heart", _("Trái tim")
    SHIELD = "shield", _("Tấm khiên")
    LINK = "link", _("Kết nối")
    FAMILY = "family", _("Gia đình")
    WHEELCHAIR = "wheelchair", _("Xe lăn")
    PLANT = "plant", _("Cây non")
    CARD = "card", _("Giấy tờ")
    GIFT = "gift", _("Món quà")
    BOOK = "book", _("Quyển sách")
    MEGAPHONE = "megaphone", _("Cái loa")
    WATER = "water", _("Nước")
    BIKE = "bike", _("Xe")
    FIRE = "fire", _("Lửa")
    BOLT = "bolt", _("Điện")
    GLOBE = "globe", _("Mạng")
    CLOCK = "clock", _("Đồng hồ")
    MAP = "map", _("Bản đồ")
    PEOPLE = "people", _("Nhiều người")
    EAR = "ear", _("Lắng nghe")
    STAR = "star", _("Ngôi sao")
    WARNING = "warning", _("Cảnh báo")


class Taxonomy(models.Model):
    """A short, ordered list that pages are found by."""

    name = models.CharField(_("tên"), max_length=60, unique=True)
    slug = models.SlugField(_("đường dẫn"), max_length=60, unique=True, blank=True, help_text=_("Bỏ trống để tự tạo từ tên."))
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels: ClassVar = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


class AudienceGroup(Taxonomy):
    """Whom a page is for: the filter "Dành cho"."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("nhóm người đọc")
        verbose_name_plural = _("nhóm người đọc")


class Subject(Taxonomy):
    """What a page is about: the filter "Chuyên đề", `topic` in the API."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("chuyên đề")
        verbose_name_plural = _("chuyên đề")


@register_setting(icon="home")
class CentreSettings(BaseSiteSetting):
    """What every page says about the centre."""

    name = models.CharField(_("tên Trung tâm"), max_length=160, default="Trung tâm Công tác xã hội – Bảo vệ trẻ em")
    province = models.CharField(_("tỉnh, thành phố"), max_length=80, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    hours = models.CharField(_("giờ làm việc"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail chung"), blank=True)
    is_sample = models.BooleanField(_("trung tâm mẫu"), default=False, help_text=_("Hiện dòng “Trung tâm mẫu” ở cuối mọi trang."))

    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("province"),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("email"),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = _("Thông tin Trung tâm")


class ClassifiedQuerySet(PageQuerySet):
    def published(self, at: datetime) -> "ClassifiedQuerySet":
        """Live pages nobody restricted and not past their expiry, in one query.

        Wagtail's own `public()` first asks for every restriction, and `live()` knows of an expiry only after the next tick.
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

    promote_panels: ClassVar = [
        MultiFieldPanel([FieldPanel("audiences"), FieldPanel("subjects"), FieldPanel("icon")], heading=_("Tìm thấy theo")),
        *BasePage.promote_panels,
    ]

    class Meta:
        abstract = True

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield ", ".join(subject.name for subject in self.subjects.all())


class BodyMixin(models.Model):
    """A page with a body of blocks."""

    body = StreamField(blocks.BodyBlock(), blank=True, verbose_name=_("nội dung"))

    class Meta:
        abstract = True


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
                        ("path", wagtail_blocks.CharBlock(label=_("Địa chỉ trong trang này"), max_length=200)),
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
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("trang giải thích")
    )

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("doors"),
        MultiFieldPanel(
            [FieldPanel("explainer_title"), FieldPanel("explainer_text"), PageChooserPanel("explainer_page")],
            heading=_("Hai trung tâm khác nhau thế nào?"),
        ),
    ]
    template = "pages/home.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("trang chủ")

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


class InformationPage(BodyMixin, BasePage):
    """A page of plain information: about us, the two centres, contact, privacy, for parents."""

    is_for_children = models.BooleanField(
        _("viết cho trẻ em"), default=False, help_text=_("Chữ to hơn, câu ngắn: mỗi câu không quá 22 tiếng.")
    )

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]
    settings_panels: ClassVar = [*BasePage.settings_panels, FieldPanel("is_for_children")]
    template = "pages/information.html"

    class Meta:
        verbose_name = _("trang thông tin")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.body)


class IndexPage(BasePage):
    """A page that lists its children."""

    intro = models.TextField(_("lời dẫn"), blank=True, max_length=600)

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar = ["pages.HomePage"]
    max_count = 1

    class Meta:
        abstract = True

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield self.intro


class ServiceIndexPage(IndexPage):
    subpage_types: ClassVar = ["pages.ServicePage"]
    template = "pages/service_index.html"

    class Meta:
        verbose_name = _("danh mục dịch vụ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        audience, subject = request.GET.get("danh-cho", ""), request.GET.get("chuyen-de", "")
        return {
            **super().get_context(request, *args, **kwargs),
            "services": ServicePage.objects.published(timezone.now()).narrowed(audience=audience, subject=subject).order_by("path"),
            "audiences": AudienceGroup.objects.all(),
            "subjects": Subject.objects.filter(servicepage__live=True).distinct(),
            "chosen_audience": audience,
            "chosen_subject": subject,
        }


class ServicePage(ClassifiedPage):
    """One service: for whom, when, who, where, cost, how, what to bring, hours, what happens next."""

    need = StreamField([("item", wagtail_blocks.CharBlock(max_length=200, label=_("Ý")))], blank=True, verbose_name=_("khi nào cần đến"))
    who = models.CharField(_("ai giúp"), max_length=300)
    where = models.CharField(_("ở đâu"), max_length=300)
    cost = models.CharField(_("chi phí"), max_length=200)
    how = models.TextField(_("bắt đầu thế nào"), max_length=500)
    bring = StreamField([("item", wagtail_blocks.CharBlock(max_length=200, label=_("Ý")))], blank=True, verbose_name=_("mang theo gì"))
    hours = models.CharField(_("giờ làm việc"), max_length=160, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    next_steps = StreamField([("item", wagtail_blocks.CharBlock(max_length=300, label=_("Bước")))], blank=True, verbose_name=_("sau đó thì sao"))
    good_to_know = models.TextField(_("nên biết"), max_length=800, blank=True)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("need"),
        MultiFieldPanel([FieldPanel("who"), FieldPanel("where"), FieldPanel("cost"), FieldPanel("how")], heading=_("Ai, ở đâu, bao nhiêu, thế nào: tất cả không quá 5 câu")),
        FieldPanel("bring"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("place")]),
        FieldPanel("next_steps"),
        FieldPanel("good_to_know"),
        InlinePanel("related_links", label=_("dịch vụ liên quan"), max_num=4),
    ]
    template = "pages/service.html"
    parent_page_types: ClassVar = ["pages.ServiceIndexPage"]
    subpage_types: ClassVar = []

    class Meta:
        verbose_name = _("dịch vụ")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        for stream in (self.need, self.bring, self.next_steps):
            yield from blocks.plain_words(stream)
        yield from (self.who, self.where, self.cost, self.how, self.place, self.good_to_know)


class RelatedService(Orderable):
    service = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("dịch vụ"))

    panels: ClassVar = [PageChooserPanel("related", "pages.ServicePage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["service", "related"], name="related_service_once")]


class PreventionIndexPage(IndexPage):
    subpage_types: ClassVar = ["pages.PreventionPage"]
    template = "pages/prevention_index.html"

    class Meta:
        verbose_name = _("mục phòng tránh")


class PreventionPage(BodyMixin, ClassifiedPage):
    """How to stay safe from one danger, and what to do when it happens."""

    remember = StreamField([("item", wagtail_blocks.CharBlock(max_length=160, label=_("Câu")))], max_num=3, verbose_name=_("ba điều cần nhớ"))
    do = StreamField([("item", wagtail_blocks.CharBlock(max_length=240, label=_("Ý")))], blank=True, verbose_name=_("nên làm"))
    dont = StreamField([("item", wagtail_blocks.CharBlock(max_length=240, label=_("Ý")))], blank=True, verbose_name=_("đừng làm"))
    emergency_number = models.CharField(_("số gọi khi xảy ra"), max_length=3, choices=[(n, n) for n in ("111", "112", "113", "114", "115")])
    emergency_say = models.CharField(_("nói gì khi gọi"), max_length=300)

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("remember"),
        FieldPanel("do"),
        FieldPanel("dont"),
        FieldRowPanel([FieldPanel("emergency_number"), FieldPanel("emergency_say")]),
        FieldPanel("body"),
    ]
    template = "pages/prevention.html"
    parent_page_types: ClassVar = ["pages.PreventionIndexPage"]
    subpage_types: ClassVar = []

    class Meta:
        verbose_name = _("trang phòng tránh")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        for stream in (self.remember, self.do, self.dont, self.body):
            yield from blocks.plain_words(stream)
        yield self.emergency_say


class ArticleIndexPage(IndexPage):
    subpage_types: ClassVar = ["pages.ArticlePage"]
    template = "pages/article_index.html"

    class Meta:
        verbose_name = _("mục tin tức")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        subject = request.GET.get("chuyen-de", "")
        found = ArticlePage.objects.published(timezone.now()).narrowed(subject=subject).order_by("-published_on", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            # A page number that is rubbish or too high gives the nearest real one.
            "articles": Paginator(found, ARTICLES_PER_PAGE).get_page(request.GET.get("trang", "")),
            "subjects": Subject.objects.filter(articlepage__live=True).distinct(),
            "chosen_subject": subject,
        }


class ArticlePage(BodyMixin, ClassifiedPage):
    """News and stories."""

    published_on = models.DateField(_("ngày đăng"), db_index=True)
    source = models.CharField(_("nguồn"), max_length=240, blank=True, help_text=_("Số liệu trong bài lấy từ đâu."))

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("published_on"), FieldPanel("body"), FieldPanel("source")]
    search_fields: ClassVar = [*ClassifiedPage.search_fields, index.FilterField("published_on")]
    template = "pages/article.html"
    parent_page_types: ClassVar = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar = []

    class Meta:
        verbose_name = _("bài viết")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.body)


class QuestionIndexPage(IndexPage):
    subpage_types: ClassVar = ["pages.QuestionPage"]
    template = "pages/question_index.html"

    class Meta:
        verbose_name = _("mục hỏi đáp")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        audience = request.GET.get("danh-cho", "")
        return {
            **super().get_context(request, *args, **kwargs),
            "questions": QuestionPage.objects.published(timezone.now()).narrowed(audience=audience).order_by("path"),
            "audiences": AudienceGroup.objects.all(),
            "chosen_audience": audience,
        }


class QuestionPage(ClassifiedPage):
    """A question people ask, and its answer. The title is the question."""

    answer = StreamField(
        [("paragraph", wagtail_blocks.RichTextBlock(features=blocks.PROSE, label=_("Đoạn")))], verbose_name=_("trả lời")
    )

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("answer")]
    template = "pages/question.html"
    parent_page_types: ClassVar = ["pages.QuestionIndexPage"]
    subpage_types: ClassVar = []

    class Meta:
        verbose_name = _("câu hỏi")

    def text_parts(self) -> Iterable[str]:
        yield from super().text_parts()
        yield from blocks.plain_words(self.answer)


register_snippet(AudienceGroup)
register_snippet(Subject)


class PageText(models.Model):
    """The words of a published page as one line, kept for search results so that no page need be loaded to show them."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", primary_key=True)
    kind = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        verbose_name = _("chữ của trang")
