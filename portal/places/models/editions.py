"""A published list of administrative units, in force from one day to another."""

from datetime import date
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.vietnamese import dates


class EditionQuerySet(models.QuerySet["Edition"]):
    def in_force(self, on: date) -> "EditionQuerySet":
        """The list of a day, if we have it."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class Edition(models.Model):
    """A list by which codes and names must be read: the same code means another place in another list."""

    code = models.CharField(
        gettext_lazy("mã"), max_length=7, unique=True, validators=[RegexValidator(r"^\d{4}-\d{2}$")]
    )
    title = models.CharField(gettext_lazy("tên danh mục"), max_length=160)
    source = models.CharField(gettext_lazy("nguồn"), max_length=400)
    published_on = models.DateField(gettext_lazy("ngày công bố"))
    valid_from = models.DateField(
        gettext_lazy("có hiệu lực từ ngày"), null=True, blank=True, help_text=gettext_lazy("Bỏ trống khi không rõ.")
    )
    valid_to = models.DateField(gettext_lazy("đến hết ngày"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("danh mục đơn vị hành chính")
        verbose_name_plural = gettext_lazy("danh mục đơn vị hành chính")
        ordering: ClassVar = ["-code"]
        default_permissions = ("view",)  # lists are loaded, never edited
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="edition_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The boundaries a report was counted by, to be printed under every figure about places."""
        if self.valid_to is not None:
            return _("Địa giới hành chính đến hết ngày %(day)s") % {"day": dates.format_date(self.valid_to)}
        if self.valid_from is not None:
            return _("Địa giới hành chính từ ngày %(day)s") % {"day": dates.format_date(self.valid_from)}
        return _("Địa giới hành chính theo danh mục %(code)s") % {"code": self.code}
