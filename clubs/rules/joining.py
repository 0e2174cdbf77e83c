"""How a child comes in: her pen name, her age, how often one may try."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from clubs.models import Club, ClubMembership
from portal.foundation.refusals import Refusal
from portal.foundation.throttling import Limit
from portal.foundation.vietnamese.text import count_characters, fold, normalize
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import FreeText

WINDOW = timedelta(minutes=15)
"""Wrong tries are counted this long from the first."""
WRONG_FOR_A_NAME = 8
WRONG_FOR_A_CODE = 400
"""Of a club's code in the window. The PIN of each name locks after five; one place meets `FROM_A_PLACE` long before."""
FROM_A_PLACE = 40
"""Wrong tries of one place in the window: it waits alone, no club is locked out by it."""
WRONG_JOIN_CODES = 2_000
"""In the window, of everybody: 23 signs to the eighth power, so one hit in a year of this, without asking who tries."""

SHORTEST_NAME = 2
LONGEST_NAME = 24

NAMES_A_DAY = 5
"""How many pen names of one member the desk is given to read in 24 hours."""


class BadPenName(Refusal):
    """Empty, too long, or nothing to read."""

    code = "bad_pen_name"
    status = 400
    sentence = _("Bút danh ngắn quá hoặc dài quá. Em chọn tên từ 2 đến 24 chữ cái nhé.")

    def __init__(self) -> None:
        super().__init__(fields={"pen_name": [str(self.sentence)]})


class PenNamePersonal(BadPenName):
    """It tells who or where the child is."""

    code = "pen_name_personal"
    sentence = _("Bút danh này cho biết em là ai hoặc ở đâu. Em chọn tên khác nhé.")


class PenNameTaken(BadPenName):
    """Another member bears it, however it is written."""

    code = "pen_name_taken"
    status = 409
    sentence = _("Câu lạc bộ có bạn dùng tên này rồi. Em chọn tên khác nhé.")


class PenNameRejected(BadPenName):
    """The very name the desk did not accept."""

    code = "pen_name_rejected"
    status = 409
    sentence = _("Tên này chưa dùng được. Em chọn tên khác nhé.")


class TooManyNames(BadPenName):
    """The desk reads each; five in a day are enough."""

    code = "too_many_names"
    status = 429
    sentence = _("Hôm nay em đổi tên nhiều lần rồi. Mai em đổi tiếp nhé.")


class SignInFailed(Refusal):
    """One sentence whatever was wrong, so that nobody learns which names a club knows."""

    code = "sign_in_failed"
    status = 403
    sentence = _("Chưa vào được. Em xem lại mã câu lạc bộ, bút danh và mã riêng. Nếu quên, em hỏi cô chú phụ trách.")


class TooManyTries(Refusal):
    """Too many wrong tries of one code or name; said alike whether such a code or name exists."""

    code = "throttled"
    status = 429
    sentence = _("Em thử nhiều lần quá. Em đợi 15 phút rồi thử lại, hoặc hỏi cô chú phụ trách.")


def wrong_joins() -> Limit:
    """This will return how often one place may try join codes nobody has."""
    return Limit("join-codes", FROM_A_PLACE, int(WINDOW.total_seconds()), TooManyTries)


def wrong_sign_ins() -> Limit:
    """This will return how often one place may fail to sign in."""
    return Limit("sign-ins", FROM_A_PLACE, int(WINDOW.total_seconds()), TooManyTries)


def all_wrong_joins() -> Limit:
    """This will return how many join codes nobody has may be tried by everybody."""
    return Limit("all-join-codes", WRONG_JOIN_CODES, int(WINDOW.total_seconds()), TooManyTries)


def tidy_pen_name(typed: str) -> str:
    """This will return a pen name on one line without what cannot be seen."""
    return normalize(typed[:400], single_line=True)


def fold_pen_name(name: str) -> str:
    """This will return a pen name as it is compared: "Mèo Vàng", "meo vang" and "MÈO-VÀNG" are one."""
    return "".join(sign for sign in fold(name) if sign.isalnum())[:60]


def check_pen_name(name: str, club: Club, *, of: ClubMembership | None = None) -> None:
    """This will refuse a pen name that cannot be read, tells who the child is, or is taken in the club.

    `of` is the member who changes hers: the name she bears is free for her, unless the desk did not accept it.
    """
    folded = fold_pen_name(name)
    if not SHORTEST_NAME <= count_characters(name) <= LONGEST_NAME or not folded or len(name) > 40:
        raise BadPenName
    if safeguarding_queries.personal_data(name):
        raise PenNamePersonal
    if of is not None and folded == of.folded_name:
        if not of.participant.pen_name:
            raise PenNameRejected
    elif ClubMembership.objects.filter(club=club, folded_name=folded).exists():
        raise PenNameTaken


def check_names_today(thread: UUID, *, at: datetime) -> None:
    """This will refuse `TooManyNames`: a member's names share a thread."""
    if FreeText.objects.filter(thread=thread, received_at__gt=at - timedelta(days=1)).count() >= NAMES_A_DAY:
        raise TooManyNames
