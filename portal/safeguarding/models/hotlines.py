"""Whom to call and where to go: dated agencies and hotlines, proposals to change a hotline, the signed list."""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation import hotline as constant

LONGEST_NUMBER = 15
"""Digits of the longest telephone number there is (E.164)."""


class Dated(models.Model):
    """A record of the world outside: true from one day to another, then perhaps replaced."""

    valid_from = models.DateField(_("có hiệu lực từ ngày"))
    valid_to = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Ngày cuối cùng còn dùng. Bỏ trống khi chưa biết.")
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("nay thay bằng"),
    )

    class Meta:
        abstract = True

    def has_begun(self, on: date) -> bool:
        return self.valid_from <= on

    def has_ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on

    def is_in_force(self, on: date) -> bool:
        return self.has_begun(on) and not self.has_ended(on)


class Agency(Dated):
    """A body outside the centre that protects children or is told about them."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, đặc khu")
        POLICE = "police", _("Công an")
        HEALTH = "health", _("Y tế")
        EDUCATION = "education", _("Giáo dục")
        SOCIAL = "social", _("Công tác xã hội, bảo trợ xã hội")
        JUSTICE = "justice", _("Tòa án, viện kiểm sát, trợ giúp pháp lý")
        OTHER = "other", _("Cơ quan khác")

    name = models.CharField(_("tên cơ quan"), max_length=160)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    phone = models.CharField(
        _("điện thoại"),
        max_length=40,
        blank=True,
        help_text=_("Chỉ cán bộ thấy. Số để trẻ em gọi là một đường dây nóng."),
    )
    address = models.CharField(_("địa chỉ"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        ordering: ClassVar = ["name", "-valid_from"]
        # An agency is replaced or ended, never deleted: old records must keep saying who was told.
        default_permissions = ("add", "change", "view")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agency_ends_after_it_begins",
                violation_error_message=_("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu. Hãy xem lại hai ngày."),
            ),
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")),
                name="agency_not_replaced_by_itself",
                violation_error_message=_("Một cơ quan không thể thay bằng chính nó. Hãy chọn cơ quan khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HotlineState(models.TextChoices):
    """What a reader may do with a hotline today."""

    CALLABLE = "callable", _("gọi được")
    OPENABLE = "openable", _("mở được")
    UNVERIFIED = "unverified", _("chưa kiểm tra")
    SUPERSEDED = "superseded", _("đã thay số")
    FUTURE = "future", _("chưa đến ngày dùng")
    EXPIRED = "expired", _("hết hạn")
    TAMPERED = "tampered", _("bị sửa lạ")


class Hotline(Dated):
    """A number or site one may turn to. Rows change only by `actions.confirm_hotline_change`, signed each time."""

    class Kind(models.TextChoices):
        CHILD = "child", _("Dành cho trẻ em")
        EMERGENCY = "emergency", _("Khẩn cấp")
        OFFICE = "office", _("Cơ quan, tổ chức")
        WEB = "web", _("Trang web")

    number = models.CharField(
        _("số gọi"),
        max_length=40,
        help_text=_("Chỉ gồm chữ số; có thể cách bằng dấu cách hoặc dấu chấm. Trang web thì ghi tên trang."),
    )
    name = models.CharField(_("tên đường dây"), max_length=160)
    hours = models.CharField(_("giờ nghe máy, giá cước"), max_length=120)
    when_to_use = models.CharField(_("gọi khi nào"), max_length=300)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    url = models.CharField(
        _("địa chỉ trang web"),
        max_length=200,
        blank=True,
        help_text=_("Chỉ cho loại “Trang web”, bắt đầu bằng https://"),
    )
    verified_on = models.DateField(
        _("ngày gọi thử"),
        null=True,
        blank=True,
        help_text=_("Chưa gọi thử thì bỏ trống: số hiện ra nhưng không bấm gọi được."),
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=100)
    note = models.TextField(_("ghi chú cho cán bộ"), max_length=500, blank=True)

    SIGNED: ClassVar = (
        "number", "name", "hours", "when_to_use", "kind", "url", "valid_from", "valid_to", "replaced_by_id",
        "verified_on", "position",
    )  # fmt: skip

    class Meta:
        verbose_name = _("đường dây nóng")
        verbose_name_plural = _("đường dây nóng")
        ordering: ClassVar = ["position", "pk"]
        # No one adds, changes or deletes a row by itself: that is what `HotlineChange` is for.
        default_permissions = ("view",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="hotline_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")), name="hotline_not_replaced_by_itself"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(valid_to__isnull=True), name="hotline_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def digits(self) -> str:
        """What a telephone dials, or nothing when this is no telephone number or only a sample of one."""
        digits = self.number.replace(" ", "").replace(".", "")
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        return digits if is_number and not digits.startswith("0000") and self.kind != self.Kind.WEB else ""

    @property
    def is_111(self) -> bool:
        return self.digits == constant.NUMBER

    def state_at(self, at: datetime) -> HotlineState:
        """What the row itself says; whether the row may be believed is for `queries` to say."""
        today = timezone.localdate(at)
        if self.replaced_by_id is not None:
            return HotlineState.SUPERSEDED
        if self.has_ended(today):
            return HotlineState.EXPIRED
        if not self.has_begun(today):
            return HotlineState.FUTURE
        if self.verified_on is None:
            return HotlineState.UNVERIFIED
        if self.kind == self.Kind.WEB:
            return HotlineState.OPENABLE if self.url.startswith("https://") else HotlineState.UNVERIFIED
        return HotlineState.CALLABLE if self.digits else HotlineState.UNVERIFIED

    def is_callable(self, at: datetime) -> bool:
        return self.state_at(at) == HotlineState.CALLABLE

    def entry(self) -> dict[str, Any]:
        """This row as it stands in the signed list: everything a reader is shown, and the dates it depends on."""
        values = {name: getattr(self, name) for name in self.SIGNED}
        return {
            "id": self.pk,
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()},
        }

    def take(self, values: dict[str, Any]) -> None:
        """Set the fields from an entry of the list or the values of a proposal."""
        for name in (*self.SIGNED, "note"):
            if name in values:
                value = values[name]
                is_date = isinstance(value, str) and name in {"valid_from", "valid_to", "verified_on"}
                setattr(self, name, date.fromisoformat(value) if is_date else value)


class HotlineChange(models.Model):
    """A proposal to change a hotline or add one; nothing happens until another person confirms it."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", _("đã xác nhận")
        REJECTED = "rejected", _("không nhận")

    hotline = models.ForeignKey(
        Hotline,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("đường dây nóng"),
    )
    values = models.JSONField(_("nội dung đề nghị"))
    reason = models.CharField(_("lý do"), max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người đề nghị")
    )
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    decision = models.CharField(_("quyết định"), max_length=12, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người quyết định"),
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    rejection_reason = models.CharField(_("vì sao không nhận"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("đề nghị đổi đường dây nóng")
        verbose_name_plural = _("đề nghị đổi đường dây nóng")
        ordering: ClassVar = ["-proposed_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="hotline_change_needs_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decision__in=["confirmed", "rejected"], decided_by__isnull=False, decided_at__isnull=False),
                name="hotline_change_decided_wholly",
            ),
            models.UniqueConstraint(
                fields=["hotline"], condition=models.Q(decision=""), name="hotline_change_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.values.get('number', '')} {self.values.get('name', '')}".strip()

    @property
    def is_waiting(self) -> bool:
        return not self.decision


class HotlineList(models.Model):
    """Append-only: every hotline as two people confirmed it, signed. The newest genuine list is what may be called."""

    # In the signature, so that an old list put back under a new number is not believed.
    serial = models.PositiveIntegerField(_("số thứ tự"), unique=True)
    numbers = models.JSONField(_("danh sách"))
    signed_at = models.DateTimeField(_("ký lúc"))
    signature = models.CharField(_("chữ ký"), max_length=64)

    class Meta:
        verbose_name = _("danh sách đã ký")
        verbose_name_plural = _("danh sách đã ký")
        ordering: ClassVar = ["-serial"]
        default_permissions = ()

    def is_genuine(self, key: str | None = None) -> bool:
        expected = signature(self.serial, self.numbers, self.signed_at, key or settings.HOTLINE_KEY)
        return hmac.compare_digest(expected, self.signature)


def signature(serial: int, numbers: list[dict[str, Any]], signed_at: datetime, key: str) -> str:
    """This will return the HMAC-SHA256, in hex, of a list in canonical JSON."""
    content = [serial, signed_at.astimezone(UTC).isoformat(), numbers]
    message = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()
