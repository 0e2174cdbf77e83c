"""The roster: who may serve, what is not covered, who is told a day ahead."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portal.foundation.models import Holiday
from portal.foundation.refusals import NotAllowed
from portal.people.models import Qualification
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import DutyShift
from tests import personas
from tests.safeguarding.duty_people import director, officer, on_call, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 11, 23)
NEXT = date(2026, 11, 30)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def shift(user, kind="on_call", start="2026-11-23T17:00", end="2026-11-24T07:30", **fields):
    return DutyShift(user=user, kind=kind, starts_at=moment(start), ends_at=moment(end), **fields)


@pytest.fixture
def mai(db):
    return personas.administrator()


@pytest.fixture
def hanh(at):
    return officer(at)


@pytest.fixture
def mom(at):
    return reader(at)


# --- One shift -----------------------------------------------------------------------------------------------------------


def test_it_takes_a_shift(at, mai, hanh):
    actions.save_shift(shift(hanh), by=mai, at=at)

    assert queries.on_duty("on_call", moment("2026-11-24T02:00")) == [hanh]
    assert queries.on_duty("on_call", moment("2026-11-24T07:30")) == []


def test_it_is_planned_by_those_who_may(at, hanh, mom):
    with pytest.raises(NotAllowed):
        actions.save_shift(shift(hanh), by=mom, at=at)
    actions.save_shift(shift(hanh), by=director(), at=at)
    with pytest.raises(NotAllowed):
        actions.remove_shift(DutyShift.objects.get(), by=mom, at=at)
    for act in (actions.copy_week, actions.fill_week):
        with pytest.raises(NotAllowed):
            act(NEXT, by=mom, at=at)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": "2026-11-23T17:00"}, "ends_at"),
        ({"end": "2026-11-24T17:01"}, "ends_at"),
        ({"kind": "reader"}, "user"),
        ({"kind": "reader", "is_second": True}, "is_second"),
    ],
)
def test_it_refuses_a_shift_that_cannot_be(at, mai, hanh, changes, field):
    with pytest.raises(rules.BadShift) as refused:
        actions.save_shift(shift(hanh, **changes), by=mai, at=at)

    assert field in refused.value.fields


def test_it_refuses_whoever_could_not_serve_by_then(at, mai, hanh):
    Qualification.objects.filter(user=hanh).update(expires_on=MONDAY)
    actions.save_shift(shift(hanh), by=mai, at=at)

    with pytest.raises(rules.BadShift) as refused:
        actions.save_shift(shift(hanh, start="2026-11-24T17:00", end="2026-11-25T07:30"), by=mai, at=at)

    assert "user" in refused.value.fields


def test_it_takes_the_same_shift_once(at, mai, hanh):
    actions.save_shift(shift(hanh), by=mai, at=at)

    with pytest.raises(rules.BadShift):
        actions.save_shift(shift(hanh), by=mai, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        shift(hanh).save()


def test_it_turns_the_databases_no_into_the_same_refusal(at, mai, hanh, monkeypatch):
    actions.save_shift(shift(hanh), by=mai, at=at)
    monkeypatch.setattr(rules, "check_can_save_shift", lambda *_args, **_kwargs: None)

    with pytest.raises(rules.BadShift):
        actions.save_shift(shift(hanh), by=mai, at=at)


def test_it_keeps_who_was_on_duty(at, mai, hanh):
    now = on_call(hanh, at)

    with pytest.raises(rules.ShiftIsOver):
        actions.remove_shift(now, by=mai, at=at)
    with pytest.raises(rules.ShiftIsOver):
        actions.save_shift(now, by=mai, at=now.ends_at)
    coming = actions.save_shift(shift(hanh), by=mai, at=at)
    actions.remove_shift(coming, by=mai, at=at)
    assert [row.pk for row in DutyShift.objects.all()] == [now.pk]


# --- Who is on duty, what is not covered ------------------------------------------------------------------------------------


def test_it_knows_who_is_on_duty(at, hanh, mom, django_assert_num_queries):
    second = officer(at, "Y Nga")
    on_call(hanh, at)
    on_call(second, at, is_second=True)
    on_call(mom, at, kind="reader")

    with django_assert_num_queries(3):
        assert queries.on_duty("on_call", at) == [hanh]
        assert queries.on_duty("on_call", at, is_second=True) == [second]
        assert queries.on_duty("reader", at) == [mom]
    assert queries.on_duty("on_call", at + timedelta(days=2)) == []


def test_it_finds_no_gap_in_a_full_week(at, mai, hanh, mom, django_assert_num_queries):
    actions.fill_week(NEXT, reader=mom, on_call=hanh, by=mai, at=at)

    with django_assert_num_queries(2):
        assert queries.gaps(NEXT, NEXT + timedelta(days=6)) == []
    assert queries.gaps(NEXT, NEXT + timedelta(days=7))


def test_it_finds_each_day_and_each_night_without_anyone(db):
    Holiday.objects.create(day=date(2026, 12, 2), name="Nghỉ bù")

    found = queries.gaps(NEXT, NEXT + timedelta(days=6))

    assert [gap.day.day for gap in found if gap.kind == "reader"] == [30, 1, 3, 4]
    assert [gap.day.day for gap in found if gap.kind == "on_call"] == [30, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("shifts", "is_covered"),
    [
        ([("2026-11-30T17:00", "2026-12-01T00:00"), ("2026-12-01T00:00", "2026-12-01T07:30")], True),
        ([("2026-11-30T16:00", "2026-12-01T08:00")], True),
        ([("2026-11-30T17:00", "2026-12-01T00:00"), ("2026-12-01T00:30", "2026-12-01T07:30")], False),
        ([("2026-11-30T18:00", "2026-12-01T07:30")], False),
        ([("2026-11-30T17:00", "2026-12-01T07:00")], False),
    ],
)
def test_it_wants_the_night_covered_through(at, hanh, shifts, is_covered):
    for start, end in shifts:
        shift(hanh, start=start, end=end).save()

    nights = [gap for gap in queries.gaps(NEXT, NEXT) if gap.kind == "on_call"]

    assert (nights == []) is is_covered


def test_it_counts_no_second_and_no_closed_account(at, hanh, mom):
    shift(hanh, start="2026-11-30T17:00", end="2026-12-01T07:30", is_second=True).save()
    shift(mom, "reader", start="2026-11-30T07:30", end="2026-11-30T17:00").save()
    assert [gap.kind for gap in queries.gaps(NEXT, NEXT)] == ["on_call"]

    mom.is_active = False
    mom.save()

    assert [gap.kind for gap in queries.gaps(NEXT, NEXT)] == ["reader", "on_call"]


def test_it_has_no_gap_in_no_time(db):
    assert queries.gaps(NEXT, NEXT - timedelta(days=1)) == []


# --- A week ------------------------


def test_it_fills_the_empty_slots_alone(at, mai, hanh, mom):
    nga = officer(at, "Y Nga")
    shift(nga, start="2026-12-01T17:00", end="2026-12-02T07:30").save()

    added = actions.fill_week(NEXT, reader=mom, on_call=hanh, second=nga, by=mai, at=at)

    # Nobody is her own second.
    assert added == 5 + 6 + 6
    assert actions.fill_week(NEXT, reader=mom, on_call=hanh, second=nga, by=mai, at=at) == 0


def test_it_fills_no_day_that_is_over(at, mai, hanh, mom):
    wednesday = at + timedelta(days=2)

    assert actions.fill_week(MONDAY, reader=mom, on_call=hanh, by=mai, at=wednesday) == 3 + 5


@pytest.mark.parametrize("slot", ["reader", "on_call", "second"])
def test_it_fills_with_nobody_who_could_not_serve(at, mai, slot):
    with pytest.raises(rules.BadShift) as refused:
        actions.fill_week(NEXT, **{slot: mai}, by=mai, at=at)

    assert set(refused.value.fields) == {slot}


def test_it_wants_two_people_at_night(at, mai, hanh):
    with pytest.raises(rules.BadShift):
        actions.fill_week(NEXT, on_call=hanh, second=hanh, by=mai, at=at)


def test_it_copies_the_week_before(at, mai, hanh, mom):
    actions.fill_week(NEXT, reader=mom, on_call=hanh, by=mai, at=at)
    Holiday.objects.create(day=date(2026, 12, 9), name="Nghỉ bù")
    Qualification.objects.filter(user=mom).update(expires_on=date(2026, 12, 10))

    added = actions.copy_week(NEXT + timedelta(days=7), by=mai, at=at)

    # Monday, Tuesday, Thursday: the holiday and the day after her training ended are left out.
    assert added == 3 + 7
    assert actions.copy_week(NEXT + timedelta(days=7), by=mai, at=at) == 0


# --- Warnings -----------------------------------------------------------------------------------------------------------------


def test_it_warns_administrators_and_the_director_once_a_day_ahead(at, mai, hanh, mom):
    lead = director()
    mail.outbox.clear()
    actions.fill_week(MONDAY, on_call=hanh, reader=mom, by=mai, at=at)
    DutyShift.objects.filter(kind="reader", starts_at__date=date(2026, 11, 25)).delete()

    assert actions.warn_of_gaps(at=moment("2026-11-24T07:29")) == 0
    assert actions.warn_of_gaps(at=moment("2026-11-24T07:31")) == 1
    assert actions.warn_of_gaps(at=moment("2026-11-24T09:00")) == 1

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([mai.email, lead.email])
    assert "Ngày 25/11/2026 chưa có người đọc" in mail.outbox[0].body


def test_it_warns_of_nights(at, mai, mom):
    mail.outbox.clear()
    actions.fill_week(MONDAY, reader=mom, by=mai, at=at)

    actions.warn_of_gaps(at=at)

    assert ["Đêm 23/11/2026 chưa đủ người trực" in letter.body for letter in mail.outbox] == [True]


def test_it_loads_a_roster_for_the_demo(at, mai, hanh, mom):
    assert actions.load_demo_duty(reader=mom, on_call=hanh, by=mai, at=at) == 5 + 7 + 5 + 7
    assert actions.load_demo_duty(reader=mom, on_call=hanh, by=mai, at=at) == 0
    assert queries.gaps(MONDAY, MONDAY + timedelta(days=13)) == []


def test_it_loads_two_concerns_for_the_demo(at, hanh):
    first, second = actions.load_demo_concerns(officer=hanh, at=at)

    assert (first.severity, first.state, second.severity, second.state) == (1, "acknowledged", 2, "open")
    assert actions.load_demo_concerns(officer=hanh, at=at) == []


def test_it_loads_no_demo_in_production(at, hanh, settings):
    from portal.people.actions import NotDemo

    settings.IS_PRODUCTION = True

    with pytest.raises(NotDemo):
        actions.load_demo_concerns(officer=hanh, at=at)
