"""Sign-ins of children: opaque tokens, kept as digests, closed at will and by themselves."""

import secrets
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from portal.foundation import erasure
from portal.people import queries, rules
from portal.people.models import Participant, ParticipantSession

TOUCH_EVERY = timedelta(minutes=5)
FORGET_AFTER = timedelta(days=30)


@transaction.atomic
def open_session(participant: Participant, *, is_shared: bool = False, at: datetime) -> str:
    """This will sign a child in and return the token her browser keeps; only its digest is kept here.

    On a shared phone the sign-in ends after 20 minutes without use, on her own after 30 days. Refuses ParticipantErased.
    """
    rules.check_is_there(participant)
    token = secrets.token_urlsafe(32)
    ParticipantSession.objects.create(
        token_hash=queries.token_digest(token),
        participant=participant,
        is_shared=is_shared,
        opened_on=timezone.localdate(at),
        last_used_at=at,
    )
    return token


@transaction.atomic
def close_session(token: str, *, at: datetime) -> None:
    """This will sign out whoever holds this token; one that opens nothing is ignored."""
    ParticipantSession.objects.filter(token_hash=queries.token_digest(token), closed_at=None).update(closed_at=at)


@transaction.atomic
def close_all_sessions(participant: Participant, *, at: datetime) -> None:
    """This will sign a child out on every machine."""
    ParticipantSession.objects.filter(participant=participant, closed_at=None).update(closed_at=at)


@erasure.ender
def end_every_session() -> None:
    """This will sign everyone out, children and staff: over an older copy nobody knows which sign-ins had been left."""
    ParticipantSession.objects.all().delete()
    Session.objects.all().delete()


@transaction.atomic
def touch_session(session: ParticipantSession, *, at: datetime) -> bool:
    """This will remember that a sign-in is in use, at most every five minutes; returns whether it wrote."""
    if at - session.last_used_at < TOUCH_EVERY:
        return False
    # Closed meanwhile on another machine, it stays closed.
    ParticipantSession.objects.filter(pk=session.pk, closed_at=None).update(last_used_at=at)
    session.last_used_at = at
    return True


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """This will close sign-ins nobody uses any more, delete those closed 30 days ago, and return how many it deleted."""
    ParticipantSession.objects.filter(closed_at=None).exclude(queries.live_sessions(at)).update(closed_at=at)
    return ParticipantSession.objects.filter(closed_at__lt=at - FORGET_AFTER).delete()[0]
