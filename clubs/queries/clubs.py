"""A club from inside: its members for those who look after it, what a member sees."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from clubs.models import Club, ClubMeeting, ClubMembership, ClubNotice, JoinCode
from portal.foundation.vietnamese.text import fold
from portal.people.models import Participant

_THINGS = "mèo vịt ong thỏ sóc nai én diều thuyền suối biển sao mây gió hoa lá trăng nắng sông"
_MANNERS = "xanh vàng tím hồng đỏ bạc vui hiền nhanh nhỏ mới sáng"
PEN_NAMES = tuple(f"{thing} {manner}" for thing in _THINGS.split() for manner in _MANNERS.split())
"""Names to offer: whatever of one list meets whatever of the other, no child is laughed at for skin, height or wits."""


def digest(purpose: str, words: str) -> str:
    """This will return the keyed digest under which a code, or a code with a name, is kept and counted."""
    key = hashlib.sha256(f"clubs {purpose} {settings.RECEIPT_KEY}".encode()).digest()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def code_of(code: str) -> JoinCode | None:
    """This will return the join code somebody typed, tidied by `rules.tidy_code`, whether it still opens or not."""
    return JoinCode.objects.select_related("club__place").filter(digest=digest("join", code)).first()


def membership_of(participant: Participant | None) -> ClubMembership | None:
    """This will return the membership by which a child is in a club now."""
    if participant is None:
        return None
    mine = ClubMembership.objects.filter(participant=participant, ended_on__isnull=True)
    return mine.select_related("club__place", "participant", "pen_name_text").order_by("-joined_on", "-pk").first()


def members_of(club: Club) -> QuerySet[ClubMembership]:
    """This will return who belongs to a club now, in the order of pen names: for its facilitators alone."""
    mine = ClubMembership.objects.filter(club=club, ended_on__isnull=True, participant__erased_at__isnull=True)
    return mine.select_related("participant", "pen_name_text").order_by("folded_name")


def signs_in_as(code: str, folded_name: str) -> ClubMembership | None:
    """This will return the member a club's code and a folded pen name point at."""
    found = ClubMembership.objects.filter(
        club__sign_in_code=code, folded_name=folded_name, ended_on__isnull=True, participant__erased_at__isnull=True
    )
    return found.exclude(folded_name="").select_related("participant", "club").first()


def notices_for(club: Club, *, at: datetime) -> QuerySet[ClubNotice]:
    """This will return what stands on a club's board today, newest first."""
    standing = club.notices.filter(ends_on__gte=timezone.localdate(at), taken_down_at__isnull=True)
    return standing.select_related("by")


def recent_meetings(club: Club, *, limit: int = 10) -> QuerySet[ClubMeeting]:
    """This will return the last meetings of a club."""
    return club.meetings.select_related("recorded_by")[:limit]


def usual(club: Club) -> dict[str, object]:
    """This will return what a club's next meeting most likely is like: the place and the head-counts of the last one."""
    last = club.meetings.first()
    names = ("where", "girls", "boys", "others", "adults")
    return {name: getattr(last, name) for name in names} if last else {"where": club.school or club.place.full_name}


def free_pen_names(club: Club, *, count: int = 3) -> list[str]:
    """This will return pen names nobody in a club bears yet, of a thing and how it is: "Mèo Vàng"."""
    taken = set(ClubMembership.objects.filter(club=club).values_list("folded_name", flat=True))
    offered = secrets.SystemRandom().sample(PEN_NAMES, len(PEN_NAMES))
    free = (name for name in offered if "".join(fold(name).split()) not in taken)
    return [name.title() for name in islice(free, count)]


def facilitated(user: object) -> QuerySet[Club]:
    """This will return the clubs an adult looks after, each with its size and the day of its last meeting: one query."""
    live = Q(memberships__ended_on__isnull=True, memberships__participant__erased_at__isnull=True)
    last = ClubMeeting.objects.filter(club=OuterRef("pk")).order_by("-held_on").values("held_on")[:1]
    return (
        Club.objects.for_facilitator(user)
        .with_places()
        .annotate(size=Count("memberships", filter=live), last_meeting=Subquery(last))
        .order_by("name", "pk")
    )


def packs_of(club: Club, *, at: datetime) -> list[dict[str, Any]]:
    """This will return the packs of codes of a club, newest first: how many codes, used, still open."""
    packs: dict[Any, dict[str, Any]] = {}
    for row in club.codes.select_related("made_by").order_by("-made_at", "pk"):
        pack = packs.setdefault(
            row.pack, {"pack": row.pack, "first": row, "codes": 0, "uses": 0, "allowed": 0, "open": 0}
        )
        pack["codes"] += 1
        pack["uses"] += row.uses
        pack["allowed"] += row.uses_allowed
        pack["open"] += row.is_open(at)
    return list(packs.values())


def reached(user: object, participants: Collection[UUID]) -> set[UUID]:
    """This will return which of these children belong to a club this adult looks after now. One query."""
    mine = ClubMembership.objects.filter(
        participant__in=participants, ended_on__isnull=True, club__in=Club.objects.for_facilitator(user)
    )
    return set(mine.values_list("participant", flat=True))
