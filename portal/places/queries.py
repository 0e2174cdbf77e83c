"""Reads of places: the list of a day, a unit by code and day, units by name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.places.models import AdministrativeUnit, Edition, UnitQuerySet

ENOUGH = 20


@dataclass(frozen=True)
class Found:
    """The best units, how many there are in all, and how many were left out."""

    units: list[AdministrativeUnit]
    total: int

    @property
    def left(self) -> int:
        return self.total - len(self.units)


def edition_on(on: date) -> Edition | None:
    """This will return the list in force on a day, the newest where two claim it."""
    return Edition.objects.in_force(on).order_by("-code").first()


def unit_on(code: str, *, on: date) -> AdministrativeUnit | None:
    """This will return what a code meant on a day: 91 was Kiên Giang in 2016 and is An Giang now."""
    edition = edition_on(on)
    return AdministrativeUnit.objects.with_places().filter(edition=edition, code=code).first() if edition else None


def find_units(
    text: str,
    *,
    kinds: Collection[str] | None = None,
    edition: str | None = None,
    near: Collection[str] = (),
    limit: int = ENOUGH,
) -> Found:
    """This will return the units a name may mean, best first, each with what it became and was: at most four queries.

    Old and new names are understood, with or without marks and type word; `near` (codes of provinces) puts those before others
    that fit as well. An empty text finds nothing.
    """
    units = AdministrativeUnit.objects.matching(text, near=near)
    units = narrowed(units, kinds=kinds, edition=edition)
    best = list(units.with_changes()[: limit + 1])
    total = len(best) if len(best) <= limit else units.count()
    return Found(best[:limit], total)


def narrowed(units: UnitQuerySet, *, kinds: Collection[str] | None = None, edition: str | None = None) -> UnitQuerySet:
    """This will keep the units of some kinds, of one list, or both."""
    if kinds is not None:
        units = units.filter(kind__in=kinds)
    return units.filter(edition__code=edition) if edition is not None else units
