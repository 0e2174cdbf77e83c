"""A concern is opened, merged, taken, passed on, handed over, closed; each step by those who may, and written down."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portal.foundation.models import Holiday
from portal.people import rules as people_rules
from portal.people.models import AccessEntry, Qualification
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Concern, FreeText, Severity
from tests import personas
from tests.safeguarding.duty_people import director, officer, on_call, open_concern

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def a_text(at, thread=None):
    return FreeText.objects.create(
        thread=thread or uuid.uuid4(), source="Hộp ý kiến", source_kind="clubs.opinion", received_at=at, erase_on=at
    )


def verbs(concern):
    return [step.verb for step in concern.steps.all()]


@pytest.fixture
def hanh(at):
    return officer(at, "Y Hạnh")


@pytest.fixture
def nga(at):
    return officer(at, "Y Nga")


# --- Opening ---------------------------------------------------------------------------------------------------------


def test_it_opens_with_a_clock_and_the_words_it_is_about(at, hanh):
    text = a_text(at)

    concern = open_concern(at, severity=2, text=text, summary=" Cô giáo gọi. ", by=hanh)

    assert (concern.state, concern.thread, list(concern.texts.all())) == ("open", text.thread, [text])
    assert queries.summary_of(concern) == "Cô giáo gọi."
    assert b"gi" not in bytes(Concern.objects.get().summary)[:4]
    assert "Cô giáo" not in bytes(Concern.objects.get().summary).decode(errors="replace")


def test_it_merges_what_comes_under_the_same_receipt(at, hanh):
    thread = uuid.uuid4()
    first = open_concern(at, severity=1, text=a_text(at, thread))
    mail.outbox.clear()

    for number in range(30):
        later = at + timedelta(seconds=number)
        assert open_concern(later, severity=1, text=a_text(later, thread)).pk == first.pk

    assert (Concern.objects.count(), first.texts.count(), mail.outbox) == (1, 31, [])
    assert verbs(first).count("merged") == 30


def test_it_changes_nothing_for_the_same_text_twice(at, hanh):
    text = a_text(at)
    concern = open_concern(at, text=text)

    open_concern(at, text=text)

    assert verbs(concern) == ["opened", "alerted"]


def test_it_adds_what_adults_write(at, hanh):
    thread = uuid.uuid4()
    open_concern(at, thread=thread, summary="Một.")

    concern = open_concern(at, thread=thread, summary="Hai.")

    assert queries.summary_of(concern) == "Một.\n\nHai."


def test_it_is_raised_by_something_graver_even_when_taken(at, hanh):
    thread = uuid.uuid4()
    concern = open_concern(at, severity=3, thread=thread)
    actions.acknowledge_concern(concern, by=hanh, at=at)

    raised = open_concern(at + timedelta(hours=1), severity=1, text=a_text(at, thread))

    assert (raised.severity, raised.state, raised.acknowledged_by) == (1, "open", None)
    assert raised.due_at == at + timedelta(hours=1, minutes=30)
    assert verbs(raised)[-3:] == ["merged", "raised", "alerted"]


def test_it_is_not_lowered_by_something_smaller(at, hanh):
    thread = uuid.uuid4()
    open_concern(at, severity=1, thread=thread)

    assert open_concern(at, severity=3, text=a_text(at, thread)).severity == 1


def test_it_tells_who_took_it_of_more_words_once_an_hour(at, hanh):
    thread = uuid.uuid4()
    concern = open_concern(at, thread=thread)
    actions.acknowledge_concern(concern, by=hanh, at=at)
    mail.outbox.clear()

    for minutes in (1, 2, 3, 61):
        open_concern(at + timedelta(minutes=minutes), text=a_text(at, thread))

    assert [letter.to for letter in mail.outbox] == [[hanh.email]] * 2


def test_it_opens_a_new_one_when_the_one_before_is_closed(at, hanh):
    thread = uuid.uuid4()
    first = open_concern(at, severity=3, thread=thread)
    actions.close_concern(first, reason="Thành ngữ.", is_no_concern=True, by=hanh, at=at)

    assert open_concern(at, thread=thread).pk != first.pk


@pytest.mark.parametrize("severity", [0, 4, 9])
def test_it_has_a_severity(at, severity):
    with pytest.raises(rules.BadSeverity):
        open_concern(at, severity=severity)


@pytest.mark.parametrize(
    ("severity", "opened", "due"),
    [
        (Severity.NOW, "2026-11-22T23:50", "2026-11-23T00:20"),
        (Severity.TODAY, "2026-11-23T09:00", "2026-11-23T17:00"),
        (Severity.TODAY, "2026-11-23T17:00", "2026-11-24T17:00"),
        (Severity.TODAY, "2026-11-21T09:00", "2026-11-23T17:00"),
        (Severity.SOON, "2026-11-23T09:00", "2026-11-26T17:00"),
        (Severity.SOON, "2026-11-19T09:00", "2026-11-23T17:00"),
    ],
)
def test_it_counts_its_clock_in_working_days(db, severity, opened, due):
    Holiday.objects.create(day=datetime(2026, 11, 25).date(), name="Nghỉ bù")

    found = rules.concern_due_at(severity, datetime.fromisoformat(opened).replace(tzinfo=HANOI))

    assert found == datetime.fromisoformat(due).replace(tzinfo=HANOI)


# --- Taking and passing on -----------------------------------------------------------------------------------------------


def test_it_is_taken_once(at, hanh, nga):
    concern = open_concern(at)

    actions.acknowledge_concern(concern, by=hanh, at=at)
    actions.acknowledge_concern(concern, by=hanh, at=at)

    assert (concern.state, concern.acknowledged_by, verbs(concern).count("acknowledged")) == ("acknowledged", hanh, 1)
    with pytest.raises(rules.AlreadyAcknowledged):
        actions.acknowledge_concern(concern, by=nga, at=at)


def test_it_is_for_protection_officers_with_live_training_alone(at, hanh):
    concern = open_concern(at)
    actions_of = [
        lambda by: actions.acknowledge_concern(concern, by=by, at=at),
        lambda by: actions.pass_on_concern(concern, to=hanh, by=by, at=at),
        lambda by: actions.change_severity(concern, severity=2, reason="x", by=by, at=at),
        lambda by: actions.close_concern(concern, reason="x", is_no_concern=True, by=by, at=at),
        lambda by: actions.log_opening(concern, reason="x", by=by, at=at),
        lambda by: actions.hand_over_concern(
            concern, told="111", told_at=at, channel="điện thoại", reference="x", by=by, at=at
        ),
    ]

    for by in (personas.moderator(), personas.administrator(), director()):
        for act in actions_of:
            with pytest.raises(people_rules.NotProtectionOfficer):
                act(by)
    lapsed = officer(at, "Y Blo")
    Qualification.objects.filter(user=lapsed).update(expires_on=at.date() - timedelta(days=1))
    with pytest.raises(people_rules.TrainingExpired):
        actions.acknowledge_concern(concern, by=lapsed, at=at)
    with pytest.raises(people_rules.TrainingMissing):
        actions.acknowledge_concern(concern, by=personas.protection_officer(), at=at)


def test_it_is_passed_on_to_a_colleague_who_is_told_and_must_take_it(at, hanh, nga):
    on_call(hanh, at)
    concern = open_concern(at)
    actions.acknowledge_concern(concern, by=hanh, at=at)
    mail.outbox.clear()

    actions.pass_on_concern(concern, to=nga, by=hanh, at=at + timedelta(hours=1))

    assert (concern.state, concern.acknowledged_by) == ("open", None)
    assert [letter.to for letter in mail.outbox] == [[nga.email]]
    assert actions.climb_ladders(at=at + timedelta(hours=1, minutes=30)) == 1


def test_it_is_passed_on_only_to_who_may_open_it(at, hanh):
    concern = open_concern(at)

    for to in (hanh, personas.moderator()):
        with pytest.raises(rules.BadColleague):
            actions.pass_on_concern(concern, to=to, by=hanh, at=at)


def test_it_gets_another_severity_with_a_reason(at, hanh):
    concern = open_concern(at, severity=3)

    actions.change_severity(concern, severity=1, reason="Mẹ em gọi.", by=hanh, at=at)

    assert (concern.severity, concern.ladder_from) == (1, at)
    assert concern.steps.get(verb="raised").note == "1: Mẹ em gọi."
    assert verbs(concern)[-1] == "alerted"
    actions.change_severity(concern, severity=1, reason="Lại.", by=hanh, at=at)
    assert verbs(concern).count("raised") == 1


def test_it_wakes_nobody_when_who_took_it_raises_it(at, hanh):
    concern = open_concern(at, severity=3)
    actions.acknowledge_concern(concern, by=hanh, at=at)

    actions.change_severity(concern, severity=1, reason="Mẹ em gọi.", by=hanh, at=at)

    assert "alerted" not in verbs(concern)
    assert actions.climb_ladders(at=at + timedelta(hours=2)) == 0


@pytest.mark.parametrize(("severity", "reason", "refusal"), [(2, "", rules.BadReason), (9, "x", rules.BadSeverity)])
def test_it_gets_no_other_severity_without_a_reason(at, hanh, severity, reason, refusal):
    with pytest.raises(refusal):
        actions.change_severity(open_concern(at), severity=severity, reason=reason, by=hanh, at=at)


# --- Closing ------------------------------------------------------------------------------------------------------------


def test_it_does_not_close_without_a_hand_over(at, hanh):
    concern = open_concern(at)

    with pytest.raises(rules.HandOverMissing):
        actions.close_concern(concern, reason="Xong.", by=hanh, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(state="closed", closed_at=at, closed_by=hanh, closing_reason="Xong.")


def test_it_closes_as_no_concern_with_a_reason(at, hanh):
    concern = open_concern(at, severity=3)
    with pytest.raises(rules.BadReason):
        actions.close_concern(concern, reason=" ", is_no_concern=True, by=hanh, at=at)

    actions.close_concern(concern, reason="Thành ngữ “chết cười”.", is_no_concern=True, by=hanh, at=at)

    assert (concern.state, concern.closed_by, verbs(concern)[-1]) == ("closed", hanh, "closed")


def test_it_changes_no_more_once_closed(at, hanh, nga):
    concern = open_concern(at, severity=3)
    actions.close_concern(concern, reason="Thành ngữ.", is_no_concern=True, by=hanh, at=at)

    for act in (
        lambda: actions.acknowledge_concern(concern, by=hanh, at=at),
        lambda: actions.pass_on_concern(concern, to=nga, by=hanh, at=at),
        lambda: actions.change_severity(concern, severity=2, reason="x", by=hanh, at=at),
        lambda: actions.close_concern(concern, reason="x", is_no_concern=True, by=hanh, at=at),
        lambda: actions.hand_over_concern(concern, told="111", told_at=at, channel="x", reference="x", by=hanh, at=at),
    ):
        with pytest.raises(rules.AlreadyClosed):
            act()


def test_it_logs_each_opening_with_its_reason(at, hanh):
    concern = open_concern(at)

    actions.log_opening(concern, reason="Tôi trực đêm nay.", by=hanh, at=at)

    entry = AccessEntry.objects.get(verb="mở điều cần bảo vệ")
    assert (entry.by, entry.subject, entry.reason) == (hanh, f"điều cần bảo vệ {concern.pk}", "Tôi trực đêm nay.")
    with pytest.raises(rules.BadReason):
        actions.log_opening(concern, reason="", by=hanh, at=at)
