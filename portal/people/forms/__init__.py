"""Shapes of what people type. Nothing here saves: the views hand it to actions. One module for each noun."""

from portal.people.forms.consents import (
    ConsentTextForm,
    GuardianForm,
    GuardianLinkForm,
    PaperForm,
    PictureTieForm,
    ReplyForm,
    StaffWithdrawalForm,
    WithdrawByCodeForm,
    WitnessForm,
)
from portal.people.forms.participants import AgeForm, LanguageForm, NewPinForm, PinForm
from portal.people.forms.staff import (
    AcceptInvitationForm,
    InviteForm,
    LanguagesReadForm,
    PersonForm,
    QualificationForm,
    ShapeOnly,
)

__all__ = [
    "AcceptInvitationForm",
    "AgeForm",
    "ConsentTextForm",
    "GuardianForm",
    "GuardianLinkForm",
    "InviteForm",
    "LanguageForm",
    "LanguagesReadForm",
    "NewPinForm",
    "PaperForm",
    "PersonForm",
    "PictureTieForm",
    "PinForm",
    "QualificationForm",
    "ReplyForm",
    "ShapeOnly",
    "StaffWithdrawalForm",
    "WithdrawByCodeForm",
    "WitnessForm",
]
