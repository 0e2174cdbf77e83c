"""Pieces with a photo, as a facilitator adds it, and what the worker does with it."""

from datetime import datetime
from typing import Any

from clubs import actions
from clubs.models import Piece
from media import actions as media_actions
from media.models import Picture
from portal.people.models import Participant, User
from tests.clubs.factories import facilitator
from tests.clubs.reporters import decide, piece
from tests.media.photos import photo as jpeg


def photo(sent: Piece, by: User, at: datetime, **values: Any) -> Piece:
    """A photo on which nobody can be recognized, unless `values` say so."""
    given: dict[str, Any] = {
        "upload": jpeg(),
        "description": "cây cầu tre",
        "shows_identifiable_child": False,
        **values,
    }
    return actions.add_photo(sent, by=by, at=at, **given)


def with_photo(child: Participant, at: datetime, by: User | None = None, **values: Any) -> Piece:
    """A piece a moderator let through together with its photo."""
    sent = piece(child, at=at)
    photo(own(sent), by or facilitator(sent.club), at, **values)
    decide(sent.words, at=at)
    return own(sent)


def laid_open(sent: Piece, at: datetime) -> Picture:
    """The photo after copies were made and what is shown was published, as the worker does."""
    media_actions.prepare_copies(own(sent).picture)
    media_actions.publish_shown_files(at=at)
    return own(sent).picture


def own(sent: Piece) -> Piece:
    """The piece as a screen reads it."""
    return Piece.objects.light().select_related("picture").get(pk=sent.pk)
