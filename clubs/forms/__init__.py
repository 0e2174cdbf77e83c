"""Shapes of what people type. One module for each noun."""

from clubs.forms.opinions import WAYS, OpinionForm, ReplyForm
from clubs.forms.pieces import PhotoForm, PieceForm

__all__ = [
    "WAYS",
    "OpinionForm",
    "PhotoForm",
    "PieceForm",
    "ReplyForm",
]
