"""Two taps on one button at the same moment keep one thing, and both lead to it; nobody waits for one who waits for him."""

from uuid import uuid4

import pytest

from clubs import actions, rules
from clubs.models import ClubMeeting, ClubMembership, ClubNotice, JoinCode, Opinion, Piece, PieceDraft
from portal.answers.models import Receipt
from portal.foundation.refusals import Refusal
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Decision, FreeText, ReviewDecision
from tests.clubs import factories
from tests.clubs.reporters import DRAWING, decide, opinion, piece, published, reporter
from tests.safeguarding.factories import reader
from tests.together import together

# SQLite lets one writer in at a time, and tests keep it in memory.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("transactional_db", "clock")]


def test_it_keeps_one_opinion(at):
    child, key = reporter(), uuid4()

    results = together(*(lambda: opinion(child, instance=key, at=at) for _tap in range(3)))

    assert results == [Opinion.objects.get()] * 3
    assert (FreeText.objects.filter(thread=key).count(), Receipt.objects.count()) == (1, 1)


def test_it_keeps_one_piece(at):
    child, key = reporter(), uuid4()

    results = together(*(lambda: piece(child, instance=key, at=at) for _tap in range(3)))

    assert results == [Piece.objects.get()] * 3
    assert (FreeText.objects.filter(thread=key).count(), Receipt.objects.count()) == (1, 1)


def test_it_keeps_one_draft(at):
    child, key = reporter(), uuid4()

    def save():
        return actions.save_draft(child, instance=key, content={"title": "Con suối"}, at=at)

    assert together(save, save, save) == [PieceDraft.objects.get()] * 3


@pytest.mark.parametrize("uses_allowed", [1, 30])
def test_it_lets_a_child_in_once(at, uses_allowed):
    factories.join_code(factories.ClubFactory(), at, uses_allowed=uses_allowed)
    given = {"instance": uuid4(), "pen_name": "Mèo Vàng", "age_band": "10_12", "pin": "2580"}

    came = together(*(lambda: actions.join_club(factories.CODE, at=at, **given) for _tap in range(3)))

    assert {one.participant for one in came} == {ClubMembership.objects.get().participant}
    assert JoinCode.objects.get().uses == 1


def test_it_lets_one_child_in_by_the_last_use_of_a_code(at):
    factories.join_code(factories.ClubFactory(), at, uses_allowed=1)
    given = {"age_band": "10_12", "pin": "2580", "at": at}

    def come(pen_name):
        return lambda: actions.join_club(factories.CODE, instance=uuid4(), pen_name=pen_name, **given)

    came = together(come("Mèo Vàng"), come("Thuyền Nhỏ"), come("Lá Thơm"))

    assert sorted(type(one).__name__ for one in came) == ["CameIn", "CodeUsed", "CodeUsed"]
    assert JoinCode.objects.get().uses == ClubMembership.objects.count() == 1


def test_it_writes_one_meeting(at):
    club = factories.ClubFactory()
    given = {"where": "Phòng đọc", "topic": "Quyền được nói", "girls": 9, "by": factories.facilitator(club), "at": at}

    meetings = together(*(lambda: actions.record_meeting(club, held_on=at.date(), **given) for _tap in range(3)))

    assert meetings == [ClubMeeting.objects.get()] * 3


def test_it_puts_one_notice_on_the_board(at):
    club = factories.ClubFactory()
    given = {"ends_on": at.date(), "by": factories.facilitator(club), "at": at}

    for words in ("Mai ta họp.", "Mai ta vẽ.", "Mai ta hát.", "Mai ta nghỉ."):
        notices = together(*(lambda words=words: actions.post_notice(club, words=words, **given) for _tap in range(4)))
        assert notices == [ClubNotice.objects.get(words=words)] * 4


def test_it_gives_no_name_to_a_child_who_leaves(at):
    club = factories.ClubFactory()
    person = factories.facilitator(club)
    members = [factories.member(club, f"Lá Số {number}") for number in range(8)]

    for member in members:
        chosen, _left = together(
            lambda child=member.participant: actions.choose_pen_name(child, pen_name=f"Sóng {uuid4().hex[:4]}", at=at),
            lambda member=member: actions.end_membership(member, by=person, at=at),
        )
        assert isinstance(chosen, (ClubMembership, rules.NotAMember))

    assert set(ClubMembership.objects.values_list("folded_name", "ended_on")) == {("", at.date())}


def test_it_puts_one_piece_in_the_place_of_another(at):
    child = reporter()
    former = piece(child, at=at)
    decide(former.words, Decision.REJECT, reason="unclear", message="Em gửi lại nhé.", at=at)
    former = Piece.objects.light().get(pk=former.pk)

    results = together(*(lambda: piece(child, replaces=former, at=at) for _tab in range(2)))

    assert {type(result) for result in results} == {Piece, rules.CannotResend}
    assert Piece.objects.get(replaces=former) in results


def test_it_takes_a_piece_back_while_a_moderator_decides_about_its_drawing(at):
    child, moderator = reporter(), reader(at)
    message = "Em viết thêm một chút rồi gửi lại nhé."

    for _time in range(10):  # each held what the other needed next, and the database broke one of them off
        sent = published(child, at=at, drawing=DRAWING)
        drawing = FreeText.objects.get(pk=sent.drawing_id)

        def decide_anew(text=drawing):
            return safeguarding_actions.decide_text(
                text, decision="withdraw", version=text.version, reason="unclear", message=message, by=moderator, at=at
            )

        taken, decided = together(
            lambda sent=sent: actions.withdraw_piece(sent, participant=child, at=at) or "taken back", decide_anew
        )

        assert taken == "taken back"
        assert isinstance(decided, ReviewDecision | Refusal)
        assert not Piece.objects.published(at.date()).exists()
