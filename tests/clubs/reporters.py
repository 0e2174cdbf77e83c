"""Members with their consents, what they send, and a moderator who decides: for tests of the box and of pieces."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from clubs import actions
from clubs.models import Club, ClubMembership, Opinion, Piece
from portal.people.models import Activity, AgeBand, Giver, Participant, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Decision, FreeText, ReviewDecision
from tests.clubs.factories import ClubFactory, member
from tests.media.sounds import webm
from tests.people.consenting import answer
from tests.safeguarding.factories import reader

STROKES = [{"colour": "#b42318", "width": 10, "points": [[10, 10], [500, 900]]}]
DRAWING = json.dumps(STROKES)


def may_write(participant: Participant, *activities: str, witness: User | None = None) -> Participant:
    """Both yeses for the club, and for whatever else is named."""
    for activity in (Activity.CLUB, *activities):
        answer(participant, activity)
        answer(participant, activity, Giver.GUARDIAN, witness=witness)
    return participant


def reporter(pen_name: str = "Mèo Vàng", *, club: Club | None = None, **fields: Any) -> Participant:
    """A member of 12 who may write."""
    given = {"age_band": AgeBand.FROM_10, **fields}
    return may_write(member(club or ClubFactory(), pen_name, **given).participant)


def recording() -> SimpleUploadedFile:
    """Two seconds, as a browser records them."""
    return SimpleUploadedFile("ghi-am.webm", webm(), "audio/webm")


def piece(participant: Participant, *, at: datetime, **values: Any) -> Piece:
    """A piece as its author sends it."""
    given: dict[str, Any] = {
        "instance": uuid4(),
        "title": "Con suối sau làng",
        "text": "Mùa mưa nước lên cao.\nChúng em đi vòng qua cầu.",
        **values,
    }
    sent, _code = actions.send_piece(participant, at=at, **given)
    return sent


def opinion(participant: Participant, *, at: datetime, **values: Any) -> Opinion:
    """Words in the box."""
    given: dict[str, Any] = {"instance": uuid4(), "to": "centre", "content": "Em muốn có thêm sách.", **values}
    sent, _code = actions.submit_opinion(participant, at=at, **given)
    return sent


def decide(
    text: FreeText, decision: str = Decision.PUBLISH, *, at: datetime, by: User | None = None, **values: Any
) -> ReviewDecision:
    """A moderator decides about a text."""
    by = by or User.objects.filter(full_name="Neáng Srây Mom").first() or reader(at)
    text.refresh_from_db()
    return safeguarding_actions.decide_text(text, decision=decision, version=text.version, by=by, at=at, **values)


def published(participant: Participant, *, at: datetime, **values: Any) -> Piece:
    """A piece whose every part a moderator let through."""
    sent = piece(participant, at=at, **values)
    for part in (sent.words, sent.drawing, sent.recording):
        if part is not None:
            decide(part, at=at, public_text="Mình kể chuyện con suối." if part.kind == "recording" else "")
    return Piece.objects.light().get(pk=sent.pk)


def give_byline(participant: Participant, *, witness: User, at: datetime) -> ClubMembership:
    """Her pen name was read and published, and both consents to names and pictures are there."""
    membership = participant.memberships.get()
    membership.pen_name_text = safeguarding_actions.receive_text(
        instance=uuid4(),
        kind="pen_name",
        content=participant.pen_name,
        source="Bút danh",
        source_kind="clubs.pen_name",
        at=at,
    )
    membership.save()
    decide(membership.pen_name_text, at=at)
    for record in (
        answer(participant, Activity.PICTURE),
        answer(participant, Activity.PICTURE, Giver.GUARDIAN, witness=witness),
    ):
        assert record.is_live
    return membership


def same_instance() -> UUID:
    return UUID("7f2f2a1e-8f43-4ad6-9b0e-3a4f1f1d0c11")
