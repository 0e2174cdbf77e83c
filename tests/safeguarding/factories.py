"""Hotlines for tests, made the way staff make them (by two people), and words as children send them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from portal.people.models import Qualification, Role, User
from portal.safeguarding import actions
from portal.safeguarding.models import FreeText, Hotline
from tests import personas


def values_for(at: datetime, **changes: Any) -> dict[str, Any]:
    """All a hotline needs, verified and in force."""
    return {
        "number": "19001234",
        "name": "Đường dây thử",
        "hours": "7:30–17:00",
        "when_to_use": "Khi cần hỏi về dịch vụ.",
        "kind": "office",
        "url": "",
        "valid_from": at.date(),
        "verified_on": at.date(),
        "position": 60,
        **changes,
    }


def add_hotline(proposer: User, confirmer: User, at: datetime, **changes: Any) -> Hotline:
    change = actions.propose_hotline_change(
        hotline=None, values=values_for(at, **changes), reason="Đã gọi thử.", by=proposer, at=at
    )
    return actions.confirm_hotline_change(change, by=confirmer, at=at)


def receive(content: Any, *, at: datetime, **options: Any) -> FreeText:
    """Words, a drawing or a recording as a door would hand them on."""
    given = {"instance": uuid4(), "source": "Hộp ý kiến, CLB Măng Non", "source_kind": "clubs.opinion", **options}
    return actions.receive_text(content=content, at=at, **given)


def qualify(user: User, at: datetime) -> User:
    """Training and commitment of this person hold today."""
    for kind in Qualification.Kind.values:
        Qualification.objects.create(
            user=user,
            kind=kind,
            obtained_on=at.date() - timedelta(days=30),
            expires_on=at.date() + timedelta(days=330),
            evidence="số 12",
            recorded_by=user,
            recorded_at=at,
        )
    return user


def reader(at: datetime, name: str = "Neáng Srây Mom", *languages: str) -> User:
    """A moderator whose training and commitment are live, and who reads these languages besides Vietnamese."""
    person = qualify(personas.staff(name, [Role.MODERATOR]), at)
    for language in languages:
        person.languages_read.create(language=language)
    return person
