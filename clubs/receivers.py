"""What others announce, and what follows for clubs."""

from datetime import datetime
from uuid import UUID

from clubs import actions
from portal.foundation.erasure import eraser


@eraser("participant")
def forget_member(participant: UUID, at: datetime) -> None:
    actions.forget_member(participant, at=at)
