"""Devices of staff: a browser asks for alerts, its person takes it away, its push service says it is gone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation import encryption
from portal.foundation.vietnamese import text
from portal.notifications import queries, rules
from portal.notifications.actions.deliveries import notify
from portal.notifications.models import Delivery, Device
from portal.people import actions as people_actions
from portal.people.models import User

PURPOSE = "push"


@transaction.atomic
def register_device(user: User, *, name: str, endpoint: str, p256dh: str, auth: str, at: datetime) -> Device:
    """This will send this person's alerts to a browser from now on; asked again it changes the name and keys alone.

    A browser belongs to whoever asked last: two people at one computer do not read each other's alerts. Refuses with
    BadSubscription, TooManyDevices, NotAllowed.
    """
    rules.check_subscription(endpoint=endpoint, p256dh=p256dh, auth=auth)
    digest = queries.digest_of(endpoint)
    # Locked, so that two taps at once are one device, and ten and one are not twelve.
    User.objects.select_for_update().get(pk=user.pk)
    before = Device.objects.select_for_update().filter(endpoint_digest=digest).first()
    if before is None or before.user_id != user.pk or not before.is_live:
        rules.check_can_register_device(user)
    if before is not None and before.user_id != user.pk:
        before.delete()
        before = None
    device = before or Device(user=user, endpoint_digest=digest, added_at=at)
    device.name = text.normalize(name, single_line=True)[:60] or _("Máy không tên")
    device.endpoint = encryption.encrypt(endpoint, purpose=PURPOSE)
    device.p256dh, device.auth = p256dh, auth
    device.ended_at, device.failures = None, 0
    device.save()
    if before is None:
        people_actions.log_access(by=user, verb=gettext_noop("thêm máy nhận báo"), subject=device.name, at=at)
    return device


@transaction.atomic
def forget_device(device: Device, *, by: User, at: datetime) -> None:
    """This will end a device's alerts and forget its address; refuses all but its own person."""
    rules.check_can_forget_device(device, by=by)
    people_actions.log_access(by=by, verb=gettext_noop("bỏ máy nhận báo"), subject=device.name, at=at)
    device.delete()


def send_test_alert(user: User, *, at: datetime) -> list[Delivery]:
    """This will send this person an alert by every way she has, so that she sees whether they work."""
    return notify(
        user,
        key=f"test:{at.isoformat(timespec='seconds')}",
        title=_("Tiếng Nói: báo thử"),
        body=_("Máy này nhận được báo của cổng."),
        url="/admin/",
        at=at,
    )


@transaction.atomic
def reencrypt_devices() -> int:
    """This will encrypt anew, under today's key, every endpoint written under a former one; returns how many."""
    changed = 0
    for device in Device.objects.select_for_update():
        fresh = encryption.rotated(device.endpoint, purpose=PURPOSE)
        if fresh != device.endpoint:
            Device.objects.filter(pk=device.pk).update(endpoint=fresh)
            changed += 1
    return changed
