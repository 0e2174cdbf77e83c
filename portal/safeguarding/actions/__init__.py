"""The only writers of safeguarding's rows. One module for each noun."""

from portal.safeguarding.actions.desk import (
    claim_next_text,
    claim_text,
    decide_text,
    open_text,
    pass_on_text,
    read_second,
    release_text,
    return_text,
)
from portal.safeguarding.actions.erasing import (
    blank_text,
    blank_texts_of_participant,
    erase_text,
    purge_texts,
    withdraw_text,
)
from portal.safeguarding.actions.hotlines import (
    confirm_hotline_change,
    load_demo_hotlines,
    propose_hotline_change,
    reject_hotline_change,
    restore_hotlines,
    save_agency,
    sign_hotlines,
)
from portal.safeguarding.actions.reports import (
    handle_report,
    report_page,
)
from portal.safeguarding.actions.texts import receive_text, screen_missed_texts, screen_text

__all__ = [
    "blank_text",
    "blank_texts_of_participant",
    "claim_next_text",
    "claim_text",
    "confirm_hotline_change",
    "decide_text",
    "erase_text",
    "handle_report",
    "load_demo_hotlines",
    "open_text",
    "pass_on_text",
    "propose_hotline_change",
    "purge_texts",
    "read_second",
    "receive_text",
    "reject_hotline_change",
    "release_text",
    "report_page",
    "restore_hotlines",
    "return_text",
    "save_agency",
    "screen_missed_texts",
    "screen_text",
    "sign_hotlines",
    "withdraw_text",
]
