"""The only writers of people's rows. One module for each noun."""

from portal.people.actions.access import log_access
from portal.people.actions.accounts import change_person, reset_second_factor, unlock_account
from portal.people.actions.consent_texts import add_consent_text, ensure_consent_texts
from portal.people.actions.consents import enter_paper_consent, record_child_consent, witness_consent
from portal.people.actions.demo import NotDemo, ask_demo_guardian, create_demo_accounts, demo_guardian_ways
from portal.people.actions.guardian_links import (
    answer_guardian_link,
    make_guardian_link,
    open_guardian_link,
    revoke_guardian_links,
)
from portal.people.actions.images import tie_picture, untie_picture
from portal.people.actions.invitations import accept_invitation, invite_person, open_invitation, withdraw_invitation
from portal.people.actions.participant_sessions import (
    close_all_sessions,
    close_session,
    forget_sessions,
    open_session,
    touch_session,
)
from portal.people.actions.participants import (
    choose_language,
    correct_age_band,
    create_participant,
    erase_participant,
    rename_participant,
    restate_age_band,
    take_pen_name,
)
from portal.people.actions.pins import (
    change_pin,
    check_pin,
    reset_pin,
    set_pin,
    unlock_participant,
)
from portal.people.actions.qualifications import (
    ImpossibleDates,
    UnknownLanguage,
    record_languages,
    record_qualification,
    remind_of_expiry,
)
from portal.people.actions.roles import ensure_roles
from portal.people.actions.second_factors import reencrypt_second_factors
from portal.people.actions.sign_ins import forget_unknown_addresses, record_failed_sign_in, record_sign_in
from portal.people.actions.withdrawals import (
    announce_withdrawals,
    finish_withdrawals,
    reply_to_withdrawal,
    withdraw_by_code,
    withdraw_consent,
)

__all__ = [
    "ImpossibleDates",
    "NotDemo",
    "UnknownLanguage",
    "accept_invitation",
    "add_consent_text",
    "announce_withdrawals",
    "answer_guardian_link",
    "ask_demo_guardian",
    "change_person",
    "change_pin",
    "check_pin",
    "choose_language",
    "close_all_sessions",
    "close_session",
    "correct_age_band",
    "create_demo_accounts",
    "create_participant",
    "demo_guardian_ways",
    "ensure_consent_texts",
    "ensure_roles",
    "enter_paper_consent",
    "erase_participant",
    "finish_withdrawals",
    "forget_sessions",
    "forget_unknown_addresses",
    "invite_person",
    "log_access",
    "make_guardian_link",
    "open_guardian_link",
    "open_invitation",
    "open_session",
    "record_child_consent",
    "record_failed_sign_in",
    "record_languages",
    "record_qualification",
    "record_sign_in",
    "reencrypt_second_factors",
    "remind_of_expiry",
    "rename_participant",
    "reply_to_withdrawal",
    "reset_pin",
    "reset_second_factor",
    "restate_age_band",
    "revoke_guardian_links",
    "set_pin",
    "take_pen_name",
    "tie_picture",
    "touch_session",
    "unlock_account",
    "unlock_participant",
    "untie_picture",
    "withdraw_by_code",
    "withdraw_consent",
    "withdraw_invitation",
    "witness_consent",
]
