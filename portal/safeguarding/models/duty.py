"""Who reads each working day, who is on call each night."""

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

DAY_BEGINS = time(7, 30)
DAY_ENDS = time(17, 0)
"""Office hours of the centre, local. The night is what lies between, weekends' evenings and mornings too."""


class DutyShift(models.Model):
    """One person's hours. Readers read what children write; the on-call person is woken by severity 1."""

    class Kind(models.TextChoices):
        READER = "reader", _("người đọc trong ngày")
        ON_CALL = "on_call", _("người trực đêm")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shifts", verbose_name=_("cán bộ")
    )
    kind = models.CharField(_("ca"), max_length=8, choices=Kind)
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    is_second = models.BooleanField(
        _("người thứ hai"), default=False, help_text=_("Được báo khi người trực chính chưa nhận sau 30 phút.")
    )

    class Meta:
        verbose_name = _("ca trực")
        verbose_name_plural = _("ca trực")
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="shift_ends_after_it_begins",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu. Hãy xem lại hai giờ."),
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "starts_at"],
                name="shift_once",
                violation_error_message=_("Người này đã có ca này. Hãy xem lại giờ bắt đầu."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "starts_at", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
