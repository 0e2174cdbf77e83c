"""The foundation's tasks and due jobs."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db.models import Q
from django.tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from portal.foundation import queue
from portal.foundation.jobs import due_job

KEEP_RESULTS = timedelta(days=14)


@task()
def send_email(*, to: list[str], subject: str, body: str) -> None:
    """This will send one plain-text e-mail; a failure is retried by `tick`."""
    EmailMessage(subject=subject, body=body, to=to).send()


@due_job
def recover_tasks(at: datetime) -> int:
    return queue.recover_tasks(at=at)


@due_job
def publish_scheduled_pages(at: datetime) -> None:
    call_command("publish_scheduled", verbosity=0)


@due_job
def forget_finished_tasks(at: datetime) -> int:
    old = Q(finished_at__lt=at - KEEP_RESULTS)
    # A sent letter is forgotten at once: its row holds an address and perhaps a link that lets somebody in.
    done = Q(status=TaskResultStatus.SUCCESSFUL) & (old | Q(task_path=send_email.module_path))
    # One that could not be sent, when nobody needs it any more.
    given_up = Q(queue_name=queue.GIVEN_UP, task_path=send_email.module_path) & old
    return DBTaskResult.objects.filter(done | given_up).delete()[0]


@due_job
def clear_expired_sessions(at: datetime) -> None:
    call_command("clearsessions", verbosity=0)
