"""Young reporters send pieces to the desk; what is published leaves the site when its time, a consent or its author says so."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from clubs import actions, queries, rules
from clubs.models import Piece, PieceDraft
from clubs.models.pieces import first_moment_still_public, months_after
from portal.answers.rules import NotTheSender
from portal.foundation import jobs
from portal.foundation.erasure import erase
from portal.foundation.models import SiteRevision
from portal.people.models import Activity
from portal.people.rules import ConsentMissing
from portal.people.signals import consent_withdrawn
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Decision, FreeText, TextState
from tests import personas
from tests.clubs.factories import ClubFactory, member
from tests.clubs.reporters import (
    DRAWING,
    decide,
    give_byline,
    opinion,
    piece,
    published,
    recording,
    reporter,
)
from tests.media.sounds import seconds_of_opus, webm

pytestmark = pytest.mark.django_db


def is_public(sent, at):
    return Piece.objects.published(timezone.localdate(at)).filter(pk=sent.pk).exists()


def state(sent, at):
    return queries.state_of(queries.own_pieces(sent.participant).get(pk=sent.pk), on=timezone.localdate(at))


def test_it_sends_every_part_to_the_desk_and_shows_nothing(at):
    child = reporter()

    sent, code = actions.send_piece(
        child, instance=uuid4(), title=" Con   suối ", text="Nước lên.", drawing=DRAWING, description="cái cầu",
        recording=recording(), at=at,
    )  # fmt: skip

    assert safeguarding_queries.words_of(sent.words) == "Con suối\n\nNước lên.\n\nTrong hình: cái cầu"
    assert sent.drawing.kind == "drawing"
    assert sent.recording.media_type == "audio/webm"
    assert {part.state for part in (sent.words, sent.drawing, sent.recording)} == {TextState.WAITING}
    assert {part.thread for part in (sent.words, sent.drawing, sent.recording)} == {sent.receipt.thread}
    assert len(code.split(", ")) == 4
    assert not is_public(sent, at)
    assert state(sent, at) == queries.PieceState.WAITING


def test_it_makes_one_piece_of_a_double_tap(at):
    child, instance = reporter(), uuid4()

    first = actions.send_piece(child, instance=instance, title="A", text="B", at=at)
    second = actions.send_piece(child, instance=instance, title="A", text="B", at=at)

    assert first == second
    assert FreeText.objects.count() == 1


def test_it_refuses_another_childs_key(at):
    sent = piece(reporter(), at=at)

    with pytest.raises(rules.SentByAnother):
        piece(reporter("Ong Nâu"), at=at, instance=sent.pk)


def test_it_waits_for_both_consents(at):
    with pytest.raises(ConsentMissing):
        piece(member_without_consent(), at=at)

    assert not FreeText.objects.exists()


def member_without_consent():
    return member(ClubFactory()).participant


def test_it_asks_for_a_club(at):
    child = reporter()
    child.memberships.update(ended_on=at.date(), folded_name="")

    with pytest.raises(rules.NotAMember):
        piece(child, at=at)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"title": "  "}, rules.NoTitle),
        ({"title": "a" * 121}, rules.TooLong),
        ({"text": ""}, rules.NothingSaid),
        ({"text": "a" * 200_001}, rules.TooLong),
        ({"drawing": "[1]"}, safeguarding_rules.BadDrawing),
        ({"drawing": '[{"colour":"red","points":[[1,1]]}]'}, safeguarding_rules.BadDrawing),
        ({"recording": SimpleUploadedFile("a.webm", b"MZ not a sound")}, rules.NotARecording),
    ],
)
def test_it_refuses_bad_shapes_and_stores_nothing(at, values, refusal):
    with pytest.raises(refusal) as refused:
        piece(reporter(), at=at, **values)

    assert refused.value.fields
    assert not FreeText.objects.exists()


def test_it_refuses_a_recording_of_more_than_three_minutes(at):
    with pytest.raises(rules.RecordingTooLong):
        piece(reporter(), at=at, recording=SimpleUploadedFile("a.webm", webm(seconds_of_opus(181))))


def test_it_takes_a_drawing_without_words(at):
    assert piece(reporter(), at=at, text="", drawing=DRAWING).drawing is not None


def test_it_is_public_only_when_every_part_is(at):
    sent = piece(reporter(), at=at, drawing=DRAWING, recording=recording())

    for part, text in ((sent.words, ""), (sent.drawing, ""), (sent.recording, "Mình kể.")):
        assert not is_public(sent, at)
        decide(part, at=at, public_text=text)

    assert is_public(sent, at)
    assert state(sent, at) == queries.PieceState.PUBLISHED


def test_it_says_kindly_why_and_lets_the_author_mend_it_on_the_same_receipt(at):
    sent = piece(reporter(), at=at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết thêm nhé.")
    sent = queries.own_pieces(sent.participant).get()

    [why] = queries.rejections([sent])[sent.pk]
    again = piece(sent.participant, at=at, text="Rõ hơn.", replaces=sent)

    assert state(sent, at) == queries.PieceState.RESENT
    assert why.message == safeguarding_rules.suggestion_of("unclear")  # her own words wait for a second person
    assert again.receipt == sent.receipt
    assert again.words.thread == sent.words.thread
    assert piece(sent.participant, at=at, instance=again.pk, replaces=sent) == again
    with pytest.raises(rules.CannotResend):
        piece(sent.participant, at=at, replaces=sent)


def test_it_mends_only_what_was_refused(at):
    sent = piece(reporter(), at=at)

    with pytest.raises(rules.CannotResend):
        piece(sent.participant, at=at, replaces=sent)
    with pytest.raises(rules.NotYours):
        piece(reporter("Ong Nâu"), at=at, replaces=sent)


def test_it_hides_that_a_piece_went_to_protection(at):
    sent = piece(reporter(), at=at)

    decide(sent.words, Decision.PROTECTION, at=at, note="Cần xem.")

    assert state(sent, at) == queries.PieceState.WAITING


def test_it_withdraws_at_once_with_its_file(at, django_capture_on_commit_callbacks):
    sent = published(reporter(), at=at, recording=recording())
    file, before = sent.recording.public_file, SiteRevision.objects.get(pk=1).number

    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_piece(sent, participant=sent.participant, at=at)
        actions.withdraw_piece(sent, participant=sent.participant, at=at)

    assert not storages["public"].exists(file)
    assert not is_public(sent, at)
    assert SiteRevision.objects.get(pk=1).number > before
    assert state(sent, at) == queries.PieceState.WITHDRAWN
    with pytest.raises(rules.NotYours):
        actions.withdraw_piece(sent, participant=reporter("Ong Nâu"), at=at)


@pytest.mark.parametrize("activity", [Activity.CLUB, ""])
def test_it_follows_a_withdrawn_consent_at_once(at, activity, django_capture_on_commit_callbacks):
    sent = published(reporter(), at=at, recording=recording())
    waiting = piece(sent.participant, at=at)
    actions.save_draft(sent.participant, instance=uuid4(), content={"title": "Dở"}, at=at)

    with django_capture_on_commit_callbacks(execute=True):
        consent_withdrawn.send(sender=None, participant_id=sent.participant_id, activity=activity, at=at)

    assert not storages["public"].exists(sent.recording.public_file)
    assert not is_public(sent, at)
    assert not PieceDraft.objects.exists()
    # What nobody has read yet may be a call for help, and the one who withdrew may be the cause.
    waiting.words.refresh_from_db()
    assert waiting.words.state == TextState.WAITING


def test_it_never_publishes_what_was_decided_after_a_withdrawal(at):
    waiting = piece(reporter(), at=at)
    actions.take_off_for(waiting.participant_id, Activity.CLUB, at=at)

    decide(waiting.words, at=at)

    assert not is_public(waiting, at)
    assert actions.finish_withdrawals(at=at) == 1
    assert actions.finish_withdrawals(at=at) == 0
    waiting.words.refresh_from_db()
    assert waiting.words.state == TextState.WITHDRAWN


def test_it_takes_off_only_names_and_photos_when_pictures_are_withdrawn(at):
    child = reporter()
    give_byline(child, witness=personas.facilitator(), at=at)
    plain, signed = published(child, at=at), published(child, at=at, is_bylined=True)

    actions.take_off_for(child.pk, Activity.PICTURE, at=at)
    actions.take_off_for(child.pk, Activity.TRAVEL, at=at)

    assert is_public(plain, at)
    assert not is_public(signed, at)


def test_it_finds_missing_consents_by_itself(at):
    child = reporter()
    give_byline(child, witness=personas.facilitator(), at=at)
    plain, signed = published(child, at=at), published(child, at=at, is_bylined=True)
    assert actions.take_off_without_consent(at=at) == 0

    child.consents.filter(activity=Activity.PICTURE).update(withdrawn_at=at)
    assert actions.take_off_without_consent(at=at) == 1
    assert (is_public(plain, at), is_public(signed, at)) == (True, False)

    child.consents.update(withdrawn_at=at)
    assert actions.take_off_without_consent(at=at) == 1
    assert not is_public(plain, at)
    assert actions.take_off_without_consent(at=at) == 0


def test_it_signs_only_with_a_published_pen_name_and_both_consents(at):
    child = reporter()
    assert not piece(child, at=at, is_bylined=True).is_bylined

    give_byline(child, witness=personas.facilitator(), at=at)
    signed = published(child, at=at, is_bylined=True)
    [shown] = queries.for_public([signed])
    assert shown.byline == "Mèo Vàng"

    child.consents.filter(activity=Activity.PICTURE).update(withdrawn_at=at)
    [shown] = queries.for_public([signed])
    assert shown.byline == ""


def test_it_expires_after_two_years_with_its_file(at, django_capture_on_commit_callbacks):
    sent = published(reporter(), at=at, recording=recording())
    last = at + timedelta(days=731)

    assert sent.last_day == date(2028, 11, 23)
    assert is_public(sent, last)
    assert actions.expire_pieces(at=last) == 0
    late = last + timedelta(days=1)
    assert not is_public(sent, late)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.expire_pieces(at=late) == 1
    assert actions.expire_pieces(at=late) == 0
    assert not storages["public"].exists(sent.recording.public_file)
    assert state(sent, late) == queries.PieceState.EXPIRED


def test_it_renews_in_the_last_sixty_days(at):
    sent = published(reporter(), at=at)
    near = at + timedelta(days=700)

    with pytest.raises(rules.CannotRenew):
        actions.renew_piece(sent, participant=sent.participant, at=at)
    actions.renew_piece(sent, participant=sent.participant, at=near)

    assert is_public(sent, at + timedelta(days=1000))
    with pytest.raises(rules.CannotRenew):
        actions.renew_piece(sent, participant=sent.participant, at=near)
    with pytest.raises(rules.NotYours):
        actions.renew_piece(sent, participant=reporter("Ong Nâu"), at=near)
    with pytest.raises(rules.CannotRenew):
        actions.renew_piece(sent, participant=sent.participant, at=near + timedelta(days=800))


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 1), -24, date(2024, 1, 1)),
    ],
)
def test_it_counts_months(day, months, result):
    assert months_after(day, months) == result


def test_it_counts_the_last_day_in_leap_years():
    assert timezone.localdate(first_moment_still_public(date(2030, 2, 28))) == date(2028, 2, 28)
    assert timezone.localdate(first_moment_still_public(date(2030, 3, 1))) == date(2028, 3, 1)
    # Published on 29 February 2028, public to 28 February 2030: on 1 March it is over.


def test_it_forgets_an_author(at, django_capture_on_commit_callbacks):
    sent = published(reporter(), at=at, recording=recording())
    actions.save_draft(sent.participant, instance=uuid4(), content={"title": "Dở"}, at=at)

    with django_capture_on_commit_callbacks(execute=True):
        erase("participant", sent.participant_id, at=at)
        erase("participant", sent.participant_id, at=at)

    sent.refresh_from_db()
    assert sent.participant is None
    assert not is_public(sent, at)
    assert not PieceDraft.objects.exists()
    assert not storages["public"].exists(sent.recording.public_file or "loi/none")


def test_it_leaves_the_site_when_one_of_its_texts_is_erased(at, django_capture_on_commit_callbacks):
    sent = published(reporter(), at=at, drawing=DRAWING, recording=recording())
    file = sent.recording.public_file

    with django_capture_on_commit_callbacks(execute=True):
        erase("text", sent.drawing_id, at=at)
        erase("text", uuid4(), at=at)

    assert not is_public(sent, at)
    assert not storages["public"].exists(file)
    assert state(sent, at) == queries.PieceState.ERASED


def test_it_leaves_the_site_when_its_receipt_is_erased(at):
    sent = published(reporter(), at=at)

    erase("receipt", sent.receipt_id, at=at)

    assert not is_public(sent, at)


def test_it_runs_its_jobs_at_every_tick(at):
    sent = published(reporter(), at=at)
    names = {name.rsplit(".", 1)[1] for name in jobs.all_jobs() if name.startswith("clubs.tasks.")}
    assert {"expire_pieces", "take_off_without_consent", "purge_drafts", "finish_withdrawals"} <= names

    for name, job in jobs.all_jobs().items():
        if name.startswith("clubs.tasks."):
            job(at + timedelta(days=800))

    assert not is_public(sent, at)


def test_it_says_what_became_of_a_piece_taken_down(at):
    sent = published(reporter(), at=at)
    sent.words.state, sent.words.public_text = TextState.WITHDRAWN, ""
    sent.words.save()

    assert state(sent, at) == queries.PieceState.TAKEN_DOWN


def test_it_keeps_other_words_sent_under_the_same_key(at):
    child, instance = reporter(), uuid4()
    first = piece(child, at=at, instance=instance, drawing=DRAWING, recording=recording())
    assert piece(child, at=at, instance=instance, drawing=DRAWING, recording=recording()) == first
    assert FreeText.objects.filter(thread=instance).count() == 3

    assert piece(child, at=at, instance=instance, text="Em nói thêm.") == first

    other = FreeText.objects.get(thread=instance, is_meant_for_public=False)
    assert "Em nói thêm." in safeguarding_queries.words_of(other)


def test_it_leaves_her_name_off_when_she_goes_back_and_unticks_it(at):
    child, instance = reporter(), uuid4()
    give_byline(child, witness=personas.director(), at=at)
    assert piece(child, at=at, instance=instance, is_bylined=True).is_bylined

    for is_bylined in (False, True):
        piece(child, at=at, instance=instance, is_bylined=is_bylined)

    assert not Piece.objects.get().is_bylined


def test_it_gives_nobody_the_receipt_of_an_opinion_whose_key_she_copied(at):
    said = opinion(reporter(), at=at)
    with pytest.raises(NotTheSender):
        piece(reporter("Ong Nâu"), at=at, instance=said.pk)
