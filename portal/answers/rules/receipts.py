"""Who may do what with a receipt."""

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from portal.answers import queries
from portal.answers.models import Receipt
from portal.foundation.refusals import Refusal, Throttled
from portal.foundation.throttling import Limit, count_sending, flood_of
from portal.people.models import Participant
from portal.safeguarding.models import Report

MOST_WRONG_AN_HOUR = 3_000
"""Codes nobody has, typed anywhere in an hour: a guesser needs 176 million for one of 100,000 receipts, seven years of this."""
MOST_WRONG_ALIKE = 100
"""Of these, in one of 256 buckets: machines that repeat one code meet this first."""
WRONG_PINS = 5
"""After so many the PIN opens nothing any more; staff can still erase."""
PIN_VALID_FOR = timedelta(hours=2)
"""How long the page that shows a code may still set a PIN for it."""
RESEND_LIMIT = 5
"""Texts a child may add to one thread in a day."""


class UnknownCode(Refusal):
    """Nobody was given this code."""

    code = "unknown_code"
    status = 404
    sentence = _("Cô chú chưa tìm thấy mã này. Em xem lại từng chữ nhé, dấu và chữ hoa không quan trọng.")


class NotTheSender(Refusal):
    """The key of a sending is another's: the keys of what is public are public, and a code is for its own child alone."""

    code = "sent_by_another"
    status = 409
    sentence = _("Phiếu này đã gửi rồi. Em mở trang mới rồi gửi lại nhé.")


class TooManyLookups(Throttled):
    """Too many wrong codes were typed in this hour."""

    code = "too_many_lookups"
    sentence = _("Có nhiều mã sai quá, nên trang tạm nghỉ. Em giữ mã và quay lại sau một giờ nhé.")


class BadPin(Refusal):
    """Not four digits."""

    code = "bad_pin"
    status = 400
    sentence = _("Mã riêng là bốn chữ số, ví dụ 4071.")


class WeakPin(BadPin):
    """What anybody would try first."""

    code = "weak_pin"
    sentence = _("Mã riêng này dễ đoán quá. Em chọn bốn số khác nhé.")


class PinTaken(Refusal):
    """A PIN was set before."""

    code = "pin_taken"
    status = 409
    sentence = _("Biên nhận này có mã riêng rồi.")


class PinTooLate(Refusal):
    """The page that could set a PIN is gone; who finds the code later must not set one."""

    code = "pin_too_late"
    status = 409
    sentence = _("Trang này đã mở lâu quá nên chưa đặt được mã riêng. Mã phiếu của em vẫn dùng được.")


class NoPin(Refusal):
    """The receipt was never given a PIN."""

    code = "no_pin"
    status = 409
    sentence = _("Biên nhận này không có mã riêng. Em nhờ cô chú làm giúp nhé.")


class WrongPin(Refusal):
    """Another PIN."""

    code = "wrong_pin"
    sentence = _("Mã riêng chưa đúng. Em thử lại nhé.")


class PinLocked(Refusal):
    """Too many wrong ones."""

    code = "pin_locked"
    sentence = _("Mã riêng bị sai nhiều lần nên đã khóa. Em nhờ cô chú làm giúp nhé.")


class AlreadyErased(Refusal):
    """Nothing is kept behind this receipt any more."""

    code = "already_erased"
    status = 409
    sentence = _("Lời này đã được xóa rồi.")


class ResentTooOften(Refusal):
    """Enough for one day."""

    code = "resent_too_often"
    status = 429
    sentence = _("Hôm nay em gửi nhiều rồi. Mai em gửi tiếp nhé. Chuyện gấp thì em gọi 111.")


WRONG_CODES = Limit("receipt-codes", 60, refusal=TooManyLookups)
"""From one place in an hour: it waits alone, long before anyone else has to. A whole school mistypes less."""


class TooManySendings(Throttled):
    """One place sent very much in an hour. Nothing typed is lost, and nobody in danger is refused."""

    code = "too_many_sendings"
    sentence = _("Nơi này gửi nhiều lời quá. Em giữ trang này, một giờ nữa gửi lại nhé. Chuyện gấp thì em gọi 111.")


SENDINGS = Limit("sendings", 60, refusal=TooManySendings)
"""Complaints, requests and reports from one place in an hour: more than any school writes."""
DANGERS = Limit("danger-reports", 10)
"""Reports of danger from one place in an hour that each wake somebody; what comes beyond is kept and read as one concern."""
REPORTS = Limit("other-reports", 10)
"""The same for reports of anything else, whose words may wake somebody too."""


def throttle_report(reason: str, request: Any) -> UUID | None:
    """This will count a report and return under which flood it comes, None for one of few; TooManySendings refuses very many.

    Whoever may be in danger is never told to wait.
    """
    if reason == Report.Reason.DANGER:
        return flood_of(request, DANGERS)
    count_sending(request, SENDINGS)
    return flood_of(request, REPORTS)


def check_is_sender(receipt: Receipt, *, kind: str, participant: Participant | None) -> None:
    """This will refuse NotTheSender unless a receipt was given to this very child, or to nobody known, for the same thing."""
    if receipt.kind != kind or receipt.participant_id != (participant.pk if participant else None):
        raise NotTheSender


def check_can_look_up(bucket: str, *, at: datetime) -> None:
    """This will refuse TooManyLookups while too many wrong codes came in this hour, in all or alike."""
    in_all, alike = queries.wrong_lookups(bucket, at=at)
    if in_all >= MOST_WRONG_AN_HOUR or alike >= MOST_WRONG_ALIKE:
        raise TooManyLookups


def check_pin_shape(pin: str) -> None:
    """This will refuse BadPin for anything but four digits, WeakPin for what anybody would try first."""
    if not re.fullmatch(r"[0-9]{4}", pin):
        raise BadPin(fields={"pin": [str(BadPin.sentence)]})
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise WeakPin(fields={"pin": [str(WeakPin.sentence)]})


def check_can_set_pin(receipt: Receipt) -> None:
    """This will refuse AlreadyErased and PinTaken: who finds a code later must not lock its owner out."""
    if receipt.is_erased:
        raise AlreadyErased
    if receipt.pin_hash:
        raise PinTaken


def check_can_try_pin(receipt: Receipt) -> None:
    """This will refuse AlreadyErased, NoPin and PinLocked."""
    if receipt.is_erased:
        raise AlreadyErased
    if not receipt.pin_hash:
        raise NoPin
    if receipt.wrong_pins >= WRONG_PINS:
        raise PinLocked


def check_can_write_again(receipt: Receipt, *, at: datetime) -> None:
    """This will refuse AlreadyErased and ResentTooOften."""
    if receipt.is_erased:
        raise AlreadyErased
    if queries.texts_since(receipt, at - timedelta(days=1)) >= RESEND_LIMIT:
        raise ResentTooOften


def wrong_pin(receipt: Receipt) -> Refusal:
    """This will return the refusal a wrong PIN deserves now."""
    refusal: type[Refusal] = PinLocked if receipt.wrong_pins >= WRONG_PINS else WrongPin
    fields: dict[str, Any] = {"pin": [str(refusal.sentence)]}
    return refusal(fields=fields)
