"""Who may keep the list of those who listen."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.answers.models import Audience, Body
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    code = "ends_before_it_begins"
    status = 400
    sentence = _("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu. Hãy xem lại hai ngày.")


class BodyHasEnded(Refusal):
    """Nobody new listens for a body that is no more."""

    code = "body_has_ended"
    status = 409
    sentence = _("Cơ quan này đã hết hiệu lực. Hãy chọn cơ quan đang hoạt động.")


def check_can_save_body(body: Body, *, by: User) -> None:
    """This will refuse NotAllowed and EndsBeforeItBegins."""
    _check_may(body, "body", by)
    if body.valid_to is not None and body.valid_to < body.valid_from:
        raise EndsBeforeItBegins(fields={"valid_to": [str(EndsBeforeItBegins.sentence)]})


def check_can_save_audience(audience: Audience, *, by: User, at: datetime) -> None:
    """This will refuse NotAllowed, and BodyHasEnded for a new listener of a body that ended."""
    _check_may(audience, "audience", by)
    if audience.pk is None and audience.body.has_ended(timezone.localdate(at)):
        raise BodyHasEnded(fields={"body": [str(BodyHasEnded.sentence)]})


def _check_may(row: Body | Audience, name: str, by: User) -> None:
    verb = "add" if row.pk is None else "change"
    if not by.is_active or not by.has_perm(f"answers.{verb}_{name}"):
        raise NotAllowed
