"""Who opens, holds and hands on a text; every opening leaves a line."""

from datetime import timedelta

import pytest

from portal.people import rules as people_rules
from portal.people.models import AccessEntry, Role
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Concern, Decision, FreeText, TextState
from tests import personas
from tests.safeguarding.factories import qualify, reader, receive

pytestmark = pytest.mark.django_db
WORDS = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def colleague(at):
    return reader(at, "Y Hlim Ayun")


@pytest.fixture
def text(at):
    return receive(WORDS, at=at)


def decide(text, decision, *, by, at, **options):
    return actions.decide_text(
        text, decision=decision, version=options.pop("version", text.version), by=by, at=at, **options
    )


def test_it_claims_for_half_an_hour(text, by, colleague, at):
    actions.claim_text(text, by=by, at=at)

    for moment in (at, at + timedelta(minutes=29, seconds=59)):
        with pytest.raises(rules.ClaimedByAnother):
            actions.claim_text(text, by=colleague, at=moment)
        with pytest.raises(rules.ClaimedByAnother):
            decide(text, Decision.PUBLISH, by=colleague, at=moment)
        with pytest.raises(rules.ClaimedByAnother):
            actions.release_text(text, by=colleague, at=moment)
    assert actions.claim_next_text(by=colleague, at=at) is None

    actions.claim_text(text, by=colleague, at=at + timedelta(minutes=30))
    assert FreeText.objects.get().claimed_by == colleague


def test_it_releases_and_passes_on(text, by, colleague, at):
    actions.claim_text(text, by=by, at=at)
    actions.pass_on_text(text, to=colleague, by=by, at=at)
    assert rules.claim_holder(text, at=at) == colleague.pk
    with pytest.raises(people_rules.TrainingMissing):
        actions.pass_on_text(text, to=personas.staff("A Thanh", [Role.MODERATOR]), by=colleague, at=at)

    text.refresh_from_db()
    actions.release_text(text, by=colleague, at=at)
    assert rules.claim_holder(text, at=at) is None


def test_it_claims_only_what_waits(text, by, at):
    decide(text, Decision.PUBLISH, by=by, at=at)

    with pytest.raises(rules.NotWaiting):
        actions.claim_text(text, by=by, at=at)


def test_it_gives_each_reader_the_next_text_nobody_holds(by, colleague, at):
    later = receive("Em thích đá bóng.", at=at)
    grave = receive("Em thích bơi.", at=at + timedelta(minutes=1))
    FreeText.objects.filter(pk=grave.pk).update(severity=2)
    own = receive("Em thích vẽ.", at=at - timedelta(days=1), entered_by=by)

    assert actions.claim_next_text(by=by, at=at) == grave
    assert actions.claim_next_text(by=by, at=at) == grave  # what she holds already comes first
    assert actions.claim_next_text(by=colleague, at=at) == own
    actions.release_text(FreeText.objects.get(pk=own.pk), by=colleague, at=at)
    FreeText.objects.filter(pk=grave.pk).update(claimed_by=colleague)
    assert actions.claim_next_text(by=by, at=at) == later


def test_it_writes_down_every_opening_with_its_reason(text, by, at):
    actions.open_text(text, reason="đọc theo lượt", by=by, at=at)
    actions.open_text(text, reason="đọc tiếp", by=by, at=at)

    entries = AccessEntry.objects.filter(verb=queries.OPENED, by=by).order_by("pk")
    assert [(entry.subject, entry.reason) for entry in entries] == [
        (f"lời của em {text.pk}", "đọc theo lượt"),
        (f"lời của em {text.pk}", "đọc tiếp"),
    ]
    assert FreeText.objects.get().claimed_by == by
    with pytest.raises(rules.BadReason):
        actions.open_text(text, reason=" ", by=by, at=at)


def test_it_opens_the_words_to_protection_only_while_they_are_theirs(text, by, at):
    officer = qualify(personas.protection_officer(), at)
    with pytest.raises(people_rules.NotModerator):
        actions.open_text(text, reason="xem", by=officer, at=at)

    decide(text, Decision.PROTECTION, by=by, at=at)

    actions.open_text(text, reason="xem", by=officer, at=at)
    assert rules.sees_unmasked(text, by=officer)
    assert not rules.sees_unmasked(text, by=by)
    officer.qualifications.filter(kind="training").update(expires_on=at.date() - timedelta(days=1))
    with pytest.raises(people_rules.TrainingExpired):
        actions.open_text(text, reason="xem", by=officer, at=at)
    assert Concern.objects.get().texts.get() == text


def test_it_says_which_language_a_text_is_in(text, by, at):
    FreeText.objects.filter(pk=text.pk).update(state=TextState.LANGUAGE, language="und")

    actions.name_language(text, language="bdq", by=by, at=at)
    assert (text.language, text.state) == ("bdq", TextState.LANGUAGE)
    actions.name_language(text, language="vi", by=by, at=at)
    assert (text.language, text.state) == ("vi", TextState.WAITING)
    with pytest.raises(rules.WrongDecision):
        actions.name_language(text, language="tlh", by=by, at=at)

    decide(text, Decision.PUBLISH, by=by, at=at)
    FreeText.objects.update(is_reported=True)
    with pytest.raises(rules.WrongDecision):
        actions.name_language(text, language="km", by=by, at=at)


def test_it_hides_from_an_officer_what_is_about_her(by, at):
    officer = qualify(personas.protection_officer(), at)
    text = receive(WORDS, at=at, keep_from=[officer])
    decide(text, Decision.PROTECTION, by=by, at=at)

    assert not rules.sees_unmasked(text, by=officer)
    with pytest.raises(people_rules.NotModerator):
        actions.open_text(text, reason="xem", by=officer, at=at)


def test_it_offers_no_decision_about_what_is_decided(text, by, at):
    decide(text, Decision.REJECT, by=by, at=at, reason="unclear", message="Em viết thêm nhé.")

    assert rules.possible_decisions(text, by=by, at=at) == []
    with pytest.raises(rules.TextDecided):
        decide(text, Decision.WITHDRAW, by=by, at=at, reason="unclear", message="Em viết thêm nhé.")
