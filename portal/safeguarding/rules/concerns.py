"""Who may do what about a concern, how fast it must be looked at, and without what it cannot close."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation import working_days
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User
from portal.people.rules import check_can_protect
from portal.safeguarding.models import DAY_ENDS, Agency, Concern, ConcernStep, HandOver, Severity
from portal.safeguarding.rules.hotlines import check_reason

SECOND_AFTER = timedelta(minutes=30)
DIRECTOR_AFTER = timedelta(minutes=60)
LONGEST_STEP_NOTE = 200
LONGEST_SHEET_FIELD = 2_000

SHEET_FIELDS = {
    "received_how": gettext_lazy("Nhận tin bằng cách nào"),
    "received_when": gettext_lazy("Nhận lúc nào"),
    "received_where": gettext_lazy("Nhận ở đâu"),
    "receiver": gettext_lazy("Người nhận tin"),
    "child_name": gettext_lazy("Họ và tên trẻ em"),
    "child_age": gettext_lazy("Ngày sinh hoặc tuổi ước chừng"),
    "child_sex": gettext_lazy("Giới tính"),
    "place_of_incident": gettext_lazy("Nơi xảy ra sự việc"),
    "condition": gettext_lazy("Tình trạng hiện tại của trẻ em"),
    "foreseen": gettext_lazy("Điều có thể xảy ra nếu không được giúp"),
    "parents": gettext_lazy("Cha mẹ"),
    "family": gettext_lazy("Hoàn cảnh gia đình"),
    "carer": gettext_lazy("Người đang chăm sóc trẻ em"),
    "done_already": gettext_lazy("Việc đã làm để giúp trẻ em"),
    "reporter_name": gettext_lazy("Người báo tin (nếu muốn cho biết)"),
    "reporter_phone": gettext_lazy("Điện thoại của người báo tin"),
    "reporter_address": gettext_lazy("Địa chỉ của người báo tin"),
    "notes": gettext_lazy("Ghi chú"),
}
"""The fields of Form 01 (Decree 56/2017; to be checked against its annex). Every one may be "chưa biết", i.e. empty."""

AGENCY_KINDS: dict[str, str] = {
    HandOver.Told.POLICE: Agency.Kind.POLICE,
    HandOver.Told.COMMUNE: Agency.Kind.COMMUNE,
}


class BadSeverity(Refusal):
    code = "bad_severity"
    status = 400
    sentence = gettext_lazy("Hãy chọn mức độ 1, 2 hoặc 3.")


class AlreadyAcknowledged(Refusal):
    code = "already_acknowledged"
    status = 409
    sentence = gettext_lazy("Một đồng nghiệp đã nhận việc này. Hãy tải lại trang để xem ai.")


class AlreadyClosed(Refusal):
    code = "already_closed"
    status = 409
    sentence = gettext_lazy("Việc này đã đóng. Nếu có tin mới, cổng tự mở một việc mới.")


class BadColleague(Refusal):
    """Whoever takes a concern over must be able to open it."""

    code = "bad_colleague"
    status = 400
    sentence = gettext_lazy("Hãy chọn một cán bộ bảo vệ khác, có tập huấn và cam kết còn hiệu lực.")

    def __init__(self) -> None:
        super().__init__(fields={"to": [str(self.sentence)]})


class BadHandOver(Refusal):
    """The record does not say who was told, when, how; `fields` says what is missing."""

    code = "bad_hand_over"
    status = 400
    sentence = gettext_lazy("Bản bàn giao còn thiếu. Xem từng ô bên dưới.")


class HandOverMissing(Refusal):
    """A concern closes only with who was told (R-06)."""

    code = "hand_over_missing"
    status = 409
    sentence = gettext_lazy(
        "Chưa ghi đã báo cho ai. Hãy ghi bản bàn giao trước khi đóng, hoặc ghi vì sao đây không phải điều cần bảo vệ."
    )


class SecondOfficerNeeded(NotAllowed):
    """What was urgent is called no concern by two people, never by one (R-06)."""

    code = "second_officer_needed"
    sentence = gettext_lazy(
        "Bạn đã ghi rằng đây không phải điều cần bảo vệ. Cần một cán bộ bảo vệ khác đồng ý; nếu không có ai, hãy ghi bàn giao."
    )


def check_severity(severity: int) -> None:
    """This will refuse with BadSeverity whatever is not 1, 2 or 3."""
    if severity not in {Severity.NOW, Severity.TODAY, Severity.SOON}:
        raise BadSeverity


def check_can_open_concern(*, by: User, at: datetime) -> None:
    """This will refuse all but protection officers with live training and commitment, the director included."""
    check_can_protect(by, at=at)


def check_can_change_concern(concern: Concern, *, by: User, at: datetime) -> None:
    """This will refuse all but protection officers with live training and commitment, and a concern that is closed."""
    check_can_protect(by, at=at)
    if not concern.is_open:
        raise AlreadyClosed


def check_can_acknowledge_concern(concern: Concern, *, by: User, at: datetime) -> None:
    """This will refuse what `check_can_change_concern` does, and a concern a colleague has taken."""
    check_can_change_concern(concern, by=by, at=at)
    if concern.state == Concern.State.ACKNOWLEDGED and concern.acknowledged_by_id != by.pk:
        raise AlreadyAcknowledged


def check_can_pass_on_concern(concern: Concern, *, to: User, by: User, at: datetime) -> None:
    """This will refuse what `check_can_change_concern` does, and a colleague who could not open it."""
    check_can_change_concern(concern, by=by, at=at)
    try:
        check_can_protect(to, at=at)
    except Refusal as refusal:
        raise BadColleague from refusal
    if to.pk == by.pk:
        raise BadColleague


def check_hand_over(
    concern: Concern,
    *,
    told: str,
    agency: Agency | None,
    told_at: datetime,
    channel: str,
    reference: str,
    sheet: Mapping[str, str],
    by: User,
    at: datetime,
) -> None:
    """This will refuse what `check_can_change_concern` does, and with BadHandOver a record that does not say enough.

    Needed: who was told, by what channel, a reference or the receiver's name, a time that is not in the future. An
    agency must be of the kind that was told and in force that day. Nothing of the sheet is needed.
    """
    check_can_change_concern(concern, by=by, at=at)
    found: dict[str, list[str]] = {}
    if told not in HandOver.Told.values:
        found["told"] = [_("Hãy chọn đã báo cho ai.")]
    for name, value, longest in (("channel", channel, 120), ("reference", reference, 160)):
        if not value.strip() or len(value) > longest:
            found[name] = [_("Hãy ghi ô này, không quá %(count)s ký tự.") % {"count": longest}]
    if told_at > at:
        found["told_at"] = [_("Giờ báo không thể ở sau bây giờ. Hãy xem lại.")]
    if agency is not None and (
        AGENCY_KINDS.get(told) != agency.kind or not agency.is_in_force(timezone.localdate(told_at))
    ):
        found["agency"] = [_("Cơ quan này không thuộc nơi đã báo, hoặc khi đó đã ngừng. Hãy chọn lại hoặc bỏ trống.")]
    for name, value in sheet.items():
        if name not in SHEET_FIELDS:
            raise BadHandOver
        if len(value) > LONGEST_SHEET_FIELD:
            found[name] = [_("Ô này không quá %(count)s ký tự.") % {"count": LONGEST_SHEET_FIELD}]
    if found:
        raise BadHandOver(fields=found)


def check_can_close_concern(concern: Concern, *, is_no_concern: bool, reason: str, by: User, at: datetime) -> None:
    """This will refuse what `check_can_change_concern` does, BadReason, HandOverMissing and SecondOfficerNeeded (R-06)."""
    check_can_change_concern(concern, by=by, at=at)
    check_reason(reason)
    if concern.handed_over_at is None and not is_no_concern:
        raise HandOverMissing
    if is_no_concern and concern.found_none_by_id == by.pk and needs_second_officer(concern):
        raise SecondOfficerNeeded


def needs_second_officer(concern: Concern) -> bool:
    """This will say whether two officers must find that this is no concern: it was told to nobody, and is or was urgent.

    Every change of severity has 1 or 2 on one of its sides, so lowering it first is no way around.
    """
    if concern.handed_over_at is not None:
        return False
    return concern.severity <= Severity.TODAY or concern.steps.filter(verb=ConcernStep.Verb.RAISED).exists()


def concern_due_at(severity: int, at: datetime) -> datetime:
    """This will return by when a person must have taken a concern on (safeguarding, "Severity → action").

    1: half an hour. 2: the end of this working day, or of the next when it is over. 3: the end of the second working
    day after this one.
    """
    if severity == Severity.NOW:
        return at + SECOND_AFTER
    local = timezone.localtime(at)
    today = local.date()
    if severity == Severity.SOON:
        day = working_days.after(today, 2)
    elif working_days.is_working_day(today) and local.time() < DAY_ENDS:
        day = today
    else:
        day = working_days.after(today, 1)
    return timezone.make_aware(datetime.combine(day, DAY_ENDS))
