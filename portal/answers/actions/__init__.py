"""The only writers of what adults owe children. One module for each noun."""

from portal.answers.actions.again import (
    mended_on_own_page,
    page_to_mend,
    takes_again,
    write_again,
)
from portal.answers.actions.bodies import (
    save_audience,
    save_body,
)
from portal.answers.actions.complaints import (
    answer_complaint,
    complain,
    read_complaint,
    tell_of_danger,
)
from portal.answers.actions.data_requests import (
    answer_request,
    finish_request,
    refuse_request,
    request_data,
)
from portal.answers.actions.demo import demo_codes, load_demo_answers
from portal.answers.actions.erasing import (
    KEEP_RECEIPTS,
    blank_receipt,
    erase_old_receipts,
    forget_participant,
)
from portal.answers.actions.receipts import (
    KEEP_COUNTS,
    check_receipt_pin,
    code_of,
    erase_by_pin,
    erase_receipt,
    find_receipt,
    forget_wrong_lookups,
    issue_receipt,
    open_by_pin,
    pin_token,
    receipt_of_pin_token,
    set_receipt_pin,
)
from portal.answers.actions.replies import (
    OPENED,
    open_words,
    reply,
    see_reply,
    subject_of,
)
from portal.answers.actions.reports import (
    KIND,
    report,
)

__all__ = [
    "KEEP_COUNTS",
    "KEEP_RECEIPTS",
    "KIND",
    "OPENED",
    "answer_complaint",
    "answer_request",
    "blank_receipt",
    "check_receipt_pin",
    "code_of",
    "complain",
    "demo_codes",
    "erase_by_pin",
    "erase_old_receipts",
    "erase_receipt",
    "find_receipt",
    "finish_request",
    "forget_participant",
    "forget_wrong_lookups",
    "issue_receipt",
    "load_demo_answers",
    "mended_on_own_page",
    "open_by_pin",
    "open_words",
    "page_to_mend",
    "pin_token",
    "read_complaint",
    "receipt_of_pin_token",
    "refuse_request",
    "reply",
    "report",
    "request_data",
    "save_audience",
    "save_body",
    "see_reply",
    "set_receipt_pin",
    "subject_of",
    "takes_again",
    "tell_of_danger",
    "write_again",
]
