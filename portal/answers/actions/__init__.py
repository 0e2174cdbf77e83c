"""The only writers of what adults owe children. One module for each noun."""

from portal.answers.actions.again import takes_again, write_again
from portal.answers.actions.erasing import KEEP_RECEIPTS, blank_receipt, erase_old_receipts, forget_participant
from portal.answers.actions.receipts import (
    check_receipt_pin,
    code_of,
    erase_by_pin,
    erase_receipt,
    find_receipt,
    finish_erasures,
    forget_wrong_lookups,
    issue_receipt,
    set_receipt_pin,
)

__all__ = [
    "KEEP_RECEIPTS",
    "blank_receipt",
    "check_receipt_pin",
    "code_of",
    "erase_by_pin",
    "erase_old_receipts",
    "erase_receipt",
    "find_receipt",
    "finish_erasures",
    "forget_participant",
    "forget_wrong_lookups",
    "issue_receipt",
    "set_receipt_pin",
    "takes_again",
    "write_again",
]
