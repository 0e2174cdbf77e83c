"""Reads about what adults owe children. One module for each noun."""

from portal.answers.queries.receipts import (
    PURPOSE,
    STATES,
    ReceiptView,
    Reply,
    SentText,
    days_overdue,
    digest_of,
    hour_of,
    look_at,
    receipt_of,
    state_told,
    texts_of,
    texts_since,
    wrong_lookups,
)

__all__ = [
    "PURPOSE",
    "STATES",
    "ReceiptView",
    "Reply",
    "SentText",
    "days_overdue",
    "digest_of",
    "hour_of",
    "look_at",
    "receipt_of",
    "state_told",
    "texts_of",
    "texts_since",
    "wrong_lookups",
]
