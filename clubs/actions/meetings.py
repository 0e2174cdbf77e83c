"""What a club did: meetings, and incidents that wake people."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Club, ClubMeeting, Incident
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, Severity

SAME_REPORT = timedelta(minutes=10)
"""Told again so soon, it is no second incident."""


@transaction.atomic
def record_meeting(
    club: Club,
    *,
    held_on: date,
    where: str,
    topic: str,
    girls: int = 0,
    boys: int = 0,
    others: int = 0,
    adults: int = 0,
    notes: str = "",
    is_checked: bool = False,
    by: User,
    at: datetime,
) -> ClubMeeting:
    """This will write down a meeting. One of the same day and topic is written over: a second tap makes no second meeting.

    Place, topic and notes that say who or where somebody is are refused, unless `is_checked` says that the writer looked and
    nobody's privacy is touched. It refuses what `rules.check_can_facilitate` refuses, `BadMeeting` and `MeetingTellsWho`.
    """
    rules.check_can_facilitate(by, club, at=at)
    counts = {"girls": girls, "boys": boys, "others": others, "adults": adults}
    rules.check_meeting(held_on=held_on, where=where, topic=topic, counts=counts, notes=notes, at=at)
    rules.check_tells_nobody(where=where, topic=topic, notes=notes, is_checked=is_checked)
    meeting, _is_new = ClubMeeting.objects.update_or_create(
        club=club,
        held_on=held_on,
        topic=topic.strip(),
        defaults={**counts, "where": where.strip(), "notes": notes.strip(), "recorded_by": by, "recorded_at": at},
    )
    return meeting


@transaction.atomic
def report_incident(
    club: Club, *, happened_at: datetime, summary: str, severity: int = Severity.TODAY, by: User, at: datetime
) -> Incident:
    """This will report that something went wrong: a concern opens and protection officers are told (Circular 27/2022).

    The same moment told again within ten minutes is the same incident: the same words change nothing, other words join the
    first, and a graver severity wakes people anew. Nobody is kept from telling by papers that ran out.
    It refuses what `rules.check_looks_after` refuses, and `BadIncident`.
    """
    rules.check_looks_after(by, club)
    rules.check_incident(happened_at=happened_at, summary=summary, at=at)
    Club.objects.select_for_update(of=("self",)).get(pk=club.pk)  # the second of two taps at one moment sees the first
    first = _just_told(club, happened_at=happened_at, by=by, at=at)
    if first is not None and _is_told(first.concern, summary.strip(), severity):
        return first
    concern = safeguarding_actions.open_concern(
        severity=severity,
        origin=Concern.Origin.INCIDENT,
        thread=first.concern.thread if first is not None else None,
        place=club.place,
        summary=summary.strip(),
        by=by,
        at=at,
    )
    incident, _is_new = Incident.objects.get_or_create(
        concern=concern,
        defaults={"club": club, "happened_at": happened_at, "reported_by": by, "reported_at": at},
    )
    people_actions.log_access(by=by, verb=gettext_noop("báo sự cố"), subject=f"{club} (câu lạc bộ {club.pk})", at=at)
    return incident


def _just_told(club: Club, *, happened_at: datetime, by: User, at: datetime) -> Incident | None:
    same = Incident.objects.filter(club=club, happened_at=happened_at, reported_by=by, reported_at__gt=at - SAME_REPORT)
    return same.select_related("concern").order_by("-reported_at", "-pk").first()


def _is_told(concern: Concern, words: str, severity: int) -> bool:
    """Whether a concern says this already, as gravely: then it was a second tap."""
    said = safeguarding_queries.summary_of(concern)
    return severity >= concern.severity and f"\n\n{words}\n\n" in f"\n\n{said}\n\n"
