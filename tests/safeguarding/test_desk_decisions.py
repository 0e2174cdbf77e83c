"""What a moderator decides, and what is refused her."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.foundation.queries import site_revision
from portal.people import rules as people_rules
from portal.people.models import AccessEntry
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Decision, FreeText, ReviewDecision, SecondReading, TextState
from portal.safeguarding.signals import text_decided
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


def test_it_shows_nothing_to_the_public_before_a_decision(text):
    assert text.state == TextState.WAITING
    assert text.public_text == ""
    assert not FreeText.objects.published().exists()


def test_it_publishes_the_words_as_they_were_written(text, by, at):
    before = site_revision()

    made = decide(text, Decision.PUBLISH, by=by, at=at)

    text.refresh_from_db()
    assert (text.state, text.public_text, text.published_at) == (TextState.PUBLISHED, WORDS, at)
    assert (made.decision, made.by, made.at) == ("publish", by, at)
    assert (text.version, text.claimed_by) == (2, None)
    assert site_revision() > before
    assert AccessEntry.objects.filter(verb="quyết định về lời của em", by=by).exists()


def test_it_publishes_the_masked_wording(text, by, at):
    made = decide(text, Decision.MASK, by=by, at=at, public_text="  Em muốn sân chơi.  ")

    text.refresh_from_db()
    assert (text.public_text, made.decision) == ("Em muốn sân chơi.", Decision.MASK)


def test_it_announces_the_decision(text, by, at):
    heard = []
    receiver = lambda **said: heard.append((said["text_id"], said["decision"], said["at"]))  # noqa: E731
    text_decided.connect(receiver)
    try:
        decide(text, Decision.PUBLISH, by=by, at=at)
    finally:
        text_decided.disconnect(receiver)

    assert heard == [(text.pk, Decision.PUBLISH, at)]


def test_it_publishes_the_strokes_of_a_drawing(by, at):
    strokes = [{"colour": rules.PALETTE[0], "width": rules.WIDTHS[0], "points": [[1, 2], [3, 4]]}]
    drawing = receive(strokes, kind="drawing", at=at)

    decide(drawing, Decision.PUBLISH, by=by, at=at)

    drawing.refresh_from_db()
    assert '"points":[[1,2],[3,4]]' in drawing.public_text


def test_it_publishes_a_recording_as_a_file_nobody_can_guess_and_takes_it_away_again(
    by, at, django_capture_on_commit_callbacks
):
    recording = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)
    decide(recording, Decision.PUBLISH, by=by, at=at, public_text="Em thích hát.")
    recording.refresh_from_db()
    name = recording.public_file
    assert name.startswith("loi/")
    assert name.endswith(".ogg")
    assert len(name) > 30
    with storages["public"].open(name) as file:
        assert file.read() == b"sound"
    assert recording.public_text == "Em thích hát."

    with django_capture_on_commit_callbacks(execute=True):
        decide(recording, Decision.WITHDRAW, by=by, at=at, reason="private", message="Em gửi lại nhé.")

    recording.refresh_from_db()
    assert (recording.state, recording.public_file, recording.public_text) == (TextState.REJECTED, "", "")
    assert not storages["public"].exists(name)


def test_it_publishes_no_recording_without_its_words_in_writing(by, at):
    recording = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)

    with pytest.raises(rules.BadDecision) as refused:
        decide(recording, Decision.PUBLISH, by=by, at=at, public_text=" ")

    assert "public_text" in refused.value.fields
    recording.refresh_from_db()
    assert (recording.state, recording.public_file) == (TextState.WAITING, "")


def test_it_keeps_the_words_of_a_recording_that_was_reported_and_found_right(by, at):
    recording = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)
    decide(recording, Decision.PUBLISH, by=by, at=at, public_text="Em thích hát.")
    FreeText.objects.update(is_reported=True)

    decide(FreeText.objects.get(), Decision.PUBLISH, by=by, at=at)

    assert FreeText.objects.get().public_text == "Em thích hát."


def test_it_leaves_no_public_file_behind_when_the_decision_fails(by, at, settings):
    recording = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)

    def failing(**said):
        raise RuntimeError

    text_decided.connect(failing)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            decide(recording, Decision.PUBLISH, by=by, at=at, public_text="Em thích hát.")
    finally:
        text_decided.disconnect(failing)

    assert storages["public"].listdir("loi")[1] == []
    recording.refresh_from_db()
    assert recording.state == TextState.WAITING


def test_it_rejects_with_a_reason_of_the_house_rules_and_a_kind_message(text, by, at):
    made = decide(text, Decision.REJECT, by=by, at=at, reason="unclear", message="Em viết thêm rồi gửi lại nhé.")

    text.refresh_from_db()
    assert (text.state, text.public_text) == (TextState.REJECTED, "")
    assert (made.reason, made.message) == ("unclear", "Em viết thêm rồi gửi lại nhé.")


@pytest.mark.parametrize(
    ("decision", "options", "field"),
    [
        (Decision.REJECT, {"message": "Em gửi lại nhé."}, "reason"),
        (Decision.REJECT, {"reason": "ugly", "message": "Em gửi lại nhé."}, "reason"),
        (Decision.REJECT, {"reason": "unclear"}, "message"),
        (Decision.REJECT, {"reason": "unclear", "message": "à " * 400}, "message"),
        (Decision.MASK, {"public_text": " \n "}, "public_text"),
        (Decision.MASK, {"public_text": "à" * 250_001}, "public_text"),
        (Decision.PROTECTION, {"note": "à" * 301}, "note"),
    ],
)
def test_it_refuses_a_decision_that_lacks_something(text, by, at, decision, options, field):
    with pytest.raises(rules.BadDecision) as refused:
        decide(text, decision, by=by, at=at, **options)

    assert set(refused.value.fields) == {field}
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize("decision", rules.REFUSING)
@pytest.mark.parametrize("said", [{"reason": "unclear"}, {"message": "Em viết lại nhé."}])
def test_it_holds_in_the_database_that_a_refusal_says_why(text, by, at, decision, said):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.create(text=text, decision=decision, by=by, at=at, **said)


def test_it_offers_each_reader_what_she_may_decide(text, by, at):
    foreign = receive("Bok kơ dih", language="bdq", at=at)
    held = receive(WORDS, at=at)
    actions.open_concern(severity=2, origin="moderator", text=held, summary="", by=by, at=at)

    def possible(text, person=by):
        return rules.possible_decisions(FreeText.objects.get(pk=text.pk), by=person, at=at)

    assert possible(text) == ["publish", "mask", "reject", "protection"]
    assert possible(text, personas.editor()) == []
    assert possible(foreign) == ["protection"]
    assert possible(held) == ["reject", "protection"]

    decide(text, Decision.PUBLISH, by=by, at=at)

    assert possible(text) == ["withdraw"]


def test_it_only_reads_what_was_never_meant_for_the_public(by, at):
    opinion = receive(WORDS, at=at, is_meant_for_public=False)
    for decision in (Decision.PUBLISH, Decision.MASK, Decision.REJECT):
        with pytest.raises(rules.WrongDecision):
            decide(opinion, decision, by=by, at=at, public_text="x", reason="unclear", message="x")

    decide(opinion, Decision.READ, by=by, at=at)

    opinion.refresh_from_db()
    assert (opinion.state, opinion.public_text) == (TextState.READ, "")


def test_it_never_reads_away_what_a_child_wants_published(text, by, at):
    with pytest.raises(rules.WrongDecision):
        decide(text, Decision.READ, by=by, at=at)


@pytest.mark.parametrize("decision", ["", "destroy", "withdraw"])
def test_it_refuses_a_decision_that_is_none(text, by, at, decision):
    with pytest.raises(rules.WrongDecision):
        decide(text, decision, by=by, at=at, reason="unclear", message="x")


def test_it_decides_once(text, by, colleague, at):
    seen = text.version
    decide(text, Decision.PUBLISH, by=by, at=at)

    with pytest.raises(rules.StaleVersion):
        decide(text, Decision.REJECT, by=colleague, at=at, version=seen, reason="unclear", message="x")
    with pytest.raises(rules.TextDecided):
        decide(text, Decision.REJECT, by=colleague, at=at, reason="unclear", message="x")

    assert ReviewDecision.objects.count() == 1


def test_it_decides_nothing_about_words_taken_back_or_erased(text, by, at):
    actions.withdraw_text(text, at=at)
    text.refresh_from_db()
    with pytest.raises(rules.TextGone):
        decide(text, Decision.PUBLISH, by=by, at=at)

    actions.erase_text(text.pk, at=at)
    text.refresh_from_db()
    with pytest.raises(rules.TextGone):
        decide(text, Decision.PUBLISH, by=by, at=at)
    with pytest.raises(rules.TextGone):
        actions.open_text(text, reason="đọc theo lượt", by=by, at=at)
    assert not ReviewDecision.objects.exists()


def test_it_is_only_for_moderators_whose_papers_hold(text, at):
    with pytest.raises(people_rules.TrainingMissing):
        decide(text, Decision.PUBLISH, by=personas.moderator(), at=at)
    with pytest.raises(people_rules.NotModerator):
        decide(text, Decision.PUBLISH, by=qualify(personas.administrator(), at), at=at)

    trained = reader(at, "Y Hlim Ayun")
    with pytest.raises(people_rules.TrainingExpired):
        decide(text, Decision.PUBLISH, by=trained, at=at + timedelta(days=400))


def test_it_is_not_for_those_the_words_are_about_or_who_wrote_them_down(by, colleague, at):
    complaint = receive(WORDS, at=at, keep_from=[by])
    entered = receive(WORDS, at=at, entered_by=colleague, provenance="paper")

    with pytest.raises(rules.KeptFromYou):
        decide(complaint, Decision.PUBLISH, by=by, at=at)
    with pytest.raises(rules.KeptFromYou):
        actions.open_text(complaint, reason="x", by=by, at=at)
    with pytest.raises(rules.OwnEntry):
        decide(entered, Decision.PUBLISH, by=colleague, at=at)
    assert complaint not in queries.waiting_texts(by)
    assert complaint in queries.waiting_texts(colleague)


def test_it_needs_a_reader_of_the_language(text, by, at):
    FreeText.objects.filter(pk=text.pk).update(state=TextState.LANGUAGE, language="km")

    with pytest.raises(rules.LanguageNotRead):
        decide(text, Decision.PUBLISH, by=by, at=at)

    by.languages_read.create(language="km")
    decide(text, Decision.PUBLISH, by=by, at=at)
    assert FreeText.objects.get().state == TextState.PUBLISHED


def test_it_takes_down_what_was_published(text, by, colleague, at):
    decide(text, Decision.PUBLISH, by=by, at=at)
    before = site_revision()

    decide(text, Decision.WITHDRAW, by=colleague, at=at, reason="private", message="Em gửi lại nhé.")

    text.refresh_from_db()
    assert (text.state, text.public_text, text.published_at) == (TextState.REJECTED, "", None)
    assert site_revision() > before


def test_it_looks_again_at_what_was_reported_and_lets_it_stand(text, by, colleague, at):
    decide(text, Decision.MASK, by=by, at=at, public_text="Em muốn sân chơi.")
    FreeText.objects.update(is_reported=True)
    text.refresh_from_db()
    assert text in queries.waiting_texts()

    made = decide(text, Decision.PUBLISH, by=colleague, at=at + timedelta(hours=1))

    text.refresh_from_db()
    assert (text.public_text, text.published_at, text.is_reported) == ("Em muốn sân chơi.", at, False)
    assert made.needs_second  # what was reported is always read twice
    assert text not in queries.waiting_texts()


def test_it_keeps_no_words_of_a_child_in_decisions_and_the_log(text, by, at):
    actions.open_text(text, reason="đọc theo lượt", by=by, at=at)
    decide(text, Decision.MASK, by=by, at=at, public_text="Em muốn sân chơi.")

    kept = [*ReviewDecision.objects.values_list(), *AccessEntry.objects.values_list()]
    assert "sân chơi" not in str(kept)


def test_it_sends_to_protection(text, by, at):
    decide(text, Decision.PROTECTION, by=by, at=at, severity=1, note="Em kể chuyện ở nhà.")

    text.refresh_from_db()
    assert (text.state, text.public_text) == (TextState.PROTECTION, "")


@pytest.mark.parametrize("table", ["reviewdecision", "secondreading"])
def test_it_can_neither_change_nor_delete_what_was_decided(text, by, colleague, at, table):
    made = decide(text, Decision.PUBLISH, by=by, at=at)
    SecondReading.objects.create(decision=made, by=colleague, at=at, agrees=True)

    for sql in (f"DELETE FROM safeguarding_{table}", f"UPDATE safeguarding_{table} SET at = at"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_it_comes_back_to_the_desk_when_protection_is_done_with_it(text, by, at):
    officer = qualify(personas.protection_officer(), at)
    with pytest.raises(rules.NotWaiting):
        actions.return_text(text, by=officer, at=at)
    decide(text, Decision.PROTECTION, by=by, at=at)
    with pytest.raises(people_rules.NotProtectionOfficer):
        actions.return_text(text, by=by, at=at)

    actions.return_text(text, by=officer, at=at)

    text.refresh_from_db()
    assert (text.state, text.version) == (TextState.WAITING, 3)
