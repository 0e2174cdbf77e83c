"""The opinion box takes anything, loses nothing, and shows staff only what a moderator has read."""

from uuid import uuid4

import pytest

from clubs import actions, queries, rules
from clubs.models import Opinion
from portal.answers.rules import BadReason, NotTheSender
from portal.foundation.erasure import erase
from portal.foundation.models import SiteRevision
from portal.foundation.refusals import NotAllowed
from portal.people import actions as people_actions
from portal.people.models import AccessEntry, Activity, AgeBand
from portal.people.rules import ConsentMissing, TrainingMissing
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, Decision, FreeText, Severity, TextState
from portal.safeguarding.rules import WrongDecision
from tests import personas
from tests.clubs.factories import ClubFactory, facilitator, member
from tests.clubs.reporters import DRAWING, decide, opinion, published, recording, reporter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "content"), [("words", "Em muốn có sách."), ("drawing", DRAWING), ("recording", None)]
)
def test_it_takes_words_a_drawing_or_a_recording(at, kind, content):
    child = reporter()

    said, code = actions.submit_opinion(
        child, instance=uuid4(), to="club", kind=kind, content=content or recording(), at=at
    )

    assert said.text.kind == kind
    assert said.text.state == TextState.WAITING
    assert said.text.source == f"Hộp ý kiến, {said.club}"
    assert said.text.source_url == f"/admin/hop-y-kien/{said.pk}/"
    assert said.text.is_meant_for_public is False
    assert said.receipt.thread == said.text.thread
    assert len(code.split(", ")) == 4


def test_it_makes_one_of_a_double_tap(at):
    child, instance = reporter(), uuid4()
    given = {"instance": instance, "to": "centre", "content": "A", "at": at}

    assert actions.submit_opinion(child, **given) == actions.submit_opinion(child, **given)
    assert Opinion.objects.count() == FreeText.objects.count() == 1
    with pytest.raises(rules.SentByAnother):
        actions.submit_opinion(reporter("Ong Nâu"), **given)


def test_it_refuses_nothing_for_what_it_says_and_wakes_somebody(at):
    said = opinion(reporter(), at=at, content="em k muon song nua")

    assert said.text.severity == Severity.NOW
    assert Concern.objects.get().texts.get() == said.text


@pytest.mark.parametrize(
    ("kind", "content", "refusal"),
    [
        ("words", " \n", rules.NothingSaid),
        ("words", "\u202e\u200b \u200b", rules.NothingSaid),
        ("words", "a" * 200_001, rules.TooLong),
        ("drawing", "[]", rules.NothingSaid),
        ("recording", "", rules.NothingSaid),
        ("pen_name", "A", rules.NothingSaid),
    ],
)
def test_it_refuses_only_shapes(at, kind, content, refusal):
    with pytest.raises(refusal):
        opinion(reporter(), at=at, kind=kind, content=content)


def test_it_waits_for_consent_and_for_a_club(at):
    child = member(ClubFactory()).participant
    with pytest.raises(ConsentMissing):
        opinion(child, at=at)
    writer = reporter("Ong Nâu")
    writer.memberships.update(ended_on=at.date(), folded_name="")
    with pytest.raises(rules.NotAMember):
        opinion(writer, at=at)


def test_it_takes_a_slip_of_paper_written_down_by_a_facilitator(at):
    club = ClubFactory()
    adult = facilitator(club)

    said, _code = actions.submit_opinion(
        None,
        instance=uuid4(),
        to="centre",
        content="Cổng trường tối.",
        provenance="paper",
        entered_by=adult,
        club=club,
        at=at,
    )

    assert said.text.provenance == "paper"
    assert said.text.entered_by == adult
    with pytest.raises(rules.NotAMember):
        actions.submit_opinion(None, instance=uuid4(), to="centre", content="A", at=at)


