"""What stands from the first migration on."""

from datetime import UTC, datetime

import pytest

from portal.foundation import hotline as constant
from portal.safeguarding import queries
from portal.safeguarding.models import Hotline, HotlineList

pytestmark = pytest.mark.django_db


def test_it_starts_with_the_five_public_numbers_all_callable(at):
    listed = queries.hotlines(at)

    assert {item.tel for item in listed if item.callable} == {"111", "112", "113", "114", "115"}


def test_it_puts_111_first_and_says_what_the_constant_says(at):
    first = queries.hotlines(at)[0].hotline

    assert (first.number, first.name, first.hours) == (constant.NUMBER, constant.NAME, constant.HOURS)


def test_it_is_signed_from_the_start():
    assert HotlineList.objects.get().is_genuine()


def test_it_may_be_called_on_a_device_whose_clock_is_years_behind():
    past = datetime(2026, 1, 1, tzinfo=UTC)

    assert all(hotline.is_callable(past) for hotline in Hotline.objects.all())
