"""People on duty for tests: qualified protection officers, a director, a roster; and a concern."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from portal.people.models import Qualification, Role, User
from portal.safeguarding import actions
from portal.safeguarding.models import Concern, DutyShift
from tests import personas


def qualify(user: User, at: datetime, *, days: int = 300) -> User:
    """Training and commitment, live for so many days."""
    today = timezone.localdate(at)
    for kind in Qualification.Kind:
        Qualification.objects.create(
            user=user,
            kind=kind,
            obtained_on=today - timedelta(days=30),
            expires_on=today + timedelta(days=days),
            evidence="Sổ 1",
            recorded_by=user,
            recorded_at=at,
        )
    return user


def officer(at: datetime, name: str = "Rơ Châm Hạnh") -> User:
    """A protection officer who may act."""
    return qualify(personas.staff(name, [Role.PROTECTION]), at)


def reader(at: datetime, name: str = "Neáng Srây Mom") -> User:
    """A moderator who may read."""
    return qualify(personas.staff(name, [Role.MODERATOR]), at)


def director() -> User:
    """Y Hlim leads the centre and opens no concern."""
    return personas.staff("Y Hlim", [Role.DIRECTOR])


def on_call(user: User, at: datetime, *, is_second: bool = False, kind: str = DutyShift.Kind.ON_CALL) -> DutyShift:
    """A shift around this moment."""
    return DutyShift.objects.create(
        user=user,
        kind=kind,
        is_second=is_second,
        starts_at=at - timedelta(hours=1),
        ends_at=at + timedelta(hours=13),
    )


def open_concern(at: datetime, severity: int = 1, **fields: Any) -> Concern:
    """A concern as screening opens it."""
    return actions.open_concern(
        severity=severity, origin=fields.pop("origin", Concern.Origin.SCREENING), at=at, **fields
    )
