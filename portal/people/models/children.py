"""Children known to the system by a pen name, an age band and a place: no birth date, no e-mail, no telephone, no real name."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OWN_IDLE = timedelta(days=30)
SHARED_IDLE = timedelta(minutes=20)
"""How long a sign-in lasts without being used: on a phone of her own, and on one that others use too."""


class AgeBand(models.TextChoices):
    """The one scheme of ages everywhere. Under 7 exists only where a guardian registers a child."""

    UNDER_7 = "under_7", _("dưới 7 tuổi")
    FROM_7 = "7_9", _("7–9 tuổi")
    FROM_10 = "10_12", _("10–12 tuổi")
    FROM_13 = "13_15", _("13–15 tuổi")
    FROM_16 = "16_17", _("16–17 tuổi")
    FROM_18 = "18_up", _("từ 18 tuổi")


OFFERED_BANDS = tuple(band for band in AgeBand if band != AgeBand.UNDER_7)
"""What a child may say of herself; under 7 a guardian registers, and she joins nothing (safeguarding §2.6)."""


class PinKind(models.TextChoices):
    """What a child remembers: four digits, or four pictures in their order."""

    DIGITS = "digits", _("bốn chữ số")
    PICTURES = "pictures", _("bốn hình")


PIN_LENGTH = 4


class PinPicture(models.TextChoices):
    """The nine pictures; their names are what is hashed, so they never change."""

    STAR = "sao", _("ngôi sao")
    HEART = "tim", _("trái tim")
    HOUSE = "nha", _("ngôi nhà")
    BOOK = "sach", _("quyển sách")
    BICYCLE = "xe", _("xe đạp")
    GIFT = "qua", _("hộp quà")
    PLANT = "cay", _("cái cây")
    DROP = "nuoc", _("giọt nước")
    FIRE = "lua", _("ngọn lửa")


class Participant(models.Model):
    """A child. Never a User, never in a list of accounts; the key is random, so that it names nobody in a journal.

    Erased, the row stays as an empty mark, so that the evidence of consents keeps its subject without saying who it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pen_name = models.CharField(_("bút danh"), max_length=40, blank=True)
    """Empty while a name that was not accepted waits for another; then nobody is shown one."""
    age_band = models.CharField(_("nhóm tuổi"), max_length=8, choices=AgeBand, blank=True)
    stated_on = models.DateField(_("nói tuổi ngày"), null=True, blank=True)
    place = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường"),
    )
    language = models.CharField(_("tiếng em thích dùng"), max_length=12, default="vi")
    pin_kind = models.CharField(_("loại mã riêng"), max_length=8, choices=PinKind, default=PinKind.DIGITS)
    pin_hash = models.CharField(max_length=128, blank=True, editable=False)
    must_change_pin = models.BooleanField(default=False, editable=False)  # after a reset: the facilitator saw it
    wrong_pins = models.PositiveSmallIntegerField(_("số lần sai mã liên tiếp"), default=0, editable=False)
    locked_at = models.DateTimeField(_("bị khóa lúc"), null=True, blank=True, editable=False)
    created_on = models.DateField(_("vào ngày"))
    erased_at = models.DateTimeField(_("đã xóa lúc"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("em")
        verbose_name_plural = _("các em")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True, age_band__in=AgeBand.values, stated_on__isnull=False)
                | models.Q(erased_at__isnull=False, pen_name="", pin_hash="", age_band="", place__isnull=True),
                name="participant_whole_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.pen_name if self.pen_name or self.is_erased else gettext("Bút danh đang chờ đổi")

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class ParticipantSession(models.Model):
    """A child is signed in on one machine. Only the hash of the token is kept, and nothing about the machine."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sessions")
    is_shared = models.BooleanField(_("máy dùng chung"), default=False)
    opened_on = models.DateField(_("vào ngày"))
    last_used_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-last_used_at"]

    @property
    def idle_limit(self) -> timedelta:
        return SHARED_IDLE if self.is_shared else OWN_IDLE

    def is_open(self, at: datetime) -> bool:
        """Whether it still lets its holder in: not closed, and used within its limit."""
        return self.closed_at is None and at - self.last_used_at < self.idle_limit
