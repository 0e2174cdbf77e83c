"""The only writers of clubs' rows. One module for each noun."""

from clubs.actions.clubs import (
    appoint_facilitator,
    end_facilitator,
    end_membership,
    forget_member,
    reset_pin,
    save_club,
    unlock_member,
)
from clubs.actions.codes import PrintedCode, Sheet, make_codes, print_sheet, revoke_pack
from clubs.actions.demo import ClubsNotDemo, demo_ways_in, load_demo_clubs
from clubs.actions.demo_pieces import load_demo_pieces
from clubs.actions.drafts import KEPT_FOR, delete_draft, purge_drafts, recording_of, save_draft
from clubs.actions.imports import Imported, import_clubs
from clubs.actions.joining import CameIn, forget_old_counts, join_club, open_code, sign_in
from clubs.actions.meetings import record_meeting, report_incident
from clubs.actions.notices import post_notice, take_down_notice
from clubs.actions.opinions import (
    OPINION,
    open_opinion,
    point_opinion_at,
    reply_privately,
    reply_publicly,
    submit_opinion,
    take_opinions_off_for,
    take_opinions_off_without_consent,
)
from clubs.actions.photos import add_photo, remove_photo
from clubs.actions.pieces import (
    PIECE,
    expire_pieces,
    finish_withdrawals,
    forget_author,
    forget_receipt,
    forget_text,
    point_piece_at,
    renew_piece,
    send_piece,
    take_off,
    take_off_for,
    take_off_without_consent,
    withdraw_piece,
)

__all__ = [
    "KEPT_FOR",
    "OPINION",
    "PIECE",
    "CameIn",
    "ClubsNotDemo",
    "Imported",
    "PrintedCode",
    "Sheet",
    "add_photo",
    "appoint_facilitator",
    "delete_draft",
    "demo_ways_in",
    "end_facilitator",
    "end_membership",
    "expire_pieces",
    "finish_withdrawals",
    "forget_author",
    "forget_member",
    "forget_old_counts",
    "forget_receipt",
    "forget_text",
    "import_clubs",
    "join_club",
    "load_demo_clubs",
    "load_demo_pieces",
    "make_codes",
    "open_code",
    "open_opinion",
    "point_opinion_at",
    "point_piece_at",
    "post_notice",
    "print_sheet",
    "purge_drafts",
    "record_meeting",
    "recording_of",
    "remove_photo",
    "renew_piece",
    "reply_privately",
    "reply_publicly",
    "report_incident",
    "reset_pin",
    "revoke_pack",
    "save_club",
    "save_draft",
    "send_piece",
    "sign_in",
    "submit_opinion",
    "take_down_notice",
    "take_off",
    "take_off_for",
    "take_off_without_consent",
    "take_opinions_off_for",
    "take_opinions_off_without_consent",
    "unlock_member",
    "withdraw_piece",
]