def test_it_shows_a_facilitator_her_own_club_alone_and_nothing_for_the_centre(at):
    child = reporter()
    club = child.memberships.get().club
    mine, centre = opinion(child, at=at, to="club"), opinion(child, at=at, to="centre")
    elsewhere = opinion(reporter("Ong Nâu"), at=at, to="club")
    adult = facilitator(club)

    assert list(queries.opinions_for(adult)) == [mine]
    assert set(queries.opinions_for(personas.director())) == {mine, centre, elsewhere}
    assert not queries.opinions_for(personas.editor()).exists()


def test_it_lets_nobody_answer_before_it_was_read(at):
    said = opinion(reporter(), at=at, to="club")
    director = personas.director()

    with pytest.raises(rules.NotReadYet):
        actions.reply_privately(said, words="Cảm ơn em.", by=director, at=at)
    with pytest.raises(NotAllowed):
        actions.reply_privately(said, words="Cảm ơn em.", by=personas.editor(), at=at)


def test_it_answers_privately_on_the_receipt(at):
    said = opinion(reporter(), at=at)
    decide(said.text, Decision.READ, at=at)
    said = Opinion.objects.light().get()
    director = personas.director()

    actions.reply_privately(said, words=" Cảm ơn em. ", by=director, at=at)

    assert said.receipt.entries.get().words == "Cảm ơn em."
    with pytest.raises(rules.NotPublic):
        actions.reply_publicly(said, words="Cảm ơn em.", by=director, at=at)


def test_it_answers_publicly_only_what_is_published(at):
    said = opinion(reporter(), at=at, to="club", is_meant_for_public=True)
    decide(said.text, at=at)
    before = SiteRevision.objects.get(pk=1).number

    actions.reply_publicly(said, words="Thư viện có thêm sách.", by=personas.director(), at=at)

    assert list(queries.opinions_in_public(said.club)) == [said]
    assert SiteRevision.objects.get(pk=1).number > before
    assert AccessEntry.objects.filter(subject=f"clubs.opinion {said.pk}").exists()


@pytest.mark.parametrize("words", ["", "  ", "a" * 2001])
def test_it_refuses_an_empty_or_endless_answer(at, words):
    said = opinion(reporter(), at=at, is_meant_for_public=True)
    decide(said.text, at=at)

    with pytest.raises(rules.NoReply):
        actions.reply_publicly(said, words=words, by=personas.director(), at=at)


def test_it_notes_who_opened_what_and_why(at):
    said = opinion(reporter(), at=at)
    director = personas.director()
    with pytest.raises(rules.NotReadYet):
        actions.open_opinion(said, reason="xem", by=director, at=at)
    decide(said.text, Decision.READ, at=at)
    said.refresh_from_db()

    actions.open_opinion(said, reason=" trả lời\ný kiến ", by=director, at=at)

    entry = AccessEntry.objects.get(subject=f"clubs.opinion {said.pk}")
    assert (entry.by, entry.reason) == (director, "trả lời ý kiến")
    with pytest.raises(BadReason):
        actions.open_opinion(said, reason="\u200b ", by=director, at=at)
    with pytest.raises(NotAllowed):
        actions.open_opinion(said, reason="xem", by=personas.editor(), at=at)


def test_it_shows_no_answer_once_the_words_are_gone(at):
    said = opinion(reporter(), at=at, is_meant_for_public=True)
    decide(said.text, at=at)
    actions.reply_publicly(said, words="Cô chú nghe em.", by=personas.director(), at=at)

    erase("text", said.text_id, at=at)

    said.refresh_from_db()
    assert said.public_reply == ""
    assert not queries.opinions_in_public(said.club).exists()


def test_it_takes_published_words_off_when_a_yes_is_taken_back_and_still_reads_the_rest(at):
    child = reporter()
    public = opinion(child, at=at, is_meant_for_public=True)
    waiting = opinion(child, at=at, content="Em buồn.", is_meant_for_public=True)
    decide(public.text, at=at)

    assert actions.take_opinions_off_for(child.pk, Activity.TRAVEL, at=at) == 0
    assert actions.take_opinions_off_for(child.pk, Activity.CLUB, at=at) == 1

    public.text.refresh_from_db()
    waiting.text.refresh_from_db()
    assert public.text.state == TextState.WITHDRAWN
    assert waiting.text.state == TextState.WAITING
    with pytest.raises(WrongDecision):
        decide(waiting.text, Decision.PUBLISH, at=at)
    decide(waiting.text, Decision.READ, at=at)


