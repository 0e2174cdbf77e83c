"""What is due about clubs at every tick."""

from datetime import datetime

from clubs import actions
from portal.foundation.jobs import due_job


@due_job
def forget_old_counts(at: datetime) -> int:
    return actions.forget_old_counts(at=at)
