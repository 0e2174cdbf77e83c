"""Later work: the one way an action asks for something to happen outside its request.

Tasks are plain functions marked with `django.tasks.task` in an app's `tasks.py`. They are named by dotted path, so that a
lower layer never imports a higher one, and their arguments are JSON. With the database backend the task row is written in the
action's own transaction: it is the outbox, and a crash loses nothing.

The backend neither retries nor recovers by itself; `recover_tasks`, run by `manage.py tick`, does both. Every task must
therefore be safe to run twice.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.tasks import TaskResult, TaskResultStatus
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
GIVEN_UP = "given_up"
"""The queue no worker serves: where a task that failed `MAX_ATTEMPTS` times waits for a person."""

ABANDONED_AFTER = timedelta(minutes=15)
"""A running task older than this has lost its worker; no task of ours may take longer (long work is cut in pieces)."""


def enqueue(path: str, /, *args: Any, **kwargs: Any) -> TaskResult:
    """This will queue the task at dotted `path`; arguments must be JSON. It refuses an unknown path with ImportError."""
    return import_string(path).enqueue(*args, **kwargs)


def recover_tasks(*, at: datetime) -> int:
    """This will make failed and abandoned tasks ready again and return how many.

    The wait doubles with each attempt (1, 2, 4, 8 minutes). After `MAX_ATTEMPTS` a task stays failed and is logged as an error.
    """
    lost = Q(status=TaskResultStatus.RUNNING, started_at__lt=at - ABANDONED_AFTER)
    failed = Q(status=TaskResultStatus.FAILED)
    recovered = 0
    for task in DBTaskResult.objects.filter(lost | failed).exclude(queue_name=GIVEN_UP).order_by("enqueued_at")[:500]:
        attempts = len(task.worker_ids)
        # The status in the WHERE clause lets a second ticker, or a worker that was only slow, lose the race harmlessly.
        same_task = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
        if attempts >= MAX_ATTEMPTS:
            same_task.update(status=TaskResultStatus.FAILED, queue_name=GIVEN_UP, finished_at=at)
            logger.error("task_given_up", extra={"task": task.task_path, "attempts": attempts})
            continue
        wait = timedelta(minutes=2 ** max(attempts - 1, 0))
        recovered += same_task.update(status=TaskResultStatus.READY, run_after=at + wait, finished_at=None)
    return recovered
