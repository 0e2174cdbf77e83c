"""A photo and a decision at the same moment: one of the two comes too late."""

import pytest
from wagtail.models import Collection

from clubs.models import Piece
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, TextState
from tests.clubs.factories import facilitator
from tests.clubs.photographed import own, photo
from tests.clubs.reporters import piece, reporter
from tests.safeguarding.factories import reader
from tests.together import together

# SQLite lets one writer in at a time, and tests keep it in memory.
pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("transactional_db", "clock")]


@pytest.fixture(autouse=True)
def _root(transactional_db):
    # A test that commits is followed by one that finds every table empty, those filled by migrations too.
    Collection.get_first_root_node() or Collection.add_root(name="Gốc")


def test_it_publishes_no_photo_that_came_while_somebody_decided(at):
    sent = piece(reporter(), at=at)
    adult, moderator = facilitator(sent.club), reader(at, "Siu Kim")

    def decide():
        words = FreeText.objects.get(pk=sent.words_id)
        return safeguarding_actions.decide_text(words, decision="publish", version=1, by=moderator, at=at)

    results = together(decide, lambda: photo(own(sent), adult, at))

    left = Piece.objects.select_related("words").get()
    assert sorted(type(result).__name__ for result in results) in (
        ["PieceDecided", "ReviewDecision"],
        ["Piece", "StaleVersion"],
    )
    assert (left.words.state == TextState.PUBLISHED) == (left.picture is None)


def test_it_keeps_one_of_two_photos_at_the_same_moment(at):
    sent = piece(reporter(), at=at)
    adult = facilitator(sent.club)

    results = together(*(lambda: photo(own(sent), adult, at) for _time in range(2)))

    kept = Piece.objects.get().picture
    assert all(isinstance(result, Piece) for result in results)
    assert list(type(kept).objects.all()) == [kept]
