"""Notifications' tasks and due jobs."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from portal.foundation.jobs import due_job
from portal.notifications import actions


@task()
def deliver(delivery_id: int) -> bool:
    """This will try one alert; what became of it stands in its row, and `tick` tries again."""
    return actions.send_delivery(delivery_id, at=timezone.now())


@due_job
def retry_deliveries(at: datetime) -> int:
    return actions.retry_deliveries(at=at)


@due_job
def forget_deliveries(at: datetime) -> int:
    return actions.forget_deliveries(at=at)


@due_job
def reencrypt_devices(at: datetime) -> int:
    return actions.reencrypt_devices()
