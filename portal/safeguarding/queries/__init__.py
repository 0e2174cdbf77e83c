"""Reads of safeguarding. One module for each noun."""

from portal.safeguarding.queries.hotlines import (
    SHOWN_STATES,
    ListedHotline,
    agencies,
    all_hotlines,
    callable_numbers,
    decided_changes,
    genuine_list,
    hotlines,
    latest_list,
    next_change,
    signed_entries,
    waiting_changes,
)

__all__ = [
    "SHOWN_STATES",
    "ListedHotline",
    "agencies",
    "all_hotlines",
    "callable_numbers",
    "decided_changes",
    "genuine_list",
    "hotlines",
    "latest_list",
    "next_change",
    "signed_entries",
    "waiting_changes",
]
