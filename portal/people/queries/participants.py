"""Reads about children: who holds a sign-in, on how many machines, whose age is to be asked again."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.people.models import OWN_IDLE, SHARED_IDLE, Participant, ParticipantSession

_SEPTEMBER = 9
_LONGEST_TOKEN = 200


def token_digest(token: str) -> str:
    """This will return what is kept of the token of a session or of a guardian's link."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def unknown_name_digest(name: str) -> str:
    """This will return the keyed digest under which wrong PINs of a name nobody has are counted."""
    return salted_hmac("portal.people.unknown_name", name, algorithm="sha256").hexdigest()


def live_sessions(at: datetime) -> Q:
    """This will return the condition of sign-ins that still let their holder in."""
    own = Q(is_shared=False, last_used_at__gt=at - OWN_IDLE)
    shared = Q(is_shared=True, last_used_at__gt=at - SHARED_IDLE)
    return Q(closed_at=None) & (own | shared)


def session_of(token: str, *, at: datetime) -> ParticipantSession | None:
    """This will return the live sign-in a token opens, with its participant. One query; none for an absurd token."""
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    session = ParticipantSession.objects.select_related("participant").filter(token_hash=token_digest(token)).first()
    if session is None or not session.is_open(at) or session.participant.is_erased:
        return None
    return session


@dataclass(frozen=True)
class SignInDay:
    """How often a child signed in on one day, and on how many of those machines she still is."""

    day: date
    times: int
    still_open: int


def sign_ins_by_day(participant: Participant, *, at: datetime) -> list[SignInDay]:
    """This will return a child's sign-ins by day, newest first. One query; nothing about machines is known."""
    times: Counter[date] = Counter()
    still_open: Counter[date] = Counter()
    for session in ParticipantSession.objects.filter(participant=participant):
        times[session.opened_on] += 1
        still_open[session.opened_on] += session.is_open(at)
    return [SignInDay(day, times[day], still_open[day]) for day in sorted(times, reverse=True)]


def must_restate_age(participant: Participant, *, at: datetime) -> bool:
    """This will say whether a child's age is to be asked again: stated before the last 1 September. No query."""
    today = timezone.localdate(at)
    last = date(today.year if today.month >= _SEPTEMBER else today.year - 1, _SEPTEMBER, 1)
    return participant.stated_on is None or participant.stated_on < last
