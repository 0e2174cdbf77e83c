"""Who was told of a child in danger, when and how, with a sheet shaped like Form 01; kept closed, and not for ever."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Agency, Concern, ConcernStep, HandOver
from tests.safeguarding.duty_people import officer, open_concern

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def hanh(at):
    return officer(at)


@pytest.fixture
def concern(at, hanh):
    return open_concern(at, summary="Cô giáo kể lại.")


def hand_over(concern, hanh, at, **changes):
    values = {"told": "111", "told_at": at, "channel": "gọi điện", "reference": "HS 12, anh Sơn", **changes}
    return actions.hand_over_concern(concern, by=hanh, at=at, **values)


def test_it_writes_down_who_was_told_and_keeps_the_sheet_encrypted(at, hanh, concern):
    record = hand_over(concern, hanh, at, sheet={"child_name": "Y Mẫu", "parents": "  ", "notes": "Sợ về nhà."})

    assert queries.sheet_of(record) == {"child_name": "Y Mẫu", "notes": "Sợ về nhà."}
    assert "Y Mẫu" not in bytes(HandOver.objects.get().sheet).decode()
    assert (concern.state, concern.handed_over_at, concern.acknowledged_by) == ("acknowledged", at, hanh)
    assert concern.steps.get(verb="handed_over").note == "Tổng đài 111"


def test_it_needs_nothing_of_the_sheet(at, hanh, concern):
    assert queries.sheet_of(hand_over(concern, hanh, at)) == {}


def test_it_is_one_record_when_the_form_comes_twice(at, hanh, concern):
    first = hand_over(concern, hanh, at)

    assert hand_over(concern, hanh, at).pk == first.pk
    assert concern.steps.filter(verb="handed_over").count() == 1


def test_it_keeps_the_first_moment_when_more_are_told(at, hanh, concern):
    hand_over(concern, hanh, at)
    hand_over(concern, hanh, at + timedelta(hours=1), told="police")

    assert (concern.hand_overs.count(), concern.handed_over_at) == (2, at)


def test_it_lets_the_concern_close(at, hanh, concern):
    hand_over(concern, hanh, at)

    assert actions.close_concern(concern, reason="Công an đã nhận.", by=hanh, at=at).state == "closed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"told": ""}, "told"),
        ({"told": "school"}, "told"),
        ({"channel": " "}, "channel"),
        ({"channel": "x" * 121}, "channel"),
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 161}, "reference"),
        ({"sheet": {"notes": "x" * 2001}}, "notes"),
    ],
)
def test_it_refuses_a_record_that_does_not_say_enough(at, hanh, concern, changes, field):
    with pytest.raises(rules.BadHandOver) as refused:
        hand_over(concern, hanh, at, **changes)

    assert set(refused.value.fields) == {field}
    assert not HandOver.objects.exists()


def test_it_refuses_a_moment_to_come_and_fields_it_does_not_know(at, hanh, concern):
    with pytest.raises(rules.BadHandOver) as refused:
        hand_over(concern, hanh, at, told_at=at + timedelta(minutes=1))
    assert "told_at" in refused.value.fields
    with pytest.raises(rules.BadHandOver):
        hand_over(concern, hanh, at, sheet={"school_marks": "9"})


def test_it_names_an_agency_of_the_kind_that_was_told(at, hanh, concern):
    police = Agency.objects.create(name="Công an xã mẫu", kind="police", valid_from=at.date())
    ended = Agency.objects.create(
        name="Công an huyện",
        kind="police",
        valid_from=at.date() - timedelta(days=9),
        valid_to=at.date() - timedelta(days=1),
    )

    for told, agency in (("commune", police), ("111", police), ("police", ended)):
        with pytest.raises(rules.BadHandOver) as refused:
            hand_over(concern, hanh, at, told=told, agency=agency)
        assert "agency" in refused.value.fields
    assert hand_over(concern, hanh, at, told="police", agency=police).agency == police


def test_it_holds_in_the_database_that_a_record_says_how_and_to_whom(at, hanh, concern):
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(
            concern=concern, told="111", told_at=at, told_by=hanh, channel="", reference="", recorded_at=at
        )


def test_it_has_every_field_of_form_01():
    assert len(rules.SHEET_FIELDS) == 18
    assert json.dumps(list(rules.SHEET_FIELDS))


# --- In time -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(at, hanh, concern):
    hand_over(concern, hanh, at, sheet={"child_name": "Y Mẫu"})
    return actions.close_concern(concern, reason="Công an đã nhận.", by=hanh, at=at + timedelta(days=2))


def test_it_loses_what_leads_to_the_child_ninety_days_after_the_hand_over(at, closed):
    thread = closed.thread
    assert actions.pseudonymise_concerns(at=at + timedelta(days=90)) == 0

    assert actions.pseudonymise_concerns(at=at + timedelta(days=90, minutes=1)) == 1
    assert actions.pseudonymise_concerns(at=at + timedelta(days=91)) == 0

    stub = Concern.objects.get()
    assert (queries.summary_of(stub), stub.texts.count(), stub.thread == thread) == ("", 0, False)
    record = stub.hand_overs.get()
    assert (queries.sheet_of(record), record.reference, record.told) == ({}, "HS 12, anh Sơn", "111")
    assert stub.steps.exists()


def test_it_loses_nothing_while_it_is_open(at, hanh, concern):
    hand_over(concern, hanh, at, sheet={"child_name": "Y Mẫu"})

    assert actions.pseudonymise_concerns(at=at + timedelta(days=300)) == 0


def test_it_loses_as_much_when_it_was_no_concern(at, hanh, concern):
    for by in (hanh, officer(at, "Y Nga")):
        actions.close_concern(concern, reason="Thành ngữ.", is_no_concern=True, by=by, at=at)

    assert actions.pseudonymise_concerns(at=at + timedelta(days=91)) == 1


def test_it_is_forgotten_after_five_years(at, closed):
    assert actions.forget_concerns(at=at.replace(year=2031)) == 0

    assert actions.forget_concerns(at=at.replace(year=2031, month=12)) == 1

    for model in (Concern, ConcernStep, HandOver):
        assert not model.objects.exists()


def test_it_guards_the_steps_again_after_forgetting(at, closed):
    from portal.foundation import triggers

    actions.forget_concerns(at=at.replace(year=2031, month=12))

    assert triggers.missing() == []


def test_it_loses_it_once_when_two_tickers_run(at, closed):
    later = at + timedelta(days=91)
    assert actions.old_concerns._pseudonymise(closed.pk, at=later)

    assert not actions.old_concerns._pseudonymise(closed.pk, at=later)
