"""Terms counted in working days: over week-ends, over Tết, over the days off that staff keep."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.foundation import working_days
from portal.foundation.models import Holiday
from tests import desk, personas

pytestmark = pytest.mark.django_db

TET = [date(2026, 2, day) for day in range(16, 21)]


@pytest.fixture(autouse=True)
def _tet() -> None:
    # Rows of the first migration, put back where another test has emptied the table.
    Holiday.objects.all().delete()
    Holiday.objects.bulk_create([Holiday(day=day, name="Tết Nguyên đán") for day in TET])


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # asked on a Saturday
        (date(2026, 11, 29), 2, date(2026, 12, 1)),
        (date(2026, 11, 26), 2, date(2026, 11, 30)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # the Friday before Tết
        (date(2026, 2, 12), 2, date(2026, 2, 23)),
        (date(2026, 2, 17), 2, date(2026, 2, 24)),  # asked on the first day of the year
        (date(2026, 2, 9), 15, date(2026, 3, 9)),
        (date(2026, 12, 30), 3, date(2027, 1, 4)),
    ],
)
def test_it_counts_working_days_only(start, days, end):
    with CaptureQueriesContext(connection) as asked:
        assert working_days.after(start, days) == end

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 2, 17), False),
        (date(2026, 2, 23), True),
    ],
)
def test_it_knows_when_offices_are_open(day, is_open):
    assert working_days.is_working_day(day) is is_open


def test_it_counts_no_term_backwards():
    with pytest.raises(ValueError, match="-1"):
        working_days.after(date(2026, 11, 23), -1)


def test_it_begins_with_the_days_off_of_two_years():
    from importlib import import_module

    known = import_module("portal.foundation.migrations.0003_public_holidays").HOLIDAYS

    assert {date(2026, 2, 17), date(2026, 4, 30), date(2026, 9, 2), date(2027, 2, 8), date(2027, 4, 16)} <= set(known)
    assert {day.year for day in known} == {2026, 2027}
    assert len([day for day in known if day.weekday() < 5]) >= 20


def test_it_lets_administrators_keep_the_list(clock):
    client = desk.signed_in(personas.administrator())

    page = client.get(reverse("holidays:index"))
    added = client.post(reverse("holidays:add"), {"day": "24/11/2026", "name": "Ngày nghỉ của tỉnh"})

    assert "17/02/2026" in page.text
    assert added.status_code == 302
    assert working_days.after(date(2026, 11, 23), 1) == date(2026, 11, 25)
    again = client.post(reverse("holidays:add"), {"day": "24/11/2026", "name": "Lần nữa"})
    assert "Ngày này đã có trong danh sách." in again.text
    form = client.get(reverse("holidays:add"))
    assert "thông báo chính thức" in form.text
    assert "/admin/ngay-nghi/" in client.get("/admin/").text


def test_it_hides_the_list_from_others(clock):
    client = desk.signed_in(personas.moderator())

    assert client.get(reverse("holidays:index")).status_code in {302, 403}
    assert client.post(reverse("holidays:add"), {"day": "24/11/2026", "name": "x"}).status_code in {302, 403}
    assert not Holiday.objects.filter(day=date(2026, 11, 24)).exists()
