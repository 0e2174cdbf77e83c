"""The tick runs everything due, survives a job that breaks, and is noticed when it stops."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse

from portal.foundation import health, jobs
from portal.foundation.models import Tick

pytestmark = pytest.mark.django_db


def test_it_runs_every_job_although_one_breaks(monkeypatch):
    ran = []
    monkeypatch.setattr(jobs, "_jobs", {"a.breaks": lambda at: 1 / 0, "b.works": lambda at: ran.append(at)})

    call_command("tick")

    assert len(ran) == 1
    assert Tick.objects.get().failed_jobs == ["a.breaks"]


@pytest.mark.postgresql  # SQLite has no server to restart
@pytest.mark.django_db(transaction=True)
def test_it_runs_again_after_the_database_was_restarted(monkeypatch):
    minutes = []

    def next_minute(seconds: float) -> None:
        minutes.append(Tick.objects.get().finished_at)
        if len(minutes) == 2:
            raise KeyboardInterrupt
        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr("time.sleep", next_minute)

    with pytest.raises(KeyboardInterrupt):
        call_command("tick", forever=True)

    assert minutes[1] > minutes[0]
    assert Tick.objects.get().failed_jobs == []


def test_it_does_every_real_job_twice_without_a_change():
    call_command("tick")
    call_command("tick")

    assert Tick.objects.get().failed_jobs == []


def test_it_registers_recovery_publishing_and_cleaning():
    assert {name.rsplit(".", 1)[1] for name in jobs.all_jobs()} >= {
        "recover_tasks", "publish_scheduled_pages", "forget_finished_tasks", "clear_expired_sessions",
    }  # fmt: skip


def test_it_is_missed_after_five_minutes(clock, at):
    assert "never" in health.last_tick(at)

    call_command("tick")
    assert health.last_tick(at + timedelta(minutes=5)) is None
    assert "6 minutes" in health.last_tick(at + timedelta(minutes=6))


def test_it_answers_ready_only_when_all_is_well(client):
    assert client.get(reverse("readyz")).status_code == 503

    call_command("tick")
    response = client.get(reverse("readyz"))

    assert response.json() == {"ready": True, "problems": {}}
    assert response.status_code == 200


def test_it_names_the_check_that_broke_without_breaking_itself(client, monkeypatch):
    call_command("tick")
    monkeypatch.setitem(health._checks, "broken", lambda at: 1 / 0)

    response = client.get(reverse("readyz"))

    assert response.status_code == 503
    assert response.json()["problems"] == {"broken": "ZeroDivisionError"}


def test_it_says_the_process_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("healthz")).content == b"ok"


@pytest.mark.parametrize("name", ["healthz", "readyz"])
def test_it_refuses_to_be_posted_to(client, name):
    assert client.post(reverse(name)).status_code == 405
