"""Working days of Vietnamese offices: Monday to Friday, less the holidays staff keep."""

from datetime import date, timedelta

from portal.foundation.models import Holiday


def is_working_day(day: date) -> bool:
    """This will say whether offices are open on a day. One query."""
    return day.weekday() < 5 and not Holiday.objects.filter(day=day).exists()


def after(day: date, working_days: int) -> date:
    """This will return the last day of a term of so many working days; the day itself does not count. One query."""
    # No run of holidays is longer than three weeks.
    span = day + timedelta(days=working_days * 2 + 30)
    closed = set(Holiday.objects.filter(day__range=(day, span)).values_list("day", flat=True))
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in closed
    return day
