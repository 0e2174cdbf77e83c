"""The only writers of safeguarding's rows. One module for each noun."""

from portal.safeguarding.actions.claims import (
    claim_next_text,
    claim_text,
    name_language,
    open_text,
    pass_on_text,
    release_text,
)
from portal.safeguarding.actions.concerns import (
    acknowledge_concern,
    change_severity,
    close_concern,
    hand_over_concern,
    log_opening,
    open_concern,
    pass_on_concern,
    subject_of,
)
from portal.safeguarding.actions.demo_concerns import load_demo_concerns, load_demo_duty
from portal.safeguarding.actions.desk import (
    decide_text,
    note_change_beside,
    read_second,
    return_text,
)
from portal.safeguarding.actions.duty import (
    copy_week,
    fill_week,
    remove_shift,
    save_shift,
    warn_of_gaps,
)
from portal.safeguarding.actions.elsewhere import mark_read_elsewhere
from portal.safeguarding.actions.erasing import (
    blank_text,
    blank_texts_of_participant,
    erase_text,
    hold_texts,
    keep_from_public,
    purge_texts,
    sweep_public_recordings,
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
from portal.safeguarding.actions.ladders import (
    climb_ladders,
)
from portal.safeguarding.actions.old_concerns import forget_concerns, pseudonymise_concerns
from portal.safeguarding.actions.reports import (
    handle_report,
    report_page,
)
from portal.safeguarding.actions.text_keys import Rotation, keeps_sealed, rotate_text_key
from portal.safeguarding.actions.texts import (
    receive_text,
    screen_missed_texts,
    screen_text,
)
from portal.safeguarding.actions.unread import (
    tell_director_of_unread,
)

__all__ = [
    "Rotation",
    "acknowledge_concern",
    "blank_text",
    "blank_texts_of_participant",
    "change_severity",
    "claim_next_text",
    "claim_text",
    "climb_ladders",
    "close_concern",
    "confirm_hotline_change",
    "copy_week",
    "decide_text",
    "erase_text",
    "fill_week",
    "forget_concerns",
    "hand_over_concern",
    "handle_report",
    "hold_texts",
    "keep_from_public",
    "keeps_sealed",
    "load_demo_concerns",
    "load_demo_duty",
    "load_demo_hotlines",
    "log_opening",
    "mark_read_elsewhere",
    "name_language",
    "note_change_beside",
    "open_concern",
    "open_text",
    "pass_on_concern",
    "pass_on_text",
    "propose_hotline_change",
    "pseudonymise_concerns",
    "purge_texts",
    "read_second",
    "receive_text",
    "reject_hotline_change",
    "release_text",
    "remove_shift",
    "report_page",
    "restore_hotlines",
    "return_text",
    "rotate_text_key",
    "save_agency",
    "save_shift",
    "screen_missed_texts",
    "screen_text",
    "sign_hotlines",
    "subject_of",
    "sweep_public_recordings",
    "tell_director_of_unread",
    "warn_of_gaps",
    "withdraw_text",
]
