"""Lists that pages are found by, and the icons they carry."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from portal.foundation.vietnamese.slugs import slugify

CHILDREN = "tre-em"
"""The slug of the readers who are children: their pages keep to short sentences and plain words."""


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
    name_en = models.CharField(
        _("tên bằng tiếng Anh"),
        max_length=60,
        blank=True,
        help_text=_("Bỏ trống thì trang tiếng Anh hiện tên tiếng Việt."),
    )
    slug = models.SlugField(
        _("đường dẫn"), max_length=60, unique=True, blank=True, help_text=_("Bỏ trống để tự tạo từ tên.")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    panels = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


@register_snippet
class AudienceGroup(Taxonomy):
    """Whom a page is for: the filter "Dành cho"."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("nhóm người đọc")
        verbose_name_plural = _("nhóm người đọc")


@register_snippet
class Subject(Taxonomy):
    """What a page is about: the filter "Chuyên đề", `topic` in the API."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("chuyên đề")
        verbose_name_plural = _("chuyên đề")
