"""What is due about clubs at every tick."""

from datetime import datetime

from clubs import actions
from portal.foundation.jobs import due_job


@due_job
def forget_old_counts(at: datetime) -> int:
    return actions.forget_old_counts(at=at)


@due_job
def expire_pieces(at: datetime) -> int:
    return actions.expire_pieces(at=at)


@due_job
def take_off_without_consent(at: datetime) -> int:
    return actions.take_off_without_consent(at=at) + actions.take_opinions_off_without_consent(at=at)


@due_job
def purge_drafts(at: datetime) -> int:
    return actions.purge_drafts(at=at)


@due_job
def finish_withdrawals(at: datetime) -> int:
    return actions.finish_withdrawals(at=at)
