"""Alerts are written down, go by e-mail to everyone, once, and are forgotten in time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from portal.foundation.jobs import all_jobs
from portal.notifications import actions
from portal.notifications.models import Delivery, Device
from tests import personas

pytestmark = pytest.mark.django_db

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
WORDS = {"title": "Tiếng Nói: có việc cần xem", "body": "Hãy mở bàn làm việc.", "url": "/admin/can-bao-ve/"}


def test_it_sends_a_letter_with_a_link_and_nothing_more(person, at, settings):
    actions.notify(person, key="k1", **WORDS, at=at)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], WORDS["title"])
    assert letter.body == f"{WORDS['body']}\n\n{settings.SITE_URL}/admin/can-bao-ve/\n"
    assert Delivery.objects.get().state == "sent"


def test_it_sends_once_for_a_key(person, at):
    assert len(actions.notify(person, key="k1", **WORDS, at=at)) == 1
    assert actions.notify(person, key="k1", **WORDS, at=at + timedelta(hours=1)) == []
    assert len(mail.outbox) == 1


def test_it_holds_once_in_the_database_too(person, device, at):
    actions.notify(person, key="k1", **WORDS, at=at)

    for row in Delivery.objects.all():
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_it_tells_nobody_whose_account_is_closed(person, at):
    person.is_active = False

    assert actions.notify(person, key="k1", **WORDS, at=at) == []


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "admin/"])
def test_it_leads_to_this_site_alone(person, at, url):
    with pytest.raises(ValueError, match="path of this site"):
        actions.notify(person, key="k1", title="a", body="b", url=url, at=at)


def test_it_tries_a_letter_again_when_the_mail_server_fails(person, at, settings, clock):
    settings.MAILERS = {"default": {"BACKEND": "tests.notifications.broken_mail.Backend"}}
    actions.notify(person, key="k1", **WORDS, at=at)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.problem, delivery.next_try_at) == (
        "waiting", "ConnectionRefusedError", at + timedelta(minutes=1),
    )  # fmt: skip

    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    clock.shift(timedelta(minutes=1))
    all_jobs()["portal.notifications.tasks.retry_deliveries"](at + timedelta(minutes=1))

    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem) == ("sent", "")


def test_it_finds_an_alert_whose_task_was_lost(person, at, settings):
    settings.TASKS = DATABASE_TASKS
    actions.notify(person, key="k1", **WORDS, at=at)
    DBTaskResult.objects.all().delete()

    assert actions.retry_deliveries(at=at + timedelta(minutes=1)) == 0
    assert actions.retry_deliveries(at=at + timedelta(minutes=2)) == 1
    assert actions.retry_deliveries(at=at + timedelta(minutes=2)) == 0
    assert DBTaskResult.objects.count() == 1


def test_it_sends_once_when_two_workers_have_the_same_task(person, at):
    (delivery,) = actions.notify(person, key="k1", **WORDS, at=at)

    assert not actions.send_delivery(delivery.pk, at=at)
    assert not actions.send_delivery(delivery.pk + 1000, at=at)
    assert len(mail.outbox) == 1


def test_it_leaves_an_alert_alone_that_another_worker_tries(person, at, settings):
    settings.TASKS = DATABASE_TASKS
    (delivery,) = actions.notify(person, key="k1", **WORDS, at=at)
    before = Delivery.objects.get()
    Delivery.objects.update(attempts=1)

    assert not actions.deliveries._claim(before, at=at)
    assert mail.outbox == []
    assert delivery.pk == before.pk


def test_it_forgets_alerts_and_dead_devices_after_sixty_days(person, device, at):
    actions.notify(person, key="k1", **WORDS, at=at)
    Device.objects.update(ended_at=at)

    assert actions.forget_deliveries(at=at + timedelta(days=60)) == 0
    assert actions.forget_deliveries(at=at + timedelta(days=61)) == 3
    assert not Device.objects.exists()


def test_it_gives_up_what_waits_for_a_device_that_ended(person, device, service, at, settings):
    settings.TASKS = DATABASE_TASKS
    actions.notify(person, key="k1", **WORDS, at=at)
    Device.objects.update(ended_at=at)

    assert not actions.send_delivery(Delivery.objects.get(way="push").pk, at=at)
    assert service.seen == []
    assert Delivery.objects.get(way="push").state == "failed"


def test_it_costs_the_same_for_one_alert_whatever_came_before(person, at, django_assert_max_num_queries, settings):
    settings.TASKS = DATABASE_TASKS
    for number in range(20):
        actions.notify(person, key=f"old {number}", **WORDS, at=at)

    with django_assert_max_num_queries(9):
        actions.notify(person, key="new", **WORDS, at=at)


def test_it_speaks_of_nobody_else(person, at):
    other = personas.administrator()
    actions.notify(person, key="k1", **WORDS, at=at)

    assert not Delivery.objects.filter(user=other).exists()
