"""What is due about people at every tick."""

from datetime import datetime

from portal.foundation.jobs import due_job
from portal.people import actions


@due_job
def remind_of_expiry(at: datetime) -> int:
    return actions.remind_of_expiry(at=at)


@due_job
def forget_unknown_addresses(at: datetime) -> int:
    return actions.forget_unknown_addresses(at=at)


@due_job
def reencrypt_second_factors(at: datetime) -> int:
    return actions.reencrypt_second_factors()


@due_job
def forget_participant_sessions(at: datetime) -> int:
    return actions.forget_sessions(at=at)


@due_job
def announce_withdrawals(at: datetime) -> int:
    return actions.announce_withdrawals(at=at)


@due_job
def finish_withdrawals(at: datetime) -> int:
    return actions.finish_withdrawals(at=at)