def test_it_takes_off_words_whose_author_says_that_she_is_younger(at):
    child = reporter(age_band=AgeBand.FROM_16)
    child.consents.filter(giver="guardian").delete()
    said = opinion(child, at=at, is_meant_for_public=True)
    decide(said.text, at=at)
    assert actions.take_opinions_off_without_consent(at=at) == 0

    people_actions.restate_age_band(child, age_band=AgeBand.FROM_13, at=at)

    said.text.refresh_from_db()
    assert said.text.state == TextState.WITHDRAWN


def test_it_shows_nothing_to_a_facilitator_whose_training_has_expired(at):
    club = ClubFactory()
    said = opinion(reporter(club=club), at=at, to="club")
    decide(said.text, Decision.READ, at=at)
    said.refresh_from_db()
    person = facilitator(club)
    actions.open_opinion(said, reason="xem", by=person, at=at)

    person.qualifications.all().delete()
    said.refresh_from_db()
    with pytest.raises(TrainingMissing):
        actions.open_opinion(said, reason="xem", by=person, at=at)


def test_it_gives_nobody_the_receipt_of_a_public_piece_whose_key_she_copied(at):
    shown = published(reporter(), at=at)
    other = reporter("Ong Nâu")

    for given in ({"content": "Em chào."}, {"kind": "drawing", "content": DRAWING}):
        with pytest.raises(NotTheSender):
            opinion(other, at=at, instance=shown.pk, **given)
    assert not Opinion.objects.exists()


def test_it_makes_a_row_of_her_own_for_who_copies_words_with_their_key(at):
    shown = published(reporter(), at=at, drawing=DRAWING)
    copied = opinion(reporter("Ong Nâu"), at=at, instance=shown.drawing.pk, kind="drawing", content=DRAWING)

    assert copied.text != shown.drawing
    assert copied.receipt != shown.receipt


def test_it_keeps_other_words_sent_under_the_same_key(at):
    child, instance = reporter(), uuid4()
    first = opinion(child, at=at, instance=instance, content="Em thích vẽ.", is_meant_for_public=True)
    again = opinion(child, at=at, instance=instance, content="Em sợ về nhà.", is_meant_for_public=True)

    assert again == first
    texts = FreeText.objects.filter(thread=first.receipt.thread).order_by("is_meant_for_public")
    assert [safeguarding_queries.words_of(text) for text in texts] == ["Em sợ về nhà.", "Em thích vẽ."]
    assert opinion(child, at=at, instance=instance, content="Em sợ về nhà.") == first
    assert texts.count() == 2


@pytest.mark.parametrize("words", ["Em buồn chuyện ở nhà.", "Em buồn quá."])
def test_it_follows_a_child_who_goes_back_and_wants_fewer_to_know(at, words):
    child, instance = reporter(), uuid4()
    sent = opinion(
        child, at=at, instance=instance, to="club", content="Em buồn chuyện ở nhà.", is_meant_for_public=True
    )

    opinion(child, at=at, instance=instance, to="centre", content=words)
    opinion(child, at=at, instance=instance, to="centre", content=words, is_meant_for_public=True)

    sent.refresh_from_db()
    assert (sent.to, sent.text.context) == ("centre", "Trung tâm")
    assert not FreeText.objects.filter(thread=sent.receipt.thread, is_meant_for_public=True).exists()


def test_it_does_not_bring_erased_words_back_when_the_form_arrives_again(at):
    child, instance = reporter(), uuid4()
    erase("text", opinion(child, at=at, instance=instance).text.pk, at=at)

    with pytest.raises(rules.SentByAnother):
        opinion(child, at=at, instance=instance)
    assert FreeText.objects.filter(state=TextState.ERASED).count() == FreeText.objects.filter(thread=instance).count()
