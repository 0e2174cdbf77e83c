"""Taking back: use stops at once, clocks run by working days, `tick` erases, and a restore erases again (R-11)."""

import logging
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.dispatch import receiver
from django.utils import timezone

from portal.foundation import erasure
from portal.foundation.models import Erasure, Holiday
from portal.foundation.refusals import NotAllowed
from portal.people import actions, queries, rules, signals
from portal.people.models import AccessEntry, ConsentRecord, Giver, GuardianLink, Participant, Withdrawal
from tests import personas
from tests.people import consenting as children

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def officer():
    return personas.protection_officer()


@pytest.fixture
def told():
    """What a feature above hears."""
    heard: list[tuple] = []

    @receiver(signals.consent_withdrawn)
    def hear(participant_id, activity, at, **kwargs):
        heard.append((participant_id, activity, at))

    yield heard
    signals.consent_withdrawn.disconnect(hear)


@pytest.mark.parametrize("asked_by", Giver)
def test_it_stops_use_at_once_whoever_asks(child, officer, at, told, asked_by):
    children.both(child, "club", officer)
    rules.check_consents(child, "club", at=at)

    withdrawal = actions.withdraw_consent(child, activity="club", asked_by=asked_by, at=at)

    with pytest.raises(rules.ConsentMissing) as refused:
        rules.check_consents(child, "club", at=at)
    assert set(refused.value.fields) == {asked_by}
    assert told == [(child.pk, "club", at)]
    withdrawal.refresh_from_db()
    assert withdrawal.announced_at == at


def test_it_leaves_other_activities_alone(child, officer, at):
    children.both(child, "club", officer)
    children.both(child, "picture", officer)

    actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)

    rules.check_consents(child, "picture", at=at)


def test_it_lets_a_guardian_stop_what_a_girl_of_16_decides(at):
    child = children.child(age=16)
    children.answer(child, "club")

    actions.withdraw_consent(child, activity="club", asked_by=Giver.GUARDIAN, at=at)

    with pytest.raises(rules.ConsentMissing):
        rules.check_consents(child, "club", at=at)
    actions.record_child_consent(child, "club", is_yes=True, at=at + timedelta(minutes=1))
    rules.check_consents(child, "club", at=at + timedelta(minutes=1))


def test_it_lets_no_guardian_decide_for_an_adult(at):
    child = children.child(age=18)
    children.answer(child, "club")

    with pytest.raises(rules.GuardianNoLonger):
        actions.withdraw_consent(child, activity="club", asked_by=Giver.GUARDIAN, at=at)


def test_it_counts_working_days_for_the_reply_and_calendar_days_for_erasing(child, officer, at):
    Holiday.objects.create(day=date(2026, 11, 24), name="Ngày nghỉ thử")
    children.both(child, "club", officer)

    withdrawal = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)  # a Monday

    assert withdrawal.reply_due_on == date(2026, 11, 26)
    assert withdrawal.erase_due_on == date(2026, 12, 8)


def test_it_makes_one_withdrawal_of_a_double_tap(child, officer, at, told):
    children.both(child, "club", officer)

    first = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)
    again = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)
    everything = actions.withdraw_consent(child, asked_by=Giver.CHILD, at=at)

    assert first == again
    assert everything == actions.withdraw_consent(child, asked_by=Giver.CHILD, at=at)
    assert Withdrawal.objects.count() == 2
    assert len(told) == 2


@pytest.mark.parametrize(
    ("activity", "refusal"), [("club", rules.NothingToWithdraw), ("anonymous", rules.NotAsked), ("\0", rules.NotAsked)]
)
def test_it_refuses_what_cannot_be_taken_back(child, at, activity, refusal):
    with pytest.raises(refusal):
        actions.withdraw_consent(child, activity=activity, asked_by=Giver.CHILD, at=at)


def test_it_withdraws_though_a_feature_fails_and_tells_it_again(child, officer, at, told, caplog):
    children.both(child, "club", officer)

    def fail(**kwargs):
        Participant.objects.create(pen_name="x")  # refused by the database: the transaction of this receiver is broken

    signals.consent_withdrawn.connect(fail)
    try:
        with caplog.at_level(logging.CRITICAL):
            withdrawal = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)
            assert actions.announce_withdrawals(at=at) == 0
    finally:
        signals.consent_withdrawn.disconnect(fail)
    withdrawal.refresh_from_db()
    assert withdrawal.announced_at is None
    with pytest.raises(rules.ConsentMissing):
        rules.check_consents(child, "club", at=at)

    assert actions.announce_withdrawals(at=at + timedelta(minutes=1)) == 1
    assert actions.announce_withdrawals(at=at + timedelta(minutes=2)) == 0
    assert told[-1] == (child.pk, "club", at + timedelta(minutes=1))


def test_it_erases_by_the_deadline(child, officer, clock, told):
    children.both(child, "club", officer)
    at = timezone.now()
    withdrawal = actions.withdraw_consent(child, asked_by=Giver.GUARDIAN, at=at)

    clock.shift(timedelta(days=14))
    call_command("tick", stdout=StringIO())
    assert Withdrawal.objects.get().done_at is None

    clock.shift(timedelta(days=1))
    call_command("tick", stdout=StringIO())
    withdrawal.refresh_from_db()
    assert withdrawal.done_at is not None
    assert Erasure.objects.filter(kind="participant", subject=child.pk).exists()
    assert not ConsentRecord.objects.exclude(evidence="").exists()


