"""Dates and times as they are written here: day before month, the 24-hour clock, the school year."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from portal.foundation.vietnamese import text as vietnamese_text

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SCHOOL_YEAR_STARTS_IN = 9
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_IN_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})")


class UnreadableDateError(ValueError):
    """A date that cannot be read; its message is a Vietnamese sentence that names the remedy."""


def format_date(day: date) -> str:
    """Return "12/01/2021". A moment with a time zone is shown as the day in Viet Nam."""
    day = _local(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_long_date(day: date) -> str:
    """Return "ngày 12 tháng 01 năm 2021".

    Days below 10 and the months 1 and 2 carry a zero, the other months none (Decree 30/2020, Appendix I).
    """
    day = _local(day)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year:04}"


def format_time(moment: time | datetime) -> str:
    """Return "14:30". A moment with a time zone is shown as the clock in Viet Nam shows it."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(VIETNAM)
    return f"{moment.hour:02}:{moment.minute:02}"


def format_weekday(day: date) -> str:
    """Return "thứ Hai" … "thứ Bảy", "Chủ nhật"."""
    return _WEEKDAYS[_local(day).weekday()]


def school_year(day: date) -> str:
    """Return the school year that a day falls in, "2026–2027"; it begins on 1 September."""
    day = _local(day)
    first = day.year if day.month >= SCHOOL_YEAR_STARTS_IN else day.year - 1
    return f"{first}–{first + 1}"


def parse_date(text: str) -> date:
    """Return the day that was written, day before month: "12/01/2021" is 12 January.

    Reads 12/01/2021, 12-1-2021, 12.01.2021, "ngày 12 tháng 01 năm 2021" and what browsers send (2021-01-12).
    Refuses (``UnreadableDateError``) years of two digits, days that do not exist, and anything else.
    """
    written = vietnamese_text.searchable(text)
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = found[1], found[3], found[4]
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    elif found := _IN_WORDS.fullmatch(written):
        day, month, year = found.groups()
    else:
        raise UnreadableDateError(_("Hãy ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 12/01/2021."))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        sentence = _("Không có ngày %(day)s tháng %(month)s năm %(year)s. Hãy xem lại ngày và tháng.")
        raise UnreadableDateError(sentence % {"day": day, "month": month, "year": year}) from None


def _local(day: date) -> date:
    return day.astimezone(VIETNAM) if isinstance(day, datetime) and day.tzinfo else day
