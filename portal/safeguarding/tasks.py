"""What is due about safety at every tick."""

from datetime import datetime

from portal.foundation.jobs import due_job
from portal.safeguarding import actions


@due_job
def climb_ladders(at: datetime) -> int:
    return actions.climb_ladders(at=at)


@due_job
def warn_of_gaps(at: datetime) -> int:
    return actions.warn_of_gaps(at=at)


@due_job
def tell_director_of_unread(at: datetime) -> int:
    return actions.tell_director_of_unread(at=at)


@due_job
def pseudonymise_concerns(at: datetime) -> int:
    return actions.pseudonymise_concerns(at=at)


@due_job
def forget_concerns(at: datetime) -> int:
    return actions.forget_concerns(at=at)
