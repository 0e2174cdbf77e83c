"""Staff screens in the admin. One module for each noun."""

from portal.people.admin_views.abilities import AbilitiesView
from portal.people.admin_views.access import AccessReport
from portal.people.admin_views.accounts import LanguagesReadView, ResetSecondFactorView, StaffViewSet, UnlockView
from portal.people.admin_views.consent_pictures import PictureConsents, UntiePicture
from portal.people.admin_views.consent_texts import ConsentTextViewSet
from portal.people.admin_views.consents import (
    ConsentIndex,
    EnterPaper,
    MakeSlip,
    ParticipantConsents,
    RevokeSlip,
    WithdrawFor,
    Witness,
)
from portal.people.admin_views.invitations import InvitationViewSet, WithdrawView
from portal.people.admin_views.qualifications import QualificationViewSet
from portal.people.admin_views.withdrawals import ReplyToWithdrawal, WithdrawalIndex

__all__ = [
    "AbilitiesView",
    "AccessReport",
    "ConsentIndex",
    "ConsentTextViewSet",
    "EnterPaper",
    "InvitationViewSet",
    "LanguagesReadView",
    "MakeSlip",
    "ParticipantConsents",
    "PictureConsents",
    "QualificationViewSet",
    "ReplyToWithdrawal",
    "ResetSecondFactorView",
    "RevokeSlip",
    "StaffViewSet",
    "UnlockView",
    "UntiePicture",
    "WithdrawFor",
    "WithdrawView",
    "WithdrawalIndex",
    "Witness",
]
