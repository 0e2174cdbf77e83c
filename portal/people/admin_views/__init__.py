"""Staff screens in the admin. One module for each noun."""

from portal.people.admin_views.abilities import AbilitiesView
from portal.people.admin_views.access import AccessReport
from portal.people.admin_views.accounts import ResetSecondFactorView, StaffViewSet, UnlockView
from portal.people.admin_views.invitations import InvitationViewSet, WithdrawView
from portal.people.admin_views.qualifications import QualificationViewSet

__all__ = [
    "AbilitiesView",
    "AccessReport",
    "InvitationViewSet",
    "QualificationViewSet",
    "ResetSecondFactorView",
    "StaffViewSet",
    "UnlockView",
    "WithdrawView",
]
