"""Who may plan the roster, and who may stand in it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User
from portal.people.rules import check_can_moderate, check_can_protect
from portal.safeguarding.models import DutyShift

LONGEST_SHIFT = timedelta(hours=24)


class BadShift(Refusal):
    """Those hours, or that person, cannot be; `fields` says why."""

    code = "bad_shift"
    status = 400
    sentence = gettext_lazy("Ca trực này chưa đúng. Xem từng ô bên dưới.")


class ShiftIsOver(Refusal):
    """The roster is also the record of who was on duty."""

    code = "shift_is_over"
    status = 409
    sentence = gettext_lazy("Ca này đã qua. Lịch cũ giữ nguyên để biết khi đó ai trực.")


def check_can_plan_duty(by: User) -> None:
    """This will refuse whoever may not plan the roster."""
    if not by.has_perm("safeguarding.change_dutyshift"):
        raise NotAllowed


def check_can_save_shift(shift: DutyShift, *, by: User, at: datetime) -> None:
    """This will refuse those who may not plan, a shift that is over, impossible hours, and a person who could not serve.

    A reader must be allowed to read, an on-call person to protect, on the day the shift begins: training that ends
    before counts as none.
    """
    check_can_plan_duty(by)
    if shift.ends_at <= at:
        raise ShiftIsOver
    found: dict[str, list[str]] = {}
    if not shift.starts_at < shift.ends_at <= shift.starts_at + LONGEST_SHIFT:
        found["ends_at"] = [_("Giờ kết thúc phải sau giờ bắt đầu, cách nhau không quá 24 giờ.")]
    if shift.is_second and shift.kind != DutyShift.Kind.ON_CALL:
        found["is_second"] = [_("Chỉ ca trực đêm có người thứ hai.")]
    if DutyShift.objects.filter(user=shift.user, kind=shift.kind, starts_at=shift.starts_at).exclude(pk=shift.pk):
        found["starts_at"] = [_("Người này đã có ca này. Hãy xem lại giờ bắt đầu.")]
    try:
        check_can_serve(shift.user, shift.kind, at=max(shift.starts_at, at))
    except Refusal:
        found["user"] = [
            _("%(name)s chưa nhận ca này được: thiếu vai trò, tập huấn hoặc cam kết còn hiệu lực hôm đó.")
            % {"name": shift.user}
        ]
    if found:
        raise BadShift(fields=found)


def check_can_remove_shift(shift: DutyShift, *, by: User, at: datetime) -> None:
    """This will refuse those who may not plan, and a shift that has begun."""
    check_can_plan_duty(by)
    if shift.starts_at <= at:
        raise ShiftIsOver


def check_can_serve(user: User, kind: str, *, at: datetime) -> None:
    """This will refuse whoever could not do what a shift is for: read what children write, or answer for them."""
    (check_can_protect if kind == DutyShift.Kind.ON_CALL else check_can_moderate)(user, at=at)
