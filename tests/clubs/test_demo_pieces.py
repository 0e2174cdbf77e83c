"""The demo's children say things through the same actions as real ones; loading twice changes nothing."""

from collections import Counter

import pytest
from django.utils import timezone

from clubs import actions, queries
from clubs.models import Opinion, Piece
from portal.safeguarding.models import FreeText, Severity, TextState
from tests import personas
from tests.clubs.factories import ClubFactory
from tests.clubs.reporters import give_byline, reporter
from tests.safeguarding.factories import reader

pytestmark = pytest.mark.django_db


def test_it_says_nothing_without_children(at):
    assert actions.load_demo_pieces(reader=None, answerer=None, at=at) == 0


def test_it_fills_every_state_once(at):
    club = ClubFactory(is_sample=True)
    children = [reporter(f"Lá {number}", club=club) for number in range(4)]
    moderator, director = reader(at), personas.director()
    give_byline(children[0], witness=personas.facilitator(), at=at)

    made = actions.load_demo_pieces(reader=moderator, answerer=director, at=at)
    again = actions.load_demo_pieces(reader=moderator, answerer=director, at=at)

    assert (made, again) == (46, 0)
    on = timezone.localdate(at)
    states = Counter(queries.state_of(piece, on=on) for piece in Piece.objects.light().select_related("replaced_by"))
    assert states == {"published": 5, "waiting": 2, "rejected": 1, "withdrawn": 1, "expired": 1}
    assert {shown.byline for shown in queries.for_public(Piece.objects.light().published(on))} == {"", "Lá 0"}
    assert Opinion.objects.exclude(public_reply="").count() == 3
    waiting = FreeText.objects.filter(source_kind="clubs.opinion", state__in=[TextState.WAITING, TextState.LANGUAGE])
    assert waiting.count() == 30
    assert set(waiting.values_list("severity", flat=True)) >= {Severity.NOW, Severity.TODAY, Severity.NONE}
    assert set(waiting.filter(state=TextState.LANGUAGE).values_list("language", flat=True)) == {"km", "bdq"}
