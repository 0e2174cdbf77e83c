"""What young reporters make: words, a drawing, a recording; nothing public before a moderator's yes."""

import uuid
from calendar import monthrange
from datetime import date, datetime, time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubs.models.clubs import Club
from portal.safeguarding.models import TextState

PUBLIC_FOR_MONTHS = 24
"""A piece leaves the site after two years unless its author renews it (S-24)."""

PARTS = ("words", "drawing", "recording")


class PieceQuerySet(models.QuerySet["Piece"]):
    def light(self) -> "PieceQuerySet":
        """With club and texts, without the encrypted originals: for lists and pages."""
        found = self.select_related("club", *PARTS)
        return found.defer(*(f"{part}__original" for part in PARTS))

    def published(self, on: date) -> "PieceQuerySet":
        """What everyone may read on a day: every part published, not withdrawn, not expired; newest first."""
        still = Q(expires_on__gte=on) | Q(expires_on=None, words__published_at__gte=first_moment_still_public(on))
        whole = Q(words__state=TextState.PUBLISHED)
        for part in PARTS[1:]:
            whole &= Q(**{part: None}) | Q(**{f"{part}__state": TextState.PUBLISHED})
        return self.filter(still & whole, withdrawn_at=None).order_by("-words__published_at", "-pk")

    def with_face_or_name(self) -> "PieceQuerySet":
        """What shows who its author is or somebody's face: a pen name, a photo."""
        return self.filter(Q(is_bylined=True) | ~Q(picture=None))

    def expired(self, on: date) -> "PieceQuerySet":
        """What still stands as published though its time is over."""
        over = Q(expires_on__lt=on) | Q(expires_on=None, words__published_at__lt=first_moment_still_public(on))
        return self.filter(over, words__state=TextState.PUBLISHED, withdrawn_at=None)


class Piece(models.Model):
    """A piece sent to the desk. Public while its texts are published, not withdrawn and not expired: read by join."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="pieces")
    participant = models.ForeignKey(
        "people.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="pieces"
    )
    words = models.OneToOneField("safeguarding.FreeText", on_delete=models.PROTECT, related_name="+")
    """First line: the title."""
    drawing = models.OneToOneField(
        "safeguarding.FreeText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recording = models.OneToOneField(
        "safeguarding.FreeText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture = models.ForeignKey(
        "media.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh")
    )
    picture_added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receipt = models.ForeignKey("answers.Receipt", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by", editable=False
    )
    """The piece that could not be published, which its author mended and sent again."""
    is_bylined = models.BooleanField(_("ghi bút danh"), default=False)
    sent_at = models.DateTimeField(_("gửi lúc"))
    expires_on = models.DateField(_("đăng đến"), null=True, blank=True)
    """Empty until it is renewed or has expired: then counted from the day of publishing."""
    renewed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("bài của phóng viên nhỏ")
        verbose_name_plural = _("bài của phóng viên nhỏ")
        default_permissions = ("view",)
        ordering: ClassVar = ["-sent_at"]

    @property
    def last_day(self) -> date | None:
        """The last day it may be public; None before it was published."""
        if self.expires_on or self.words.published_at is None:
            return self.expires_on
        return months_after(timezone.localdate(self.words.published_at), PUBLIC_FOR_MONTHS)

    @property
    def title(self) -> str:
        """The title as it may be shown to anyone; empty before publishing."""
        return self.words.public_text.partition("\n")[0].strip()

    @property
    def body(self) -> str:
        """The words below the title as they may be shown to anyone."""
        return self.words.public_text.partition("\n")[2].strip()


class PieceDraft(models.Model):
    """A piece being written, kept encrypted for its author alone; unsent for 30 days it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey("people.Participant", on_delete=models.CASCADE, related_name="drafts")
    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField(editable=False, default=bytes)
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-saved_at"]


def months_after(day: date, months: int) -> date:
    """This will return the same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_moment_still_public(on: date) -> datetime:
    """This will return the moment since which a piece must have been published to be public on a day."""
    day = months_after(on, -PUBLIC_FOR_MONTHS)
    if months_after(day, PUBLIC_FOR_MONTHS) < on:  # 29 February: its last day came sooner
        day = date.fromordinal(day.toordinal() + 1)
    return timezone.make_aware(datetime.combine(day, time.min))
