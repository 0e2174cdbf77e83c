"""What young reporters make: words, a drawing, a recording; nothing public before a moderator's yes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clubs.models.clubs import Club


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
    is_bylined = models.BooleanField(_("ghi bút danh"), default=False)
    sent_at = models.DateTimeField(_("gửi lúc"))
    expires_on = models.DateField(_("đăng đến"), null=True, blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bài của phóng viên nhỏ")
        verbose_name_plural = _("bài của phóng viên nhỏ")
        default_permissions = ("view",)
        ordering: ClassVar = ["-sent_at"]


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