def test_it_tells_features_once_more_on_the_last_day(child, officer, at, told):
    children.both(child, "club", officer)
    actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)
    last_day = at + timedelta(days=15)

    assert actions.finish_withdrawals(at=last_day - timedelta(days=1)) == 0
    assert actions.finish_withdrawals(at=last_day) == 1
    assert actions.finish_withdrawals(at=last_day) == 0

    assert told[-1] == (child.pk, "club", last_day)
    assert not Erasure.objects.filter(kind="participant").exists()


def test_it_does_not_touch_what_came_under_a_yes_said_again(child, officer, at, told):
    children.both(child, "club", officer)
    actions.withdraw_consent(child, activity="club", asked_by=Giver.GUARDIAN, at=at)
    children.answer(child, "club", at=at + timedelta(days=1))
    children.answer(child, "club", Giver.GUARDIAN, at=at + timedelta(days=1))
    before = list(told)

    assert actions.finish_withdrawals(at=at + timedelta(days=15)) == 1

    assert told == before


def test_it_holds_up_no_other_when_one_erasing_fails(child, officer, at, caplog):
    other = children.child("Khác")
    for one in (child, other):
        children.both(one, "club", officer)
        actions.withdraw_consent(one, activity="club", asked_by=Giver.CHILD, at=at)

    def fail(participant_id, **kwargs):
        if participant_id == child.pk:
            raise DatabaseError

    signals.consent_withdrawn.connect(fail)
    try:
        with caplog.at_level(logging.CRITICAL):
            assert actions.finish_withdrawals(at=at + timedelta(days=20)) == 1
    finally:
        signals.consent_withdrawn.disconnect(fail)

    assert Withdrawal.objects.get(done_at=None).participant == child


def test_it_erases_again_over_an_older_copy(child, officer, at, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    children.answer(child, "club", evidence="Giấy của Y Hlim", code_digest="x" * 64)
    actions.make_guardian_link(child, activities=["club"], by=officer, at=at)
    older = ConsentRecord.objects.values("evidence", "code_digest", "withdrawn_at").get()
    actions.withdraw_consent(child, asked_by=Giver.CHILD, at=at)
    with django_capture_on_commit_callbacks(execute=True):
        actions.finish_withdrawals(at=at + timedelta(days=15))
    assert not GuardianLink.objects.exists()

    with connection.cursor() as cursor:  # the copy of before comes back, under every rule of ours
        cursor.execute("DELETE FROM people_withdrawal")
        cursor.execute("DELETE FROM foundation_erasure")
        cursor.execute(
            "UPDATE people_consentrecord SET evidence = %s, code_digest = %s, withdrawn_at = NULL",
            [older["evidence"], older["code_digest"]],
        )
    call_command("replay_erasures", stdout=StringIO())

    record = ConsentRecord.objects.get()
    assert (record.evidence, record.code_digest) == ("", "")
    assert record.withdrawn_at is not None
    assert not queries.consent_status(Participant.objects.get(), "club", at=at).is_complete


def test_it_leaves_a_yes_said_again_in_a_newer_copy(child, officer, at):
    children.both(child, "club", officer)
    actions.withdraw_consent(child, activity="club", asked_by=Giver.GUARDIAN, at=at)
    children.answer(child, "club", Giver.GUARDIAN, witness=officer, at=at + timedelta(days=1))

    erasure.replay(erasure.Entry(row.kind, row.subject, row.at) for row in Erasure.objects.all())

    rules.check_consents(child, "club", at=at + timedelta(days=2))
    assert Withdrawal.objects.count() == 1


def test_it_forgets_an_unknown_child_without_fuss(child, at):
    erasure.erase("participant", uuid4(), at=at)


def test_it_stops_the_clock_when_somebody_replied(child, officer, at):
    children.both(child, "club", officer)
    withdrawal = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)

    replied = actions.reply_to_withdrawal(withdrawal, by=officer, how="Gọi cho mẹ", at=at)

    assert (replied.replied_by, replied.replied_at) == (officer, at)
    entry = AccessEntry.objects.get()
    assert (entry.subject, entry.reason) == (f"em {child.pk}", "Gọi cho mẹ")
    with pytest.raises(rules.AlreadyReplied):
        actions.reply_to_withdrawal(withdrawal, by=officer, at=at)


def test_it_lets_only_who_reaches_her_reply(child, officer, at):
    children.both(child, "club", officer)
    withdrawal = actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)

    with pytest.raises(NotAllowed):
        actions.reply_to_withdrawal(withdrawal, by=personas.editor(), at=at)


def test_it_takes_nothing_back_of_a_child_who_is_erased(child, officer, at):
    link, _token = actions.make_guardian_link(child, activities=["club"], by=officer, at=at)
    actions.erase_participant(child.pk, at=at)

    with pytest.raises(rules.BeingErased):
        actions.withdraw_consent(child, activity="club", asked_by=Giver.CHILD, at=at)
    child.refresh_from_db()
    link.participant = child
    with pytest.raises(rules.LinkRevoked):
        rules.check_link_open(link, at=at)
    assert not rules.requirements(child.age_band, "club").is_offered


def test_it_notes_word_of_mouth_only_by_whom_reaches_her(child, at):
    children.answer(child, "club")

    with pytest.raises(NotAllowed):
        actions.withdraw_consent(child, activity="club", asked_by=Giver.GUARDIAN, noted_by=personas.editor(), at=at)
    assert not Withdrawal.objects.exists()


def test_it_finds_no_words_of_a_question_nobody_asks():
    with pytest.raises(rules.NoConsentText):
        rules.check_text_found(None)
