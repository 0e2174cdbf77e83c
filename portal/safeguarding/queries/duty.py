"""Reads of the roster: who is on duty, what is not covered, whom to wake."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from portal.foundation.models import Holiday
from portal.foundation.refusals import why_not
from portal.people.models import Role, User
from portal.people.rules import check_is_qualified
from portal.safeguarding.models import DAY_BEGINS, DAY_ENDS, DutyShift


@dataclass(frozen=True)
class Gap:
    """A day without a reader, or a night without anyone on call."""

    kind: DutyShift.Kind
    starts_at: datetime
    ends_at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


def shifts_between(start: datetime, end: datetime) -> QuerySet[DutyShift]:
    """This will return the shifts that touch a span of time, earliest first."""
    return (
        DutyShift.objects.filter(starts_at__lt=end, ends_at__gt=start)
        .select_related("user")
        .order_by("starts_at", "kind", "is_second", "pk")
    )


def on_duty(kind: str, at: datetime, *, is_second: bool = False) -> list[User]:
    """This will return who is on duty at a moment; the second on-call person only when asked for. One query."""
    shifts = DutyShift.objects.filter(
        kind=kind, is_second=is_second, starts_at__lte=at, ends_at__gt=at, user__is_active=True
    ).select_related("user")
    return list({shift.user_id: shift.user for shift in shifts.order_by("starts_at", "pk")}.values())


def holders(*roles: Role) -> list[User]:
    """This will return the active accounts with one of these roles. One query."""
    return list(User.objects.filter(is_active=True, groups__role_group__role__in=roles).distinct())


def qualified(role: Role, *, at: datetime) -> list[User]:
    """This will return the holders of a role whose training and commitment are live.

    `role` is MODERATOR or PROTECTION. Two queries, however many hold it.
    """
    found = holders(role)
    prefetch_related_objects(found, "qualifications")
    return [user for user in found if why_not(check_is_qualified, user, at=at) is None]


def gaps(start: date, end: date) -> list[Gap]:
    """This will return what the roster lacks from one day to another, both included, in order. Two queries.

    Each working day needs a reader at some time of the office hours; each night, from the end of office hours to their
    beginning next morning, needs somebody on call all through.
    """
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    if not days:
        return []
    open_days = working_days_between(start, end)
    shifts = list(shifts_between(_moment(start, time.min), _moment(end + timedelta(days=1), DAY_BEGINS)))
    found = []
    for day in days:
        hours = (_moment(day, DAY_BEGINS), _moment(day, DAY_ENDS))
        if day in open_days and not _touches(shifts, *hours):
            found.append(Gap(DutyShift.Kind.READER, *hours))
        night = (hours[1], _moment(day + timedelta(days=1), DAY_BEGINS))
        if not _covers(shifts, *night):
            found.append(Gap(DutyShift.Kind.ON_CALL, *night))
    return found


def working_days_between(start: date, end: date) -> set[date]:
    """This will return the working days of a span, both ends included. One query."""
    closed = set(Holiday.objects.filter(day__range=(start, end)).values_list("day", flat=True))
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return {day for day in days if day.weekday() < 5 and day not in closed}


def gaps_within(at: datetime, span: timedelta) -> list[Gap]:
    """This will return the gaps that have not ended and begin within a span from now. Two queries."""
    first, last = timezone.localdate(at) - timedelta(days=1), timezone.localdate(at + span)
    return [gap for gap in gaps(first, last) if gap.ends_at > at and gap.starts_at < at + span]


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _touches(shifts: list[DutyShift], start: datetime, end: datetime) -> bool:
    return any(
        shift.kind == DutyShift.Kind.READER and shift.user.is_active and shift.starts_at < end and shift.ends_at > start
        for shift in shifts
    )


def _covers(shifts: list[DutyShift], start: datetime, end: datetime) -> bool:
    covered_to = start
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        is_first = shift.kind == DutyShift.Kind.ON_CALL and not shift.is_second and shift.user.is_active
        if is_first and shift.starts_at <= covered_to < shift.ends_at:
            covered_to = shift.ends_at
    return covered_to >= end
