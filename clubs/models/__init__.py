"""Rows of clubs. One module for each noun."""

from clubs.models.clubs import (
    LETTERS,
    SIGN_IN_CODE_LENGTH,
    Club,
    ClubFacilitator,
    ClubMembership,
    JoinCode,
    SignInCount,
    YearlyHeadcount,
)
from clubs.models.meetings import ClubMeeting, ClubNotice, Incident
from clubs.models.opinions import Opinion
from clubs.models.pieces import Piece, PieceDraft

__all__ = [
    "LETTERS",
    "SIGN_IN_CODE_LENGTH",
    "Club",
    "ClubFacilitator",
    "ClubMeeting",
    "ClubMembership",
    "ClubNotice",
    "Incident",
    "JoinCode",
    "Opinion",
    "Piece",
    "PieceDraft",
    "SignInCount",
    "YearlyHeadcount",
]
