"""Working days of Vietnamese offices: Monday to Friday, less the holidays staff keep."""

from datetime import date, timedelta

from portal.foundation.models import Holiday

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """This will say whether offices are open on a day. One query."""
    return day.weekday() < _SATURDAY and not Holiday.objects.filter(day=day).exists()


def after(day: date, working_days: int) -> date:
    """This will return the last day of a term of so many working days; the day itself does not count. One query.

    It refuses, with ValueError, a term that runs backwards.
    """
    if working_days < 0:
        raise ValueError(working_days)
    closed = set(Holiday.objects.filter(day__gt=day).order_by("day").values_list("day", flat=True)[:_MOST_HOLIDAYS])
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY and day not in closed
    return day


_MOST_HOLIDAYS = 400
"""More days off than any list of years to come holds."""
