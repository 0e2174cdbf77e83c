"""The only writers of people's rows. One module for each noun."""

from portal.people.actions.access import log_access
from portal.people.actions.accounts import change_person, reset_second_factor, unlock_account
from portal.people.actions.demo import NotDemo, create_demo_accounts
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
    create_participant,
    erase_participant,
    rename_participant,
    restate_age_band,
)
from portal.people.actions.pins import (
    check_pin,
    reset_pin,
    set_pin,
    unlock_participant,
)
from portal.people.actions.qualifications import ImpossibleDates, record_qualification, remind_of_expiry
from portal.people.actions.roles import ensure_roles
from portal.people.actions.second_factors import reencrypt_second_factors
from portal.people.actions.sign_ins import forget_unknown_addresses, record_failed_sign_in, record_sign_in

__all__ = [
    "ImpossibleDates",
    "NotDemo",
    "accept_invitation",
    "change_person",
    "check_pin",
    "choose_language",
    "close_all_sessions",
    "close_session",
    "create_demo_accounts",
    "create_participant",
    "ensure_roles",
    "erase_participant",
    "forget_sessions",
    "forget_unknown_addresses",
    "invite_person",
    "log_access",
    "open_invitation",
    "open_session",
    "record_failed_sign_in",
    "record_qualification",
    "record_sign_in",
    "reencrypt_second_factors",
    "remind_of_expiry",
    "rename_participant",
    "reset_pin",
    "reset_second_factor",
    "restate_age_band",
    "set_pin",
    "touch_session",
    "unlock_account",
    "unlock_participant",
    "withdraw_invitation",
]
