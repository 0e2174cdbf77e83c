"""What a club did: meetings, and incidents that wake people."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Club, ClubMeeting, Incident
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Concern, Severity

SAME_REPORT = timedelta(minutes=10)
"""A second tap, not a second incident."""


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
    by: User,
    at: datetime,
) -> ClubMeeting:
    """This will write down a meeting. One of the same day and topic is written over: a second tap makes no second meeting.

    Notes are kept as given: the door screens them for personal data first. It refuses what `rules.check_can_facilitate`
    refuses, and `BadMeeting`.
    """
    rules.check_can_facilitate(by, club, at=at)
    counts = {"girls": girls, "boys": boys, "others": others, "adults": adults}
    rules.check_meeting(held_on=held_on, where=where, topic=topic, counts=counts, notes=notes, at=at)
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
    """This will report that something went wrong: a concern opens and the people on duty are told at once (Circular 27/2022).

    The same moment told again within ten minutes is the same incident. Nobody is kept from telling by papers that ran out.
    It refuses what `rules.check_looks_after` refuses, and `BadIncident`.
    """
    rules.check_looks_after(by, club)
    rules.check_incident(happened_at=happened_at, summary=summary, at=at)
    again = Incident.objects.filter(
        club=club, happened_at=happened_at, reported_by=by, reported_at__gt=at - SAME_REPORT
    ).first()
    if again is not None:
        return again
    concern = safeguarding_actions.open_concern(
        severity=severity, origin=Concern.Origin.INCIDENT, place=club.place, summary=summary.strip(), by=by, at=at
    )
    incident = Incident.objects.create(
        club=club, concern=concern, happened_at=happened_at, reported_by=by, reported_at=at
    )
    people_actions.log_access(by=by, verb=gettext_noop("báo sự cố"), subject=f"{club} (câu lạc bộ {club.pk})", at=at)
    return incident
