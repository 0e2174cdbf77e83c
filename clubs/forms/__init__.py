"""Shapes of what people type. One module for each noun."""

from clubs.forms.joining import BandForm, CodeForm, LastForm, NameForm, SignInForm
from clubs.forms.opinions import WAYS, OpeningForm, OpinionForm, ReplyForm
from clubs.forms.pieces import PhotoForm, PieceForm
from clubs.forms.staff import (
    FacilitatorForm,
    ImportForm,
    IncidentForm,
    MeetingForm,
    NoticeForm,
    PackForm,
    PaperForm,
)

__all__ = [
    "WAYS",
    "BandForm",
    "CodeForm",
    "FacilitatorForm",
    "ImportForm",
    "IncidentForm",
    "LastForm",
    "MeetingForm",
    "NameForm",
    "NoticeForm",
    "OpeningForm",
    "OpinionForm",
    "PackForm",
    "PaperForm",
    "PhotoForm",
    "PieceForm",
    "ReplyForm",
    "SignInForm",
]
