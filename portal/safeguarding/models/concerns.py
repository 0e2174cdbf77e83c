"""A child may need protection: severity, clock, who was told. Separate from moderation; no case file is kept."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.safeguarding.models.hotlines import Agency
from portal.safeguarding.models.texts import FreeText, Severity


class Concern(models.Model):
    """A safeguarding matter, for protection officers alone. One for a thread while open: alerts do not flood."""

    class State(models.TextChoices):
        OPEN = "open", _("chưa ai nhận")
        ACKNOWLEDGED = "acknowledged", _("đang lo")
        CLOSED = "closed", _("đã đóng")

    class Origin(models.TextChoices):
        SCREENING = "screening", _("máy nhắc xem trước")
        MODERATOR = "moderator", _("người đọc chuyển")
        REPORT = "report", _("có người báo")
        INCIDENT = "incident", _("sự cố trong câu lạc bộ")
        STAFF = "staff", _("cán bộ ghi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    severity = models.PositiveSmallIntegerField(_("mức độ"), choices=Severity)
    state = models.CharField(_("tình trạng"), max_length=12, choices=State, default=State.OPEN)
    origin = models.CharField(_("từ đâu"), max_length=10, choices=Origin)
    thread = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    texts = models.ManyToManyField(FreeText, related_name="concerns", blank=True)
    place = models.ForeignKey(
        "places.AdministrativeUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    summary = models.BinaryField(editable=False, default=bytes)
    """What an adult wrote down, encrypted (purpose "concern")."""
    opened_at = models.DateTimeField(_("mở lúc"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(_("phải xem trước"))
    ladder_from = models.DateTimeField(null=True, blank=True, editable=False)
    """Since when somebody must be woken: the first, second and third rung are counted from here (S-06)."""
    acknowledged_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_over_at = models.DateTimeField(_("bàn giao lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_reason = models.CharField(_("vì sao đóng"), max_length=300, blank=True)
    is_no_concern = models.BooleanField(_("không phải điều cần bảo vệ"), default=False)
    """A person looked and found an idiom, a topic, a prank: said with a reason, told to nobody."""
    found_none_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who saw no concern in what was urgent; it stays open until another officer agrees. Nobody again once more is known."""
    pseudonymised_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("điều cần bảo vệ")
        verbose_name_plural = _("các điều cần bảo vệ")
        default_permissions = ("add", "change", "view")
        ordering: ClassVar = ["severity", "due_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread"], condition=~models.Q(state="closed"), name="concern_one_open_for_a_thread"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed")
                | (
                    models.Q(closed_at__isnull=False, closed_by__isnull=False)
                    & ~models.Q(closing_reason="")
                    & (models.Q(handed_over_at__isnull=False) | models.Q(is_no_concern=True))
                ),
                name="concern_closes_with_hand_over",
            ),
            models.CheckConstraint(condition=models.Q(severity__in=[1, 2, 3]), name="concern_has_a_severity"),
            models.CheckConstraint(
                condition=~models.Q(state="acknowledged")
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="concern_acknowledged_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Điều cần bảo vệ %(number)s") % {"number": self.number}

    @property
    def number(self) -> str:
        """How people and the access log name it: the first letters of its key."""
        return str(self.pk)[:8]

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    def is_late(self, at: datetime) -> bool:
        return self.state == self.State.OPEN and self.due_at < at


class ConcernStep(models.Model):
    """Append-only: each alert, acknowledgement, opening, note and closing of a concern, by whom, when."""

    class Verb(models.TextChoices):
        OPENED = "opened", _("mở")
        ALERTED = "alerted", _("đã báo người trực")
        ALERTED_SECOND = "alerted_second", _("đã báo người thứ hai")
        ALERTED_DIRECTOR = "alerted_director", _("đã báo giám đốc")
        MERGED = "merged", _("thêm lời mới")
        ACKNOWLEDGED = "acknowledged", _("đã nhận")
        PASSED_ON = "passed_on", _("giao đồng nghiệp")
        RAISED = "raised", _("đổi mức độ")
        HANDED_OVER = "handed_over", _("đã bàn giao")
        FOUND_NONE = "found_none", _("thấy không phải điều cần bảo vệ, chờ người thứ hai")
        CLOSED = "closed", _("đóng")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(_("việc"), max_length=16, choices=Verb)
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["at", "pk"]


class HandOver(models.Model):
    """Who was told, when, by whom (R-06). The Form-01 sheet's fields are encrypted and pseudonymised after 90 days."""

    class Told(models.TextChoices):
        HOTLINE = "111", _("Tổng đài 111")
        POLICE = "police", _("Công an")
        COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, đặc khu")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="hand_overs")
    told = models.CharField(_("đã báo cho"), max_length=8, choices=Told)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(_("báo lúc"))
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(_("bằng cách nào"), max_length=120)
    reference = models.CharField(_("số hồ sơ, người nhận"), max_length=160)
    sheet = models.BinaryField(editable=False, default=bytes)
    """Form 01 (Decree 56/2017) as JSON, encrypted (purpose "concern"); any field may be "chưa biết"."""
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bản bàn giao")
        verbose_name_plural = _("bản bàn giao")
        default_permissions = ("add", "view")
        ordering: ClassVar = ["told_at", "pk"]
        constraints: ClassVar = [
            # A form sent twice is one hand-over.
            models.UniqueConstraint(fields=["concern", "told", "told_at", "told_by"], name="hand_over_once"),
            models.CheckConstraint(
                condition=~models.Q(channel="") & ~models.Q(reference=""), name="hand_over_says_how_and_to_whom"
            ),
        ]
