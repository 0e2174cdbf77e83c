"""Anyone's flag on something public."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.safeguarding.models.texts import FreeText


class Report(models.Model):
    """Somebody tells the centre that something shown here is not right; it raises priority and hides nothing by itself."""

    class Reason(models.TextChoices):
        DANGER = "danger", _("Có bạn có thể đang gặp nguy hiểm")
        PRIVATE = "private", _("Có thông tin riêng của một bạn")
        HURTS = "hurts", _("Có lời làm người khác buồn hoặc đau")
        WRONG = "wrong", _("Điều viết ở đây chưa đúng")
        OTHER = "other", _("Chuyện khác")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField(_("lý do"), max_length=8, choices=Reason)
    about = models.CharField(_("trang bị báo"), max_length=300)
    """Path of the public page on this site."""
    about_text = models.ForeignKey(FreeText, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    words = models.ForeignKey(FreeText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    thread = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    concern_thread = models.UUIDField(null=True, db_index=True, editable=False)
    """Shared by all reports about one published text: what wakes somebody among them is one concern (T10)."""
    received_at = models.DateTimeField(_("nhận lúc"))
    handled_at = models.DateTimeField(_("xem xong lúc"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("đã làm gì"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lời báo")
        verbose_name_plural = _("lời báo")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["received_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(handled_at__isnull=True, handled_by__isnull=True)
                | (models.Q(handled_at__isnull=False, handled_by__isnull=False) & ~models.Q(outcome="")),
                name="report_handled_wholly",
            ),
        ]
