"""What Django itself prints and reads in Vietnamese, which its own formats get wrong."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.utils import formats, translation


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    settings.FORMAT_MODULE_PATH = "portal.foundation.formats"
    settings.USE_THOUSAND_SEPARATOR = True
    formats.reset_format_cache()
    with translation.override(request.param):
        yield request.param
    formats.reset_format_cache()


@pytest.mark.parametrize(
    ("written", "day"),
    [("12/01/2021", date(2021, 1, 12)), ("29/03/2024", date(2024, 3, 29)), ("12.01.2021", date(2021, 1, 12))],
)
def test_it_reads_the_day_before_the_month_in_every_language(language: str, written: str, day: date) -> None:
    assert forms.DateField().clean(written) == day
    assert forms.DateTimeField().clean("12/01/2021 14:30").replace(tzinfo=None) == datetime(2021, 1, 12, 14, 30)


def test_it_prints_dates_and_numbers(language: str) -> None:
    day, number, decimal = {
        "vi": ("12/01/2021", "16.700", "10,2"),
        "en": ("12 January 2021", "16,700", "10.2"),
    }[language]

    assert formats.date_format(date(2021, 1, 12)) == day
    assert formats.number_format(16700) == number
    assert formats.number_format("10.2") == decimal


def test_it_begins_the_week_on_monday(language: str) -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_it_names_a_month() -> None:
    with translation.override("vi"):
        from portal.foundation.formats.vi import formats as vietnamese

        assert formats.date_format(date(2021, 1, 12), vietnamese.YEAR_MONTH_FORMAT) == "tháng 01 năm 2021"
