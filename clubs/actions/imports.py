"""Clubs and past head-counts from a file: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from clubs.actions.clubs import free_slug
from clubs.models import Club, YearlyHeadcount
from clubs.rules import imports
from portal.foundation import actions as foundation_actions
from portal.foundation.refusals import NotAllowed
from portal.people import actions as people_actions
from portal.people.models import User


@dataclass(frozen=True)
class Imported:
    """How many clubs are new, how many head-counts were written."""

    clubs: int
    counts: int


@transaction.atomic
def import_clubs(content: bytes, *, by: User | None, is_sample: bool = False, at: datetime) -> Imported:
    """This will store the clubs and yearly head-counts of a CSV file; what is there already is brought up to date.

    `by` None is the command line. It refuses `NotAllowed`, and `BadImport` with row and column of everything wrong, and then
    stores nothing.
    """
    if by is not None and not by.has_perm("clubs.add_club"):
        raise NotAllowed
    rows = imports.read_rows(content, at_year=timezone.localdate(at).year)
    clubs = {(club.name, club.place_id): club for club in Club.objects.all()}
    new = counts = 0
    for row in rows:
        assert row.place is not None  # noqa: S101  (a row without a place was refused)
        club = clubs.get((row.name, row.place.pk))
        if club is None:
            club = Club(name=row.name, place=row.place, is_sample=is_sample)
            club.slug = free_slug(club)
            new += 1
        _fill(club, row)
        clubs[row.name, row.place.pk] = club
        if row.year is not None and row.children is not None:
            YearlyHeadcount.objects.update_or_create(
                club=club, year=row.year, defaults={"children": row.children, "qualifier": row.qualifier}
            )
            counts += 1
    foundation_actions.bump_site_revision()
    people_actions.log_access(
        by=by, verb=gettext_noop("nhập câu lạc bộ từ tệp"), subject=f"{new} câu lạc bộ, {counts} số liệu", at=at
    )
    return Imported(new, counts)


def _fill(club: Club, row: imports.Row) -> None:
    before = (club.pk, club.kind, club.old_district_id, club.school, club.founded_on)
    club.kind = row.kind
    club.old_district = row.old_district or club.old_district
    club.school = row.school or club.school
    club.founded_on = row.founded_on or club.founded_on
    if before != (club.pk, club.kind, club.old_district_id, club.school, club.founded_on) or club.pk is None:
        club.save()
