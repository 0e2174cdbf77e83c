"""The opinion box: a member tells the club or the centre anything, any time."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clubs.models.clubs import Club
from portal.safeguarding.models import TextState

SEEN_BY_ADULTS = (TextState.PUBLISHED, TextState.READ)
"""States in which a moderator has read an opinion and staff who answer may see it, masked."""


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def light(self) -> "OpinionQuerySet":
        """With club, text and receipt, without the encrypted originals: for lists."""
        return self.select_related("club", "text", "receipt").defer("text__original")

    def published(self) -> "OpinionQuerySet":
        """What everybody may read, with an adult's public reply below it or without one yet."""
        return self.filter(text__state=TextState.PUBLISHED)


class Opinion(models.Model):
    """One thing said into the box: written, drawn or recorded. Its state is its text's."""

    class To(models.TextChoices):
        CLUB = "club", _("câu lạc bộ của em")
        CENTRE = "centre", _("Trung tâm")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="opinions")
    to = models.CharField(_("gửi"), max_length=6, choices=To)
    text = models.OneToOneField("safeguarding.FreeText", on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey("answers.Receipt", on_delete=models.PROTECT, related_name="+")
    public_reply = models.TextField(_("trả lời công khai"), max_length=2000, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"))

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ý kiến trong hộp")
        verbose_name_plural = _("hộp ý kiến")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["-sent_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(public_reply="") | models.Q(replied_at__isnull=False, replied_by__isnull=False),
                name="opinion_reply_has_author",
            ),
        ]
