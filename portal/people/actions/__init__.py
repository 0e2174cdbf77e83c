"""The only writers of people's rows. One module for each noun."""

from portal.people.actions.access import log_access
from portal.people.actions.accounts import change_person, reset_second_factor, unlock_account
from portal.people.actions.demo import NotDemo, create_demo_accounts
from portal.people.actions.invitations import accept_invitation, invite_person, open_invitation, withdraw_invitation
from portal.people.actions.qualifications import ImpossibleDates, record_qualification, remind_of_expiry
from portal.people.actions.roles import ensure_roles
from portal.people.actions.second_factors import reencrypt_second_factors
from portal.people.actions.sign_ins import forget_unknown_addresses, record_failed_sign_in, record_sign_in

__all__ = [
    "ImpossibleDates",
    "NotDemo",
    "accept_invitation",
    "change_person",
    "create_demo_accounts",
    "ensure_roles",
    "forget_unknown_addresses",
    "invite_person",
    "log_access",
    "open_invitation",
    "record_failed_sign_in",
    "record_qualification",
    "record_sign_in",
    "reencrypt_second_factors",
    "remind_of_expiry",
    "reset_second_factor",
    "unlock_account",
    "withdraw_invitation",
]
