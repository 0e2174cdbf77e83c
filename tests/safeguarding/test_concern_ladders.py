"""Severity 1 climbs a ladder until somebody takes it; every rung is told once, without a word of the child (R-03, S-06)."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail

from portal.notifications.models import Delivery
from portal.people.models import Qualification, Role
from portal.safeguarding import actions
from portal.safeguarding.actions import ladders
from portal.safeguarding.models import Concern, ConcernStep, DutyShift
from tests import personas
from tests.safeguarding.duty_people import director, officer, on_call, open_concern, qualify, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MINUTE = timedelta(minutes=1)


def told(concern):
    return [(step.verb, step.to.full_name) for step in concern.steps.filter(to__isnull=False)]


@pytest.fixture
def team(at):
    first, second, third = officer(at, "Rơ Châm Hạnh"), officer(at, "Y Nga"), officer(at, "A Thút")
    on_call(first, at)
    on_call(second, at, is_second=True)
    return first, second, third, director()


def test_it_wakes_the_one_on_call_at_once(at, team):
    concern = open_concern(at)

    assert told(concern) == [("alerted", "Rơ Châm Hạnh")]
    assert [letter.to for letter in mail.outbox] == [[team[0].email]]
    assert concern.due_at == at + 30 * MINUTE


def test_it_wakes_the_second_after_half_an_hour_and_the_director_after_an_hour(at, team):
    concern = open_concern(at)

    assert actions.climb_ladders(at=at + 29 * MINUTE) == 0
    assert actions.climb_ladders(at=at + 30 * MINUTE) == 1
    assert actions.climb_ladders(at=at + 59 * MINUTE) == 0
    assert actions.climb_ladders(at=at + 60 * MINUTE) == 1
    assert actions.climb_ladders(at=at + 61 * MINUTE) == 0
    assert told(concern) == [
        ("alerted", "Rơ Châm Hạnh"),
        ("alerted_second", "Y Nga"),
        ("alerted_director", "Y Hlim"),
    ]
    assert [letter.to[0] for letter in mail.outbox] == [person.email for person in (team[0], team[1], team[3])]


def test_it_does_all_rungs_with_true_times_after_a_day_without_ticks(at, team):
    concern = open_concern(at)
    on_call(team[1], at + timedelta(days=1), is_second=True)

    assert actions.climb_ladders(at=at + timedelta(days=1)) == 1
    assert actions.climb_ladders(at=at + timedelta(days=1, minutes=1)) == 0
    rungs = concern.steps.filter(verb__in=["alerted_second", "alerted_director"])
    assert [(step.to.full_name, step.at) for step in rungs] == [
        ("Y Nga", at + timedelta(days=1)),
        ("Y Hlim", at + timedelta(days=1)),
    ]


def test_it_stops_when_somebody_takes_it(at, team):
    concern = open_concern(at)
    actions.acknowledge_concern(concern, by=team[0], at=at + 10 * MINUTE)

    assert actions.climb_ladders(at=at + timedelta(days=2)) == 0
    assert told(concern) == [("alerted", "Rơ Châm Hạnh")]


def test_it_wakes_every_officer_when_nobody_is_on_duty(at):
    officer(at, "Rơ Châm Hạnh"), officer(at, "Y Nga"), director()

    concern = open_concern(at)

    assert {name for _, name in told(concern)} == {"Rơ Châm Hạnh", "Y Nga"}
    # There is no second to wait for.
    actions.climb_ladders(at=at + 30 * MINUTE)
    assert told(concern)[-1] == ("alerted_director", "Y Hlim")


def test_it_wakes_the_other_officers_when_there_is_no_second(at):
    first = officer(at, "Rơ Châm Hạnh")
    officer(at, "Y Nga")
    on_call(first, at)
    concern = open_concern(at)

    actions.climb_ladders(at=at + 30 * MINUTE)

    assert told(concern) == [("alerted", "Rơ Châm Hạnh"), ("alerted_second", "Y Nga")]


def test_it_passes_over_who_may_not_open_it_any_more(at, team):
    Qualification.objects.filter(user=team[0]).update(expires_on=at.date() - timedelta(days=1))

    concern = open_concern(at)

    assert {name for _, name in told(concern)} == {"Y Nga", "A Thút"}


def test_it_wakes_officers_without_training_rather_than_nobody(at):
    personas.protection_officer()

    assert told(open_concern(at)) == [("alerted", "Rơ Châm Hạnh")]


def test_it_goes_to_the_director_when_there_is_no_officer_and_to_administrators_when_there_is_none(at):
    personas.administrator()
    assert told(open_concern(at)) == [("alerted_director", "Đinh Thị Mai")]

    director()
    assert told(open_concern(at)) == [("alerted_director", "Y Hlim")]


def test_it_tells_the_officers_on_duty_once_of_what_is_urgent(at, team):
    both = qualify(personas.staff("A Lăng", [Role.PROTECTION, Role.MODERATOR]), at)
    on_call(both, at, kind=DutyShift.Kind.READER)
    reader(at)

    concern = open_concern(at, severity=2)

    assert {name for _, name in told(concern)} == {"Rơ Châm Hạnh", "A Lăng"}
    assert actions.climb_ladders(at=at + 60 * MINUTE) == 0


def test_it_wakes_nobody_for_severity_three(at, team):
    assert told(open_concern(at, severity=3)) == []
    assert mail.outbox == []


@pytest.mark.parametrize("severity", [2, 3])
def test_it_tells_the_director_once_when_the_clock_has_run_out(at, team, severity):
    concern = open_concern(at, severity=severity)
    mail.outbox.clear()

    assert actions.climb_ladders(at=concern.due_at) == 0
    assert actions.climb_ladders(at=concern.due_at + MINUTE) == 1
    assert actions.climb_ladders(at=concern.due_at + timedelta(days=1)) == 0
    assert [letter.to[0] for letter in mail.outbox] == [team[3].email]


def test_it_carries_no_word_of_a_child(at, team):
    summary = "em không muốn sống nữa ở xã Măng Ri"
    open_concern(at, summary=summary, thread=uuid.uuid4())
    actions.climb_ladders(at=at + 60 * MINUTE)

    assert len(mail.outbox) == 3
    for words in [
        *(f"{letter.subject} {letter.body}" for letter in mail.outbox),
        *(f"{row.title} {row.body} {row.url}" for row in Delivery.objects.all()),
    ]:
        assert not {"sống", "muốn", "Măng"} & set(words.split())
    assert {row.title for row in Delivery.objects.all()} == {"Tiếng Nói: có việc cần xem"}


def test_it_leads_the_director_to_the_roster_and_officers_to_the_concern(at, team):
    concern = open_concern(at)
    actions.climb_ladders(at=at + 60 * MINUTE)

    links = [letter.body.strip().splitlines()[-1] for letter in mail.outbox]
    assert f"/admin/can-bao-ve/{concern.pk}/" in links[0]
    assert str(concern.pk) not in links[2]
    assert links[2].endswith("/admin/ca-truc/tuan/")


def test_it_writes_each_rung_in_rows_the_database_keeps(at, team):
    from django.db import DatabaseError, connection, transaction

    concern = open_concern(at)

    for statement in ("UPDATE safeguarding_concernstep SET note = 'x'", "DELETE FROM safeguarding_concernstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert ConcernStep.objects.filter(concern=concern).exists()


def test_it_costs_nothing_to_look_when_nothing_is_due(at, team, django_assert_num_queries):
    for _ in range(5):
        actions.acknowledge_concern(open_concern(at), by=team[0], at=at)

    with django_assert_num_queries(1):
        assert actions.climb_ladders(at=at + timedelta(days=1)) == 0
    assert Concern.objects.count() == 5


def test_it_looks_again_when_somebody_was_faster(at, team):
    concern = open_concern(at, severity=2)

    # Between the scan and the lock the clock may have been set anew, or a colleague's ticker been here.
    assert not actions.ladders._climb(concern, at=at)
    actions.ladders.tell_more(concern, at=at)
    assert not [verb for verb, _ in told(concern) if verb == "alerted_director"]


def test_it_climbs_for_one_child_though_the_ladder_of_another_fails(at, team, monkeypatch):
    broken, other = open_concern(at), open_concern(at)
    notify = ladders.notifications.notify

    def fail(person, *, key, **words):
        if str(broken.pk) in key:
            raise RuntimeError("no")
        return notify(person, key=key, **words)

    monkeypatch.setattr(ladders.notifications, "notify", fail)

    assert actions.climb_ladders(at=at + 30 * MINUTE) == 1
    assert told(other)[-1] == ("alerted_second", "Y Nga")
