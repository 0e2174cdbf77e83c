"""What safeguarding announces to the layers below it, and what it does when they call."""

from datetime import datetime

from portal.foundation.erasure import eraser
from portal.foundation.jobs import due_job
from portal.foundation.page_cache import announces_change
from portal.safeguarding import actions, queries


@announces_change
def next_hotline_change(at: datetime) -> datetime | None:
    return queries.next_change(at)


eraser("text")(actions.blank_text)
eraser("participant")(actions.blank_texts_of_participant)


@due_job
def screen_missed_texts(at: datetime) -> int:
    return actions.screen_missed_texts(at=at)


@due_job
def purge_texts(at: datetime) -> int:
    return actions.purge_texts(at=at)


@due_job
def sweep_public_recordings(at: datetime) -> int:
    return actions.sweep_public_recordings(at=at)
