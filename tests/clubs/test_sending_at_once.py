"""Two taps on one button at the same moment: one thing is kept, and both taps lead to it."""

from uuid import uuid4

import pytest

from clubs import actions, rules
from clubs.models import ClubMembership, JoinCode, Opinion, Piece, PieceDraft
from portal.answers.models import Receipt
from portal.safeguarding.models import Decision, FreeText
from tests.clubs import factories
from tests.clubs.reporters import decide, opinion, piece, reporter
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


def test_it_puts_one_piece_in_the_place_of_another(at):
    child = reporter()
    former = piece(child, at=at)
    decide(former.words, Decision.REJECT, reason="unclear", message="Em gửi lại nhé.", at=at)
    former = Piece.objects.light().get(pk=former.pk)

    results = together(*(lambda: piece(child, replaces=former, at=at) for _tab in range(2)))

    assert {type(result) for result in results} == {Piece, rules.CannotResend}
    assert Piece.objects.get(replaces=former) in results
