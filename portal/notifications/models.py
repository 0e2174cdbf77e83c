"""To which devices of staff alerts go, and what became of each alert. No alert carries what a child wrote."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Device(models.Model):
    """A browser of a member of staff that asked for alerts (RFC 8030 subscription)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(_("tên máy"), max_length=60)
    endpoint = models.TextField(editable=False)
    """Encrypted (purpose "push"): whoever has it may write to the device."""
    endpoint_digest = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256; the address itself holds the push service's secret, so nobody can guess it from here."""
    p256dh = models.CharField(max_length=120, editable=False)
    auth = models.CharField(max_length=60, editable=False)
    added_at = models.DateTimeField(_("thêm lúc"))
    last_reached_at = models.DateTimeField(_("báo được lần cuối"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    ended_at = models.DateTimeField(_("ngừng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("máy nhận báo")
        verbose_name_plural = _("máy nhận báo")
        default_permissions = ()
        ordering: ClassVar = ["-added_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.ended_at is None


class Delivery(models.Model):
    """One alert to one person by one way. `key` makes asking twice send once."""

    class Way(models.TextChoices):
        EMAIL = "email", _("thư điện tử")
        PUSH = "push", _("báo trên máy")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ gửi")
        SENT = "sent", _("đã gửi")
        FAILED = "failed", _("không gửi được")

    key = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    way = models.CharField(_("cách"), max_length=5, choices=Way)
    title = models.CharField(max_length=120)
    body = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    state = models.CharField(_("tình trạng"), max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("lúc"))
    sent_at = models.DateTimeField(_("gửi được lúc"), null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When `tick` asks for it again, should the task be lost or have failed; empty when nothing more is tried."""
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(_("vì sao"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("lần báo")
        verbose_name_plural = _("các lần báo")
        default_permissions = ("view",)
        ordering: ClassVar = ["-asked_at"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"])]
        constraints: ClassVar = [
            # Two, since a database takes one missing device for different from another.
            models.UniqueConstraint(
                fields=["key", "user", "device"], condition=models.Q(way="push"), name="delivery_once_to_a_device"
            ),
            models.UniqueConstraint(
                fields=["key", "user"], condition=models.Q(way="email"), name="delivery_once_by_email"
            ),
            models.CheckConstraint(
                condition=models.Q(way="push", device__isnull=False) | models.Q(way="email", device__isnull=True),
                name="delivery_has_a_device_when_pushed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="delivery_sent_has_its_time"
            ),
        ]
