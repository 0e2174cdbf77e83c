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
from portal.safeguarding.queries.personal_data import Span, mask, personal_data
from portal.safeguarding.queries.texts import WordsUnreadable, original_of, strokes_of, words_of

__all__ = [
    "SHOWN_STATES",
    "ListedHotline",
    "Span",
    "WordsUnreadable",
    "agencies",
    "all_hotlines",
    "callable_numbers",
    "decided_changes",
    "genuine_list",
    "hotlines",
    "latest_list",
    "mask",
    "next_change",
    "original_of",
    "personal_data",
    "signed_entries",
    "strokes_of",
    "waiting_changes",
    "words_of",
]
