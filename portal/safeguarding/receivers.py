"""What safeguarding announces to the layers below it."""

from datetime import datetime

from portal.foundation.page_cache import announces_change
from portal.safeguarding import queries


@announces_change
def next_hotline_change(at: datetime) -> datetime | None:
    return queries.next_change(at)
