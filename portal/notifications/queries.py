"""Reads of notifications: devices, what waits to be sent, the key push services know us by."""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from portal.notifications.models import Delivery, Device
from portal.people.models import User


def live_devices(user: User) -> QuerySet[Device]:
    """This will return the devices that get this person's alerts, newest first."""
    return Device.objects.filter(user=user, ended_at=None)


def digest_of(endpoint: str) -> str:
    """This will return under what an endpoint is found again without decrypting any."""
    return sha256(endpoint.encode()).hexdigest()


def due_deliveries(at: datetime) -> QuerySet[Delivery]:
    """This will return what waits and should have been sent, or tried again, by now; oldest first."""
    return Delivery.objects.filter(state=Delivery.State.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")


def recent_deliveries(user: User) -> QuerySet[Delivery]:
    """This will return this person's alerts, newest first."""
    return Delivery.objects.filter(user=user).select_related("device").order_by("-asked_at", "-pk")
