"""The only writers of clubs' rows. One module for each noun."""

from clubs.actions.clubs import (
    appoint_facilitator,
    end_facilitator,
    end_membership,
    forget_member,
    save_club,
)
from clubs.actions.codes import PrintedCode, Sheet, make_codes, print_sheet, revoke_pack
from clubs.actions.joining import CameIn, forget_old_counts, join_club, open_code, sign_in
from clubs.actions.meetings import record_meeting, report_incident
from clubs.actions.notices import post_notice, take_down_notice

__all__ = [
    "CameIn",
    "PrintedCode",
    "Sheet",
    "appoint_facilitator",
    "end_facilitator",
    "end_membership",
    "forget_member",
    "forget_old_counts",
    "join_club",
    "make_codes",
    "open_code",
    "post_notice",
    "print_sheet",
    "record_meeting",
    "report_incident",
    "revoke_pack",
    "save_club",
    "sign_in",
    "take_down_notice",
]
