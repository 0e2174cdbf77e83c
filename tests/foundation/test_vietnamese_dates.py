"""Dates with the day before the month, the 24-hour clock, the school year."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import dates

LATE_IN_LONDON = datetime(2021, 1, 12, 18, 30, tzinfo=UTC)


def test_it_writes_dates() -> None:
    day = date(2021, 1, 12)

    assert dates.format_date(day) == "12/01/2021"
    assert dates.format_long_date(day) == "ngày 12 tháng 01 năm 2021"
    assert dates.format_weekday(day) == "thứ Ba"


def test_it_pads_days_and_months_as_official_letters_do() -> None:
    assert dates.format_long_date(date(2026, 3, 5)) == "ngày 05 tháng 3 năm 2026"


def test_it_names_sunday() -> None:
    assert dates.format_weekday(date(2026, 11, 22)) == "Chủ nhật"


def test_it_writes_times() -> None:
    assert dates.format_time(time(14, 30)) == "14:30"
    assert dates.format_time(time(7, 5)) == "07:05"


def test_it_shows_moments_as_the_clock_here_does() -> None:
    assert dates.format_date(LATE_IN_LONDON) == "13/01/2021"
    assert dates.format_time(LATE_IN_LONDON) == "01:30"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 1), "2026–2027"),
        (date(2026, 8, 31), "2025–2026"),
        (date(2027, 5, 31), "2026–2027"),
    ],
)
def test_it_knows_the_school_year(day: date, year: str) -> None:
    assert dates.school_year(day) == year


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/01/2021", date(2021, 1, 12)),
        ("29/03/2024", date(2024, 3, 29)),
        ("1/6/2026", date(2026, 6, 1)),
        ("12-01-2021", date(2021, 1, 12)),
        ("12.01.2021", date(2021, 1, 12)),
        ("2021-01-12", date(2021, 1, 12)),
        (" ngày 12 tháng 01 năm 2021 ", date(2021, 1, 12)),
        ("12 Tháng 1 năm 2021", date(2021, 1, 12)),
    ],
)
def test_it_reads_the_day_before_the_month(written: str, day: date) -> None:
    assert dates.parse_date(written) == day


@pytest.mark.parametrize("written", ["", "12/01/21", "12/01-2021", "hôm nay", "01/2021", "12 01 2021", "2021/01/12"])
def test_it_refuses_other_dates_and_shows_how_to_write_them(written: str) -> None:
    with pytest.raises(dates.UnreadableDateError, match="ví dụ 12/01/2021"):
        dates.parse_date(written)


@pytest.mark.parametrize("written", ["31/02/2021", "29/02/2023", "01/13/2021", "2021-13-01", "0/1/2021", "01/01/0000"])
def test_it_says_when_a_day_does_not_exist(written: str) -> None:
    with pytest.raises(dates.UnreadableDateError, match="Không có ngày"):
        dates.parse_date(written)


@given(st.dates())
def test_it_reads_back_every_date_it_writes(day: date) -> None:
    assert dates.parse_date(dates.format_date(day)) == day
    assert dates.parse_date(dates.format_long_date(day)) == day
    assert dates.parse_date(day.isoformat()) == day
