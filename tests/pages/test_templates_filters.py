"""The filters write dates, times and numbers as people here write them, and nothing for nothing."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

WRITTEN = [
    ("short_date", date(2021, 1, 12), "12/01/2021"),
    ("long_date", date(2021, 1, 12), "ngày 12 tháng 01 năm 2021"),
    ("clock_time", datetime(2021, 1, 12, 7, 30, tzinfo=UTC), "14:30"),
    ("grouped", 16700, "16.700"),
    ("grouped", 0, "0"),
]


@pytest.mark.parametrize(("name", "value", "expected"), WRITTEN)
def test_it_writes_the_vietnamese_way(name, value, expected):
    template = Template(f"{{% load portal_tags %}}{{{{ value|{name} }}}}")

    assert template.render(Context({"value": value})) == expected


@pytest.mark.parametrize("name", ["short_date", "long_date", "clock_time", "grouped"])
def test_it_writes_nothing_for_nothing(name):
    template = Template(f"{{% load portal_tags %}}{{{{ value|{name} }}}}")

    assert template.render(Context({"value": None})) == ""
