"""What anybody may know of clubs: which there are, where, and counts that give no child away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from clubs.models import Club, ClubMembership, YearlyHeadcount
from portal.foundation import disclosure
from portal.foundation.vietnamese.numbers import format_count
from portal.foundation.vietnamese.text import fold
from portal.people.models import OFFERED_BANDS
from portal.places.models import AdministrativeUnit

_LIVE = Q(memberships__ended_on__isnull=True, memberships__participant__erased_at__isnull=True)


@dataclass(frozen=True)
class PublicClub:
    """A club as anybody sees it; `members` is rounded, None when too few to tell."""

    club: Club
    members: int | None


@dataclass(frozen=True)
class Directory:
    """The clubs that meet, how many members in all, and by age: two tables that share one total."""

    clubs: list[PublicClub]
    total: int | None
    bands: list[tuple[str, int | None]]


@dataclass(frozen=True)
class PlaceTotal:
    """How many took part somewhere, with the qualifier the clubs wrote down."""

    place: AdministrativeUnit | None
    clubs: int
    children: int
    qualifier: str

    @property
    def words(self) -> str:
        return format_count(self.children, "em", self.qualifier)


def _open_clubs(on: date) -> QuerySet[Club]:
    return Club.objects.open(on).with_places().annotate(size=Count("memberships", filter=_LIVE)).order_by("name", "pk")


def directory(*, at: datetime) -> Directory:
    """This will return the public list with its counts: two queries, whatever the number of clubs and members."""
    clubs, total = _clubs_and_total(at)
    bands, total_of_bands = members_by_band(at=at)
    return Directory(clubs, total if total_of_bands is not None else None, bands)


def public_clubs(*, at: datetime) -> list[PublicClub]:
    """This will return every club that meets with its count, safe to publish together: one query."""
    return _clubs_and_total(at)[0]


def _clubs_and_total(at: datetime) -> tuple[list[PublicClub], int | None]:
    clubs = list(_open_clubs(timezone.localdate(at)))
    table = disclosure.publishable({("", club.pk): club.size for club in clubs})  # type: ignore[attr-defined]
    return [PublicClub(club, table.cells["", club.pk]) for club in clubs], table.total


def public_club(slug: str, *, at: datetime) -> PublicClub | None:
    """This will return one club as the list shows it: its count depends on the others, so that the two cannot differ."""
    return next((found for found in public_clubs(at=at) if found.club.slug == slug), None)


def among(clubs: Iterable[PublicClub], *, kind: str = "", words: str = "") -> list[PublicClub]:
    """This will keep the clubs of a kind whose name, school or place, new or old, holds the words; marks do not matter."""
    wanted = fold(words).split()
    return [
        found
        for found in clubs
        if (not kind or found.club.kind == kind) and all(word in _words_of(found.club) for word in wanted)
    ]


def _words_of(club: Club) -> str:
    places = [club.place.label(), club.place.other_names]
    if club.old_district is not None:
        places.append(club.old_district.label())
    return fold(" ".join([club.name, club.school, *places]))


def members_by_band(*, at: datetime) -> tuple[list[tuple[str, int | None]], int | None]:
    """This will return how many members each age band has over all clubs that meet, and in all, safe to publish."""
    live = ClubMembership.objects.filter(
        ended_on__isnull=True,
        participant__erased_at__isnull=True,
        club__in=Club.objects.open(timezone.localdate(at)),
    )
    counts = dict(live.order_by().values_list("participant__age_band").annotate(size=Count("pk")))
    table = disclosure.publishable({("", band): counts.get(band, 0) for band in OFFERED_BANDS})
    return [(str(band.label), table.cells["", band]) for band in OFFERED_BANDS], table.total


def members_by_old_district(*, years: tuple[int, int] | None = None) -> list[PlaceTotal]:
    """This will return head-counts summed over years by old district, in Vietnamese order: for staff.

    `years` are the first and the last; None takes all. A sum is "hơn" when a part is, "khoảng" when a part is.
    """
    return _totals("old_district", years)


def members_by_commune(*, years: tuple[int, int] | None = None) -> list[PlaceTotal]:
    """This will return the same head-counts by commune of today; the whole is the same, counted by other boundaries."""
    return _totals("place", years)


def whole(totals: Iterable[PlaceTotal]) -> PlaceTotal:
    """This will return the line under a table of totals."""
    totals = list(totals)
    return PlaceTotal(
        None,
        sum(line.clubs for line in totals),
        sum(line.children for line in totals),
        _weakest(line.qualifier for line in totals),
    )


def _totals(column: str, years: tuple[int, int] | None) -> list[PlaceTotal]:
    rows = YearlyHeadcount.objects.all()
    if years is not None:
        rows = rows.filter(year__gte=years[0], year__lte=years[1])
    by_place: dict[int | None, list[tuple[int, int, str]]] = {}
    for club, place, children, qualifier in rows.values_list("club", f"club__{column}", "children", "qualifier"):
        by_place.setdefault(place, []).append((club, children, qualifier))
    units = {
        unit.pk: unit
        for unit in AdministrativeUnit.objects.with_places().filter(pk__in=[key for key in by_place if key])
    }
    totals = [
        PlaceTotal(
            units.get(place) if place else None,
            len({club for club, _children, _qualifier in parts}),
            sum(children for _club, children, _qualifier in parts),
            _weakest(qualifier for _club, _children, qualifier in parts),
        )
        for place, parts in by_place.items()
    ]
    return sorted(totals, key=lambda line: (line.place is None, line.place.sort_key if line.place else ""))


def _weakest(qualifiers: Iterable[str]) -> str:
    """What may be said of a sum: "about" when a part is about, "more than" when a part is more than, else exact."""
    found = set(qualifiers)
    return next((word for word in ("approx", "more_than") if word in found), "exact")
