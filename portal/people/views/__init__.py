"""Doors of people outside the admin. One module for each noun."""

from portal.people.views.staff import AuthenticateView, InvitationView, ReauthenticateView, closed

__all__ = [
    "AuthenticateView",
    "InvitationView",
    "ReauthenticateView",
    "closed",
]
