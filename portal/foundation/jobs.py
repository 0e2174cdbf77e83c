"""What `manage.py tick` does: named jobs that apps register.

Every job is an idempotent scan of rows that are due, given the moment. A job that fails does not stop the others.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Job = Callable[[datetime], Any]
_jobs: dict[str, Job] = {}


def due_job(function: Job) -> Job:
    """This will add a function of the moment to every tick; call it in a module the app's `ready()` imports."""
    _jobs[f"{function.__module__}.{function.__name__}"] = function
    return function


def all_jobs() -> dict[str, Job]:
    """This will return every registered job by dotted name."""
    return dict(_jobs)
