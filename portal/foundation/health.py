"""Readiness: named checks that apps register and `/readyz` runs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils.crypto import get_random_string

from portal.foundation import triggers
from portal.foundation.models import Tick

TICK_LATE_AFTER = timedelta(minutes=5)

_checks: dict[str, Callable[[datetime], str | None]] = {}


def readiness_check(function: Callable[[datetime], str | None]) -> Callable[[datetime], str | None]:
    """This will add a check to `/readyz`: a function of the moment that returns a sentence about what is wrong, or None."""
    _checks[function.__name__] = function
    return function


def problems(*, at: datetime) -> dict[str, str]:
    """This will run every check and return what is wrong by check name; a check that raises is itself a problem."""
    found = {}
    for name, check in _checks.items():
        try:
            problem = check(at)
        except Exception as error:  # whatever breaks, the probe must answer
            problem = f"{type(error).__name__}"
        if problem:
            found[name] = problem
    return found


@readiness_check
def database(at: datetime) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


@readiness_check
def cache_answers(at: datetime) -> str | None:
    token = get_random_string(12)
    cache.set("readyz", token, 10)
    return None if cache.get("readyz") == token else "the cache does not give back what it was given"


@readiness_check
def last_tick(at: datetime) -> str | None:
    tick = Tick.objects.first()
    if tick is None:
        return "manage.py tick has never run"
    if at - tick.finished_at > TICK_LATE_AFTER:
        return f"the last tick ended {int((at - tick.finished_at).total_seconds() // 60)} minutes ago"
    return None


@readiness_check
def append_only_triggers(at: datetime) -> str | None:
    missing = triggers.missing()
    return f"triggers are missing on: {', '.join(missing)}" if missing else None
