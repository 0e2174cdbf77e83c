"""What a typed name may mean today: one unit when there is no doubt, else the units to choose from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.places.models import AdministrativeUnit, Kind, Match

COMMUNES = frozenset({Kind.COMMUNE})
PLACES = frozenset({Kind.COMMUNE, Kind.PROVINCE})
MOST_OFFERED = 12
_MOST_READ = 40


@dataclass
class Offer:
    """A unit of today, and the old units by whose names it was found."""

    unit: AdministrativeUnit
    formerly: list[AdministrativeUnit] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.unit.full_name if self.unit.kind == Kind.PROVINCE else self.unit.label()

    @property
    def was(self) -> str:
        """ "trước là xã Hòa Bình, huyện Chợ Mới", or nothing when the name typed is the name of today."""
        old = [unit for unit in self.formerly if unit.full_name != self.unit.full_name]
        own = [unit for unit in old if unit.kind != Kind.LEGACY_DISTRICT]
        names = "; ".join(_without_end(unit) for unit in own or old)
        if own:
            return _("trước là %(names)s") % {"names": names}
        return _("trước thuộc %(names)s") % {"names": names} if old else ""


@dataclass
class Choice:
    """The unit meant, or the offers to choose from and how many matches are not among them."""

    unit: AdministrativeUnit | None = None
    offers: list[Offer] = field(default_factory=list)
    left: int = 0


def choose(typed: str, *, kinds: Collection[str], near: Collection[str] = ()) -> Choice:
    """Return what was meant: a unit in force of these kinds, if the whole name was typed and nothing else bears it so well.

    An old name always asks, even where it leads to one place: the person shall see the new name. At most four queries.
    """
    searched = {*kinds, Kind.LEGACY_COMMUNE, Kind.LEGACY_DISTRICT}
    matches = AdministrativeUnit.objects.filter(kind__in=searched).matching(typed, near=near)
    found = list(matches.with_changes()[: _MOST_READ + 1])
    left = matches.count() - _MOST_READ if len(found) > _MOST_READ else 0
    found = found[:_MOST_READ]
    offers = _offers(found, kinds)
    if found and found[0].match <= Match.GUESSED:
        best = [unit for unit in found if unit.match == found[0].match]
        meant = _offers(best, kinds)
        if len(meant) == 1 and meant[0].unit in best:
            return Choice(meant[0].unit)
    return Choice(None, offers[:MOST_OFFERED], left + max(len(offers) - MOST_OFFERED, 0))


def unit_of(key: str, *, kinds: Collection[str]) -> AdministrativeUnit | None:
    """Return the unit in force that a key names, if it is of these kinds."""
    return AdministrativeUnit.objects.in_force().filter(kind__in=kinds).with_key(key).with_changes().first()


def _offers(units: Iterable[AdministrativeUnit], kinds: Collection[str]) -> list[Offer]:
    offers: dict[int, Offer] = {}
    for unit in units:
        for today in unit.became.all() if unit.is_former else [unit]:
            if today.kind in kinds and not today.is_former:
                offer = offers.setdefault(today.pk, Offer(today))
                if unit.is_former:
                    offer.formerly.append(unit)
    return list(offers.values())


def _without_end(unit: AdministrativeUnit) -> str:
    """An old unit after "trước là": that it is old need not be said again, nor its province where it has a district."""
    if unit.parent is None:
        return unit.full_name
    return f"{unit.full_name}, {unit.parent.full_name}"
