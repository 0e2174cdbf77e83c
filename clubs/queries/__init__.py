"""Reads about clubs. One module for each noun."""

from clubs.queries.clubs import (
    code_of,
    digest,
    members_of,
    membership_of,
    notices_for,
    recent_meetings,
    signs_in_as,
    usual,
)
from clubs.queries.directory import (
    Directory,
    PlaceTotal,
    PublicClub,
    among,
    directory,
    members_by_band,
    members_by_commune,
    members_by_old_district,
    public_club,
    public_clubs,
    whole,
)

__all__ = [
    "Directory",
    "PlaceTotal",
    "PublicClub",
    "among",
    "code_of",
    "digest",
    "directory",
    "members_by_band",
    "members_by_commune",
    "members_by_old_district",
    "members_of",
    "membership_of",
    "notices_for",
    "public_club",
    "public_clubs",
    "recent_meetings",
    "signs_in_as",
    "usual",
    "whole",
]
