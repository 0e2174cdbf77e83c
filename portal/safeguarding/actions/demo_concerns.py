"""A roster and two concerns for the demo centre, fictional from end to end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.people.actions import NotDemo
from portal.people.models import User
from portal.places.models import AdministrativeUnit
from portal.safeguarding.actions.concerns import acknowledge_concern, open_concern
from portal.safeguarding.actions.duty import fill_week
from portal.safeguarding.models import Concern, FreeText, Severity


@transaction.atomic
def load_demo_duty(*, reader: User, on_call: User, second: User | None = None, by: User, at: datetime) -> int:
    """This will fill this and the next week's roster, and return how many shifts were added. Refuses as `fill_week` does."""
    monday = timezone.localdate(at) - timedelta(days=timezone.localdate(at).weekday())
    return sum(
        fill_week(start, reader=reader, on_call=on_call, second=second, by=by, at=at)
        for start in (monday, monday + timedelta(days=7))
    )


@transaction.atomic
def load_demo_concerns(
    *,
    officer: User,
    texts: tuple[FreeText, ...] = (),
    place: AdministrativeUnit | None = None,
    at: datetime,
) -> list[Concern]:
    """This will open two concerns, once: one of severity 1 that `officer` has taken, one of severity 2 that is open.

    `texts` are up to two words of the demo's children, one for each. Refuses with NotDemo in production.
    """
    if settings.IS_PRODUCTION:
        raise NotDemo
    if Concern.objects.filter(acknowledged_by=officer).exists():
        return []
    first, second = (*texts, None, None)[:2]
    grave = open_concern(
        severity=Severity.NOW,
        origin=Concern.Origin.MODERATOR,
        text=first,
        place=place,
        summary="Dữ liệu mẫu: một bạn viết rằng bạn ấy sợ về nhà tối nay. Người đọc chuyển ngay.",
        at=at - timedelta(minutes=50),
    )
    acknowledge_concern(grave, by=officer, at=at - timedelta(minutes=41))
    urgent = open_concern(
        severity=Severity.TODAY,
        origin=Concern.Origin.REPORT,
        text=second,
        place=place,
        summary="Dữ liệu mẫu: có người báo một bạn định bỏ nhà đi.",
        at=at - timedelta(minutes=20),
    )
    return [grave, urgent]
