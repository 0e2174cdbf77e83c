"""What a club does: meetings with head-counts, incidents that notify, notices everybody of the centre sees."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clubs.models.clubs import Club


class ClubMeeting(models.Model):
    """A day, a topic, how many came. No child's name."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("ngày"))
    where = models.CharField(_("ở đâu"), max_length=120)
    topic = models.CharField(_("nói về gì"), max_length=160)
    girls = models.PositiveSmallIntegerField(_("số em nữ"), default=0)
    boys = models.PositiveSmallIntegerField(_("số em nam"), default=0)
    others = models.PositiveSmallIntegerField(_("số em không nói nam hay nữ"), default=0)
    adults = models.PositiveSmallIntegerField(_("số người lớn"), default=0)
    notes = models.TextField(_("ghi chú"), max_length=2000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("buổi sinh hoạt")
        verbose_name_plural = _("buổi sinh hoạt")
        default_permissions = ()
        ordering: ClassVar = ["-held_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["club", "held_on", "topic"], name="meeting_once_a_day_and_topic"),
        ]

    @property
    def children(self) -> int:
        return self.girls + self.boys + self.others


class Incident(models.Model):
    """Something went wrong in an activity (Circular 27/2022): opens a concern and tells the people on duty at once."""

    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="incidents")
    concern = models.OneToOneField("safeguarding.Concern", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("xảy ra lúc"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("báo lúc"))

    class Meta:
        verbose_name = _("sự cố")
        verbose_name_plural = _("sự cố")
        default_permissions = ()


class ClubNotice(models.Model):
    """A facilitator tells her club something; staff of the centre see it too, and nobody can reply."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="notices")
    words = models.CharField(_("lời báo"), max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))
    ends_on = models.DateField(_("hiện đến"))
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("tin của câu lạc bộ")
        verbose_name_plural = _("tin của câu lạc bộ")
        default_permissions = ("view", "change")
        ordering: ClassVar = ["-at"]
