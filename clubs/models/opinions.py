"""The opinion box: a member tells the club or the centre anything, any time."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from clubs.models.clubs import Club


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
    replied_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        verbose_name = _("ý kiến trong hộp")
        verbose_name_plural = _("hộp ý kiến")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["-sent_at"]
