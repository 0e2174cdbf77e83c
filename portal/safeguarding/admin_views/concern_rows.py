"""How a list shows a concern: its severity, its state, its clock."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from portal.safeguarding.models import Concern, Severity

ICONS = {Severity.NOW: "warning", Severity.TODAY: "time", Severity.SOON: "info-circle"}


def rows_of(concerns: Any, *, at: datetime) -> list[dict[str, Any]]:
    """What a list shows of each concern: severity in a word and an icon, state, clock."""
    return [
        {
            "concern": concern,
            "icon": ICONS[Severity(concern.severity)],
            "is_late": concern.is_late(at),
            "clock": clock_words(concern, at),
        }
        for concern in concerns
    ]


def clock_words(concern: Concern, at: datetime) -> str:
    """This will say how long is left until somebody must have taken a concern, or how late it is."""
    if concern.state == Concern.State.CLOSED:
        return ""
    if concern.found_none_by_id is not None:
        return _("chờ cán bộ bảo vệ thứ hai")
    if concern.state == Concern.State.ACKNOWLEDGED:
        return _("chưa bàn giao") if concern.handed_over_at is None else _("đã bàn giao, chưa đóng")
    left = concern.due_at - at
    words = _span(abs(left))
    return _("còn %(time)s") % {"time": words} if left >= timedelta() else _("quá hạn %(time)s") % {"time": words}


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return _("%(count)s phút") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)s giờ") % {"count": minutes // 60}
    return _("%(count)s ngày") % {"count": minutes // (24 * 60)}
