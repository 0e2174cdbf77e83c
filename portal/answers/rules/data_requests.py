"""What a request about one's own information needs, and by when it is done (Decree 356/2025)."""

from django.utils.translation import gettext_lazy as _

from portal.answers import queries
from portal.answers.models import DataRequest
from portal.answers.rules.complaints import BadChoice
from portal.answers.rules.replies import KeptFromYou
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User

REPLY_WITHIN = 2
"""Working days."""
DONE_WITHIN = 15
"""Days of the calendar: the stricter reading."""


class NeedsCode(Refusal):
    """Neither a code nor a signed-in child says what it is about."""

    code = "needs_code"
    status = 401
    sentence = _("Em hãy ghi mã phiếu của lời em đã gửi.")


class TakenBackByHerself(Refusal):
    """She needs nobody to take back a yes: her own page stops use at once."""

    code = "taken_back_by_herself"
    status = 409
    sentence = _(
        "Em rút lại ở trang “Em có chịu không?” (/em/dong-y/) nhé. Cô chú dừng ngay. Muốn gỡ riêng một bài, em ghi mã phiếu."
    )


class RequestClosed(Refusal):
    """Done or refused before."""

    code = "request_closed"
    status = 409
    sentence = _("Yêu cầu này đã xong.")


def check_request(kind: str, *, has_code: bool, is_signed_in: bool) -> None:
    """This will refuse BadChoice, NeedsCode, and TakenBackByHerself to a signed-in child who names no receipt."""
    if kind not in DataRequest.Kind.values:
        raise BadChoice(fields={"kind": [str(BadChoice.sentence)]})
    if not has_code and not is_signed_in:
        raise NeedsCode(fields={"code": [str(NeedsCode.sentence)]})
    if not has_code and kind == DataRequest.Kind.WITHDRAW:
        raise TakenBackByHerself(fields={"code": [str(TakenBackByHerself.sentence)]})


def sees_at_once(kind: str, *, code: str, pin: str, words: str) -> bool:
    """This will say whether what is kept is shown at once instead of waiting for a person: not where words are for one."""
    return bool(kind == DataRequest.Kind.SEE and code.strip() and pin) and not words.strip()


def check_can_handle_request(request: DataRequest, *, by: User) -> None:
    """This will refuse NotAllowed, KeptFromYou and RequestClosed."""
    if not by.is_active or not by.has_perm("answers.change_datarequest"):
        raise NotAllowed
    if not queries.data_requests(by).filter(pk=request.pk).exists():
        raise KeptFromYou
    if request.done_at is not None:
        raise RequestClosed
