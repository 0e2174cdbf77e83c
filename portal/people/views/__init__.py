"""Doors of people outside the admin. One module for each noun."""

from portal.people.views.participants import AgeView, LanguageView, PinView, leave, left, machines
from portal.people.views.staff import AuthenticateView, InvitationView, ReauthenticateView, closed

__all__ = [
    "AgeView",
    "AuthenticateView",
    "InvitationView",
    "LanguageView",
    "PinView",
    "ReauthenticateView",
    "closed",
    "leave",
    "left",
    "machines",
]
