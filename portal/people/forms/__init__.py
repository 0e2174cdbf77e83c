"""Shapes of what people type. Nothing here saves: the views hand it to actions. One module for each noun."""

from portal.people.forms.participants import AgeForm, LanguageForm, NewPinForm, PinForm
from portal.people.forms.staff import AcceptInvitationForm, InviteForm, PersonForm, QualificationForm, ShapeOnly

__all__ = [
    "AcceptInvitationForm",
    "AgeForm",
    "InviteForm",
    "LanguageForm",
    "NewPinForm",
    "PersonForm",
    "PinForm",
    "QualificationForm",
    "ShapeOnly",
]
