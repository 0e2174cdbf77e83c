"""Counts, percentages and money as they are written here: 16.700 · 10,2 · 32.000.000 đồng."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.vietnamese import text as vietnamese_text
from portal.foundation.vietnamese import words

_UNITS = {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_AMOUNT = re.compile(rf"(?P<number>.*?)\s*(?P<unit>{'|'.join(_UNITS)})?\s*(?:đồng|đ|₫|vnd|vnđ)?")
_LONGEST = 19  # 10**18, which decimal arithmetic and database integers hold exactly
_PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
_DOTS_GROUP = re.compile(r"[1-9][0-9]{0,2}([. ])[0-9]{3}(\1[0-9]{3})*(,[0-9]+)?")
_COMMAS_GROUP = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){2,}")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


class Qualifier(models.TextChoices):
    """How exactly a count was reported: kept as its source said it, never worked out from the parts."""

    EXACT = "exact", gettext_lazy("đúng")
    MORE_THAN = "more_than", gettext_lazy("hơn")
    APPROX = "approx", gettext_lazy("khoảng")


class UnreadableNumberError(ValueError):
    """A number that cannot be read; its message is a Vietnamese sentence that names the remedy."""


class AmbiguousNumber(UnreadableNumberError):  # noqa: N818 (the name says what happened)
    """A number that people read in two ways; ``readings`` holds the larger and the smaller."""

    def __init__(self, message: str, readings: tuple[Decimal, Decimal]) -> None:
        super().__init__(message)
        self.readings = readings


def format_number(number: int) -> str:
    """Return a whole number in groups of three: "16.700"."""
    return f"{number:,}".replace(",", ".")


def format_decimal(number: Decimal | int, digits: int | None = None) -> str:
    """Return "10,2" or "1.234,5"; ``digits`` after the comma are rounded half up, or kept as given."""
    number = Decimal(number)
    if digits is not None:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def format_percent(numerator: int, denominator: int, digits: int = 1, truncated: bool = False) -> str:
    """Return a share with what it was worked out from: "42,3 % (41/97)".

    Rounded half up; ``truncated`` cuts instead, only to quote a figure that was published so. Nothing out of
    nothing is "–". Refuses (``ValueError``) negative counts.
    """
    if numerator < 0 or denominator < 0:
        raise ValueError("A share is made of counts, which are never negative.")
    parts = f"({format_number(numerator)}/{format_number(denominator)})"
    if denominator == 0:
        return f"– {parts}"
    # Scaled before it is divided: a quotient already rounded by the decimal context could round up twice.
    scaled, rest = divmod(numerator * 100 * 10**digits, denominator)
    if not truncated and rest * 2 >= denominator:
        scaled += 1
    return f"{format_decimal(Decimal(scaled).scaleb(-digits))} % {parts}"


def format_count(number: int, unit: str = "", qualifier: str = Qualifier.EXACT) -> str:
    """Return a count with its unit and the qualifier it was reported with: "hơn 3.000 lượt", "21 câu lạc bộ".

    Refuses (``ValueError``) negative counts and unknown qualifiers.
    """
    if number < 0:
        raise ValueError("A count is never negative.")
    qualifier = Qualifier(qualifier)
    said = "" if qualifier == Qualifier.EXACT else str(qualifier.label)
    return " ".join(part for part in (said, format_number(number), unit) if part)


def format_dong(amount: int) -> str:
    """Return a sum of money in full: "32.000.000 đồng"."""
    return f"{format_number(amount)} đồng"


def format_large_dong(amount: int) -> str:
    """Return a large sum short and in full: "20,6 tỷ đồng (20.594.000.000 đồng)"; below a million, in full only."""
    for size, unit in ((10**9, "tỷ"), (10**6, "triệu")):
        if amount >= size:
            short = format_decimal(Decimal(amount) / size, digits=1).removesuffix(",0")
            return f"{short} {unit} đồng ({format_dong(amount)})"
    return format_dong(amount)


def parse_number(text: str) -> Decimal:
    """Return the number that was written the Vietnamese way: "16.700" is 16700, "10,2" is 10.2.

    Refuses (``AmbiguousNumber``) a comma before exactly three digits, which the published figures use for
    thousands and schools teach as a decimal mark; refuses (``UnreadableNumberError``) numbers of more than 19
    characters and everything else, "1.5" too.
    """
    written = vietnamese_text.normalize(text, single_line=True).replace("−", "-")
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    if _TWO_READINGS.fullmatch(digits):
        larger, smaller = (Decimal(sign + digits.replace(",", mark)) for mark in ("", "."))
        raise _ambiguous(written, larger, smaller)
    if _COMMAS_GROUP.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _DOTS_GROUP.fullmatch(digits) or _PLAIN.fullmatch(digits):
        plain = re.sub("[. ]", "", digits).replace(",", ".")
    else:
        plain = ""
    if not 0 < len(plain) <= _LONGEST:
        raise UnreadableNumberError(
            _("Không đọc được số “%(written)s”. Hãy ghi số bằng chữ số, ví dụ 16700, 16.700 hoặc 10,2.")
            % {"written": written}
        )
    return Decimal(sign + plain)


def parse_amount(text: str) -> int:
    """Return a sum of money in đồng: "32.000.000 đ", "32 triệu" and "10,2 triệu đồng" are read.

    Refuses (``AmbiguousNumber``) "20,594 triệu", naming both sums; refuses (``UnreadableNumberError``) negative
    sums, parts of a đồng, sums above 10¹⁸ and other currencies.
    """
    written = vietnamese_text.searchable(text)
    found = _AMOUNT.fullmatch(written)
    size = _UNITS[found["unit"]] if found and found["unit"] else 1
    try:
        amount = parse_number(found["number"] if found else written) * size
    except AmbiguousNumber as error:
        larger, smaller = (reading * size for reading in error.readings)
        raise _ambiguous(written, larger, smaller, unit=_(" đồng")) from None
    if amount != amount.to_integral_value() or not 0 <= amount <= words.LARGEST:
        raise UnreadableNumberError(_("Số tiền là số đồng nguyên, không âm. Hãy ghi đủ các chữ số, ví dụ 32.000.000."))
    return int(amount)


def _ambiguous(written: str, larger: Decimal, smaller: Decimal, unit: str = "") -> AmbiguousNumber:
    sentence = _(
        "“%(written)s” có thể đọc là %(larger)s%(unit)s hoặc %(smaller)s%(unit)s. "
        "Hãy ghi lại: %(plain_larger)s hoặc %(plain_smaller)s."
    )
    named = {
        "written": written,
        "unit": unit,
        "larger": _say(larger),
        "smaller": _say(smaller),
        "plain_larger": f"{larger:f}",
        "plain_smaller": _write_plainly(smaller),
    }
    return AmbiguousNumber(sentence % named, (larger, smaller))


def _say(number: Decimal) -> str:
    return format_decimal(number).replace(",", " phẩy ") if number % 1 else format_number(int(number))


def _write_plainly(number: Decimal) -> str:
    """Write a number so that it has one reading: a fourth decimal tells a decimal comma from a group."""
    return f"{number:.4f}".replace(".", ",") if number % 1 else f"{number:.0f}"
