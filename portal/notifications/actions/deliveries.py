"""Alerts: written down, sent by a task, tried again by `tick`, forgotten."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.foundation import encryption, queue, tasks
from portal.notifications import queries
from portal.notifications.actions import push
from portal.notifications.models import Delivery, Device
from portal.people.models import User

FIRST_TRY = timedelta(minutes=2)
"""By then the task should have run; after it `tick` takes it for lost."""
LEASE = timedelta(minutes=5)
"""How long one attempt may take before another may begin."""
MAX_ATTEMPTS = 7
KEEP = timedelta(days=60)
FAILURES_THAT_END = 20


@transaction.atomic
def notify(user: User, *, key: str, title: str, body: str, url: str, at: datetime) -> list[Delivery]:
    """This will alert one member of staff by e-mail and on each device, once for a `key`; returns what is newly on its way.

    Words must carry nothing of what a child wrote: they stand on locked screens and in letter boxes. `url` is a path of
    this site. A closed account gets nothing.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("an alert leads to a path of this site")
    if not user.is_active:
        return []
    words = {"title": title[:120], "body": body[:300], "url": url[:200], "asked_at": at, "next_try_at": at + FIRST_TRY}
    made = []
    for device in (None, *queries.live_devices(user)):
        way = Delivery.Way.EMAIL if device is None else Delivery.Way.PUSH
        delivery, is_new = Delivery.objects.get_or_create(key=key, user=user, way=way, device=device, defaults=words)
        if is_new:
            made.append(delivery)
            queue.enqueue("portal.notifications.tasks.deliver", delivery.pk)
    return made


def send_delivery(delivery_id: int, *, at: datetime) -> bool:
    """This will try one waiting alert now and write down what became of it; returns whether it was sent.

    It sends nothing when the alert was sent, given up, or is being tried by somebody else. A push service that answers
    404 or 410 ends the device.
    """
    delivery = Delivery.objects.select_related("user", "device").filter(pk=delivery_id).first()
    if delivery is None or not _claim(delivery, at=at):
        return False
    if delivery.device is not None and not delivery.device.is_live:
        return _given_up(delivery, _("Máy đã ngừng nhận báo."))
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _send(delivery)
    except push.DeviceGone:
        Device.objects.filter(deliveries=delivery, ended_at=None).update(ended_at=at)
        return _given_up(delivery, _("Máy đã ngừng nhận báo."))
    except Exception as error:  # whatever mail server, name server or push service throws: it is tried again
        return _failed(delivery, error, at=at)
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.SENT, sent_at=at, next_try_at=None, problem="")
    if delivery.device_id:
        Device.objects.filter(pk=delivery.device_id).update(last_reached_at=at, failures=0)
    return True


def retry_deliveries(*, at: datetime) -> int:
    """This will queue again every alert that should have been sent by now, and return how many."""
    queued = 0
    for delivery in queries.due_deliveries(at)[:500]:
        with transaction.atomic():
            same = Delivery.objects.filter(pk=delivery.pk, state=delivery.state, next_try_at=delivery.next_try_at)
            if same.update(next_try_at=at + FIRST_TRY):
                queue.enqueue("portal.notifications.tasks.deliver", delivery.pk)
                queued += 1
    return queued


@transaction.atomic
def forget_deliveries(*, at: datetime) -> int:
    """This will delete alerts older than sixty days and devices that ended as long ago; returns how many rows went."""
    before = at - KEEP
    deliveries = Delivery.objects.filter(asked_at__lt=before).delete()[0]
    return deliveries + Device.objects.filter(ended_at__lt=before).delete()[0]


def _claim(delivery: Delivery, *, at: datetime) -> bool:
    same = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts)
    is_mine = bool(same.update(attempts=delivery.attempts + 1, next_try_at=at + LEASE))
    delivery.attempts += 1
    return is_mine


def _send(delivery: Delivery) -> None:
    if delivery.device is None:
        body = f"{delivery.body}\n\n{settings.SITE_URL}{delivery.url}\n"
        tasks.send_email.call(to=[delivery.user.email], subject=delivery.title, body=body)
        return
    endpoint = encryption.decrypt(delivery.device.endpoint, purpose="push")
    if endpoint is None:
        raise push.DeviceGone
    push.send(
        endpoint=endpoint,
        p256dh=delivery.device.p256dh,
        auth=delivery.device.auth,
        message={"title": delivery.title, "body": delivery.body, "url": delivery.url},
    )


def _failed(delivery: Delivery, error: Exception, *, at: datetime) -> bool:
    # The kind of the error alone: its words may quote an address.
    problem = str(error)[:120] if isinstance(error, push.NotTaken) else type(error).__name__
    if delivery.device_id:
        _count_failure(delivery, at=at)
    if delivery.attempts >= MAX_ATTEMPTS:
        return _given_up(delivery, problem)
    wait = timedelta(minutes=2 ** (delivery.attempts - 1))
    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=at + wait, problem=problem)
    return False


@transaction.atomic
def _count_failure(delivery: Delivery, *, at: datetime) -> None:
    device = Device.objects.select_for_update().get(deliveries=delivery)
    device.failures += 1
    if device.failures >= FAILURES_THAT_END:
        device.ended_at = at
    device.save(update_fields=["failures", "ended_at"])


def _given_up(delivery: Delivery, problem: str) -> bool:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.FAILED, next_try_at=None, problem=str(problem)[:120]
    )
    return False
