"""Later work is never lost: failures are tried again, abandoned work is taken up, and hopeless work waits for a person."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.foundation import queue, tasks

ROOT = Path(__file__).resolve().parents[2]


def row(status: str, *, attempts: int = 1, started: timedelta = timedelta(hours=-1), **fields: object) -> DBTaskResult:
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=status, task_path="portal.foundation.tasks.send_email", args_kwargs={"args": [], "kwargs": {}},
        backend_name="default", run_after=now, started_at=now + started, worker_ids=[f"w{n}" for n in range(attempts)],
        exception_class_path="", traceback="", **fields,
    )  # fmt: skip


@pytest.mark.django_db
def test_it_runs_a_task_by_its_name():
    queue.enqueue("portal.foundation.tasks.send_email", to=["a@b.example"], subject="Chào", body="Nội dung")

    assert mail.outbox[0].subject == "Chào"


def test_it_refuses_a_name_nobody_has():
    with pytest.raises(ImportError):
        queue.enqueue("portal.foundation.tasks.no_such_task")


@pytest.mark.django_db
def test_it_tries_a_failed_task_again_after_a_growing_wait():
    now = timezone.now()
    first, third = row(TaskResultStatus.FAILED, attempts=1), row(TaskResultStatus.FAILED, attempts=3)

    assert queue.recover_tasks(at=now) == 2

    first.refresh_from_db()
    third.refresh_from_db()
    assert (first.status, first.run_after) == (TaskResultStatus.READY, now + timedelta(minutes=1))
    assert third.run_after == now + timedelta(minutes=4)


@pytest.mark.django_db
def test_it_takes_up_a_task_whose_worker_is_gone_and_leaves_one_that_is_at_work():
    gone = row(TaskResultStatus.RUNNING, started=-queue.ABANDONED_AFTER - timedelta(seconds=1))
    busy = row(TaskResultStatus.RUNNING, started=-queue.ABANDONED_AFTER + timedelta(minutes=1))

    queue.recover_tasks(at=timezone.now())

    gone.refresh_from_db()
    busy.refresh_from_db()
    assert gone.status == TaskResultStatus.READY
    assert busy.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
@pytest.mark.parametrize("status", [TaskResultStatus.FAILED, TaskResultStatus.RUNNING])
def test_it_gives_up_after_the_last_attempt_and_does_not_look_again(status):
    hopeless = row(status, attempts=queue.MAX_ATTEMPTS)

    assert queue.recover_tasks(at=timezone.now()) == 0

    hopeless.refresh_from_db()
    assert (hopeless.status, hopeless.queue_name) == (TaskResultStatus.FAILED, queue.GIVEN_UP)
    assert queue.recover_tasks(at=timezone.now()) == 0


@pytest.mark.django_db
def test_it_leaves_finished_work_alone():
    done = row(TaskResultStatus.SUCCESSFUL)

    assert queue.recover_tasks(at=timezone.now()) == 0
    done.refresh_from_db()
    assert done.status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db
def test_it_keeps_a_letter_that_could_not_be_sent_no_longer_than_anybody_needs_it():
    now = timezone.now()
    row(TaskResultStatus.FAILED, queue_name=queue.GIVEN_UP, finished_at=now - tasks.KEEP_RESULTS - timedelta(days=1))
    new = row(TaskResultStatus.FAILED, queue_name=queue.GIVEN_UP, finished_at=now - timedelta(days=1))

    tasks.forget_finished_tasks(now)

    assert set(DBTaskResult.objects.all()) == {new}


class Worker:
    """A worker in a process of its own, with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PORTAL_MODE": "development",
            "PORTAL_VAR": str(folder),
            "PYTHONPATH": str(folder),
        }
        self.environment.pop("DATABASE_URL", None)
        (folder / "slow_tasks.py").write_text(
            "import pathlib, time\n"
            "from django.tasks import task\n"
            "@task()\n"
            "def work(*, folder, slow_once):\n"
            "    folder = pathlib.Path(folder)\n"
            "    attempt = len(list(folder.glob('attempt-*')))\n"
            "    (folder / f'attempt-{attempt}').touch()\n"
            "    if slow_once and attempt == 0:\n"
            "        time.sleep(600)\n"
            "    (folder / 'done').touch()\n"
        )

    def run(self, *arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload", "--no-startup-delay", "-v0"],
            cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def wait_for(condition, process: subprocess.Popen[bytes], limit: float = 60) -> None:
    """Poll until the condition holds; a worker that died or never gets there fails the test."""
    import time

    end = time.monotonic() + limit
    while not condition():
        assert process.poll() is None, "the worker stopped"
        assert time.monotonic() < end, "the worker did not get there"
        time.sleep(0.05)


def test_it_finishes_the_work_of_a_worker_that_was_killed(tmp_path):
    worker = Worker(tmp_path)
    worker.run("migrate", "-v0")
    worker.run(
        "shell",
        "-v0",
        "-c",
        f"from portal.foundation import queue; queue.enqueue('slow_tasks.work', folder={str(tmp_path)!r}, slow_once=True)",
    )
    first = worker.start()
    wait_for(lambda: (tmp_path / "attempt-0").exists(), first)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not (tmp_path / "done").exists()

    worker.run(
        "shell", "-v0", "-c",
        "from datetime import timedelta; from django.utils import timezone; from portal.foundation import queue;"
        "from django_tasks_db.models import DBTaskResult;"
        "assert queue.recover_tasks(at=timezone.now() + timedelta(minutes=16)) == 1;"
        "DBTaskResult.objects.update(run_after=timezone.now())",
    )  # fmt: skip
    second = worker.start()
    wait_for(lambda: (tmp_path / "done").exists(), second)
    second.terminate()
    second.wait()

    assert len(list(tmp_path.glob("attempt-*"))) == 2
