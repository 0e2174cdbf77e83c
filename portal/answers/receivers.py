"""What this app does when asked from below: erase, and tidy up every minute."""

from datetime import datetime
from uuid import UUID

from portal.answers import actions
from portal.foundation.erasure import eraser
from portal.foundation.jobs import due_job


@eraser("receipt")
def forget_receipt(subject: UUID, at: datetime) -> None:
    actions.blank_receipt(subject, at=at)


@eraser("participant")
def forget_participant(subject: UUID, at: datetime) -> None:
    actions.forget_participant(subject, at=at)


@due_job
def tell_of_danger(at: datetime) -> int:
    return actions.tell_of_danger(at=at)


@due_job
def erase_old_receipts(at: datetime) -> int:
    return actions.erase_old_receipts(at=at)


@due_job
def forget_wrong_lookups(at: datetime) -> int:
    return actions.forget_wrong_lookups(at=at)
