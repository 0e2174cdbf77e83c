"""The only writers of safeguarding's rows. One module for each noun."""

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
from portal.safeguarding.actions.texts import receive_text, screen_missed_texts, screen_text

__all__ = [
    "blank_text",
    "blank_texts_of_participant",
    "confirm_hotline_change",
    "erase_text",
    "load_demo_hotlines",
    "propose_hotline_change",
    "purge_texts",
    "receive_text",
    "reject_hotline_change",
    "restore_hotlines",
    "save_agency",
    "screen_missed_texts",
    "screen_text",
    "sign_hotlines",
    "withdraw_text",
]
