"""Places: published lists of administrative units, the units, and what became of them."""

from portal.places.models.editions import Edition
from portal.places.models.names import LONGEST_QUERY
from portal.places.models.units import KEY_PATTERN, TYPES, AdministrativeUnit, Kind, Match, UnitChange, UnitQuerySet

__all__ = [
    "KEY_PATTERN", "LONGEST_QUERY", "TYPES", "AdministrativeUnit", "Edition", "Kind", "Match", "UnitChange", "UnitQuerySet",
]  # fmt: skip
