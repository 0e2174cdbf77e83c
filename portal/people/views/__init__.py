"""Doors of people outside the admin. One module for each noun."""

from portal.people.views.consents import consent, consents
from portal.people.views.consents import withdraw as withdraw_consent
from portal.people.views.guardians import GuardianView
from portal.people.views.guardians import withdraw as withdraw_by_code
from portal.people.views.participants import AgeView, LanguageView, PinView, leave, left, machines
from portal.people.views.staff import AuthenticateView, InvitationView, ReauthenticateView, closed

__all__ = [
    "AgeView",
    "AuthenticateView",
    "GuardianView",
    "InvitationView",
    "LanguageView",
    "PinView",
    "ReauthenticateView",
    "closed",
    "consent",
    "consents",
    "leave",
    "left",
    "machines",
    "withdraw_by_code",
    "withdraw_consent",
]
