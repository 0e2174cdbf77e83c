"""What a child's own secret may be: four digits, or four of nine pictures in their order."""

import re

from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import Refusal
from portal.foundation.vietnamese import text
from portal.people.models import PIN_LENGTH, Participant, PinKind, PinPicture

WRONG_PINS_BEFORE_LOCK = 5
_RISING = "0123456789"


class BadPin(Refusal):
    """Not of the shape."""

    code = "bad_pin"
    status = 400
    sentence = _("Mã riêng gồm bốn chữ số. Em gõ lại nhé.")

    def __init__(self, sentence: object = None) -> None:
        super().__init__(sentence)
        self.fields = {"pin": [str(self.sentence)]}


class EasyPin(BadPin):
    """The first that anyone would try."""

    code = "easy_pin"
    sentence = _("Mã này bạn khác dễ đoán ra. Em nghĩ một mã khó hơn nhé.")


class WrongPin(Refusal):
    """The name or the PIN does not fit; which of them, nobody is told."""

    code = "wrong_pin"
    status = 403
    sentence = _("Bút danh hoặc mã riêng chưa đúng. Em thử lại nhé.")


class PinLocked(Refusal):
    """Five wrong PINs in a row: only a facilitator lifts it."""

    code = "pin_locked"
    status = 429
    sentence = _("Sai mã nhiều lần nên cửa tạm khóa. Em nhờ cô chú phụ trách mở giúp nhé.")


def read_pin(pin: str, pin_kind: str) -> str | None:
    """This will return a PIN in the form that is hashed, or None when it has not the shape of its kind.

    Digits may come with spaces or full width; pictures by name, parted by commas, spaces or hyphens.
    """
    typed = text.normalize(pin, single_line=True)
    if pin_kind == PinKind.PICTURES:
        names = re.findall(r"[a-z]+", typed.lower())
        return "-".join(names) if len(names) == PIN_LENGTH and set(names) <= set(PinPicture.values) else None
    digits = typed.replace(" ", "")
    return digits if re.fullmatch(r"[0-9]{4}", digits) else None


def check_pin_shape(pin: str, pin_kind: str) -> str:
    """This will return a new PIN in the form that is hashed.

    It refuses BadPin (not four digits, not four of the nine pictures) and EasyPin (all the same, or counting up or down).
    """
    clean = read_pin(pin, pin_kind) if pin_kind in PinKind.values else None
    if clean is None:
        raise BadPin(_("Em chọn đủ bốn hình nhé.") if pin_kind == PinKind.PICTURES else None)
    parts = clean.split("-") if pin_kind == PinKind.PICTURES else list(clean)
    if len(set(parts)) == 1 or clean in _RISING or clean in _RISING[::-1]:
        raise EasyPin
    return clean


def check_can_try_pin(participant: Participant) -> None:
    """This will refuse PinLocked while five wrong PINs stand. No query."""
    if participant.is_locked:
        raise PinLocked
