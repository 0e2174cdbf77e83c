"""The roster: planned, copied, filled, and warned about when it has a gap."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation.refusals import why_not
from portal.notifications import actions as notifications
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Role, User
from portal.safeguarding import queries, rules
from portal.safeguarding.models import DAY_BEGINS, DAY_ENDS, DutyShift

WARN_BEFORE = timedelta(hours=24)
WEEK = timedelta(days=7)
Kind = DutyShift.Kind


@transaction.atomic
def save_shift(shift: DutyShift, *, by: User, at: datetime) -> DutyShift:
    """This will write a shift, new or changed; it refuses NotAllowed, ShiftIsOver and BadShift."""
    rules.check_can_save_shift(shift, by=by, at=at)
    verb = gettext_noop("xếp ca trực") if shift.pk is None else gettext_noop("đổi ca trực")
    try:
        with transaction.atomic():
            shift.save()
    except IntegrityError as error:  # the same tap twice
        raise rules.BadShift(fields={"starts_at": [_("Người này đã có ca này. Hãy xem lại giờ bắt đầu.")]}) from error
    people_actions.log_access(by=by, verb=verb, subject=_subject(shift), at=at)
    return shift


@transaction.atomic
def remove_shift(shift: DutyShift, *, by: User, at: datetime) -> None:
    """This will take a shift that has not begun off the roster; it refuses NotAllowed and ShiftIsOver."""
    rules.check_can_remove_shift(shift, by=by, at=at)
    people_actions.log_access(by=by, verb=gettext_noop("bỏ ca trực"), subject=_subject(shift), at=at)
    shift.delete()


@transaction.atomic
def copy_week(monday: date, *, by: User, at: datetime) -> int:
    """This will fill the gaps of a week as the week before was, and return how many shifts were added.

    Taken slots stay. Left out: days that are over, readers on holidays, people who could not serve by then. Refuses
    NotAllowed.
    """
    rules.check_can_plan_duty(by)
    start = _moment(monday, time.min)
    wanted = [
        DutyShift(
            user=shift.user,
            kind=shift.kind,
            is_second=shift.is_second,
            starts_at=shift.starts_at + WEEK,
            ends_at=shift.ends_at + WEEK,
        )
        for shift in queries.shifts_between(start - WEEK, start)
        if start - WEEK <= shift.starts_at
    ]
    return _fill(wanted, monday, by=by, at=at)


@transaction.atomic
def fill_week(
    monday: date,
    *,
    reader: User | None = None,
    on_call: User | None = None,
    second: User | None = None,
    by: User,
    at: datetime,
) -> int:
    """This will give every empty slot of a week to these people, and return how many shifts were added.

    Taken slots stay, as do days that are over. Refuses NotAllowed, and BadShift when one of them could not serve.
    """
    rules.check_can_plan_duty(by)
    wanted = []
    for offset in range(7):
        day = monday + timedelta(days=offset)
        begins, ends = _moment(day, DAY_BEGINS), _moment(day, DAY_ENDS)
        night = _moment(day + timedelta(days=1), DAY_BEGINS)
        if reader is not None and day.weekday() < 5:
            wanted.append(DutyShift(user=reader, kind=Kind.READER, starts_at=begins, ends_at=ends))
        if on_call is not None:
            wanted.append(DutyShift(user=on_call, kind=Kind.ON_CALL, starts_at=ends, ends_at=night))
        if second is not None:
            wanted.append(DutyShift(user=second, kind=Kind.ON_CALL, is_second=True, starts_at=ends, ends_at=night))
    for name, person, kind in (
        ("reader", reader, Kind.READER),
        ("on_call", on_call, Kind.ON_CALL),
        ("second", second, Kind.ON_CALL),
    ):
        if person is not None and why_not(rules.check_can_serve, person, kind, at=at):
            raise rules.BadShift(
                fields={name: [_("Người này chưa nhận ca này được: thiếu vai trò, tập huấn hoặc cam kết.")]}
            )
    if second is not None and second == on_call:
        raise rules.BadShift(fields={"second": [_("Người thứ hai phải là người khác.")]})
    return _fill(wanted, monday, by=by, at=at)


def warn_of_gaps(*, at: datetime) -> int:
    """This will tell administrators and the director once of each gap that begins within a day; returns how many gaps."""
    gaps = queries.gaps_within(at, WARN_BEFORE)
    if not gaps:
        return 0
    receivers = {user.pk: user for user in [*people_queries.administrators(), *queries.holders(Role.DIRECTOR)]}
    for gap in gaps:
        with translation.override(settings.LANGUAGE_CODE):
            day = date_format(gap.day, "d/m/Y")
            body = (
                _("Ngày %(day)s chưa có người đọc. Hãy xếp ca trực.")
                if gap.kind == Kind.READER
                else _("Đêm %(day)s chưa đủ người trực. Hãy xếp ca trực.")
            ) % {"day": day}
            for user in receivers.values():
                notifications.notify(
                    user,
                    key=f"gap:{gap.kind}:{gap.day.isoformat()}",
                    title=_("Tiếng Nói: lịch trực còn trống"),
                    body=body,
                    url=reverse("roster:week"),
                    at=at,
                )
    return len(gaps)


def _fill(wanted: list[DutyShift], monday: date, *, by: User, at: datetime) -> int:
    start = _moment(monday, time.min)
    there = queries.shifts_between(start, start + WEEK)
    taken = {(shift.kind, shift.is_second, timezone.localdate(shift.starts_at)) for shift in there}
    busy = {(shift.user_id, shift.kind, shift.starts_at) for shift in there}
    open_days = queries.working_days_between(monday, monday + timedelta(days=6))
    added = []
    for shift in wanted:
        day = timezone.localdate(shift.starts_at)
        is_closed = shift.kind == Kind.READER and day not in open_days
        if (shift.kind, shift.is_second, day) in taken or is_closed or shift.ends_at <= at:
            continue
        if (shift.user_id, shift.kind, shift.starts_at) in busy:  # nobody is her own second
            continue
        if why_not(rules.check_can_serve, shift.user, shift.kind, at=max(shift.starts_at, at)):
            continue
        added.append(shift)
    # Somebody may fill the same week at the same moment: what is there already stays.
    DutyShift.objects.bulk_create(added, ignore_conflicts=True)
    if added:
        people_actions.log_access(
            by=by, verb=gettext_noop("xếp lịch trực tuần"), subject=f"tuần {monday:%d/%m/%Y}: {len(added)} ca", at=at
        )
    return len(added)


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _subject(shift: DutyShift) -> str:
    return f"{shift}, {timezone.localtime(shift.starts_at):%d/%m/%Y %H:%M}"
