"""Loading lists of places: all of them or nothing, as often as one likes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps as installed
from django.db import transaction

from portal.foundation import actions as foundation_actions
from portal.foundation.vietnamese.sorting import sort_key
from portal.places import rules
from portal.places.models import Kind, names
from portal.places.rules import Key, UnitList, UnitRow

_LEVELS = ((Kind.PROVINCE,), (Kind.LEGACY_DISTRICT,), (Kind.COMMUNE, Kind.LEGACY_COMMUNE))
_CORRECTED = (
    "kind", "type_word", "name", "other_names", "parent", "province", "valid_from", "valid_to", "folded", "folded_names",
    "marked_names", "sort_key",
)  # fmt: skip
_BATCH = 500


@dataclass(frozen=True)
class Loaded:
    """How many units and changes the lists hold."""

    units: int
    changes: int


@transaction.atomic
def load_units(lists: Sequence[UnitList], *, apps: Any = installed) -> Loaded:
    """This will store the lists: new units are added, known ones corrected, what a row became replaced; no unit is removed.

    It refuses (`BadList`) as `rules.check_lists` does, and then nothing is stored. Loading again changes nothing. A migration
    passes its own `apps`.
    """
    unit_model, change_model = (apps.get_model("places", name) for name in ("AdministrativeUnit", "UnitChange"))
    keys: dict[int, Key] = {}
    kinds: dict[Key, str] = {}
    provinces: dict[int, int] = {}
    for pk, edition_code, code, kind, province in unit_model.objects.values_list(
        "pk", "edition__code", "code", "kind", "province"
    ):
        keys[pk] = (edition_code, code)
        kinds[edition_code, code] = kind
        provinces[pk] = province or pk
    links = [(keys[old], keys[new]) for old, new in change_model.objects.values_list("old", "new")]
    rules.check_lists(lists, known=kinds, links=links)
    ids = {key: pk for pk, key in keys.items()}
    for units in lists:
        facts = {name: getattr(units, name) for name in ("title", "source", "published_on", "valid_from", "valid_to")}
        edition, _is_new = apps.get_model("places", "Edition").objects.update_or_create(code=units.code, defaults=facts)
        for level in _LEVELS:
            made = [
                _unit(unit_model, units, row, edition, ids, provinces)
                for row in units.rows
                if units.kind_of(row) in level
            ]
            unit_model.objects.bulk_create(
                made,
                update_conflicts=True,
                unique_fields=["edition", "code"],
                update_fields=_CORRECTED,
                batch_size=_BATCH,
            )
            ids |= {(units.code, unit.code): unit.pk for unit in made}
            provinces |= {unit.pk: unit.province_id or unit.pk for unit in made}
    changes = _store_changes(change_model, lists, ids)
    _write_surroundings(unit_model, change_model)
    foundation_actions.bump_site_revision()
    return Loaded(units=sum(len(units.rows) for units in lists), changes=changes)


def _unit(
    model: Any, units: UnitList, row: UnitRow, edition: Any, ids: dict[Key, int], provinces: dict[int, int]
) -> Any:
    parent = ids[units.code, row.parent] if row.parent else None
    known_as = [row.name, *(other.strip() for other in row.other_names.split(";") if other.strip())]
    marked = dict.fromkeys(names.split_type(names.mark_name(name))[1] for name in known_as)
    return model(
        edition_id=edition.pk,
        code=row.code,
        kind=units.kind_of(row),
        type_word=row.type_word,
        name=row.name,
        other_names=row.other_names,
        parent_id=parent,
        province_id=provinces[parent] if parent else None,
        valid_from=units.valid_from,
        valid_to=units.valid_to,
        folded=names.fold_name(row.name),
        folded_names=_between_bars(names.fold_name(name) for name in marked),
        marked_names=_between_bars(marked),
        sort_key=sort_key(row.name),
    )


def _store_changes(model: Any, lists: Sequence[UnitList], ids: dict[Key, int]) -> int:
    """Links of the rows loaded become exactly what the rows say; links of other units stay."""
    wanted = {
        (ids[units.code, row.code], ids[rules.target_of(units, target)])
        for units in lists
        for row in units.rows
        for target in row.became
    }
    loaded = {ids[units.code, row.code] for units in lists for row in units.rows}
    stored = {(old, new): pk for pk, old, new in model.objects.values_list("pk", "old", "new") if old in loaded}
    model.objects.filter(pk__in=[pk for link, pk in stored.items() if link not in wanted]).delete()
    new = [model(old_id=old, new_id=new) for old, new in sorted(wanted - stored.keys())]
    model.objects.bulk_create(new, batch_size=_BATCH)
    return len(wanted)


def _write_surroundings(unit_model: Any, change_model: Any) -> None:
    """Every unit says which places it lies in, and a new one in which its predecessors lay: people give either."""
    rows = {
        pk: (folded_names, parent, province, around)
        for pk, folded_names, parent, province, around in unit_model.objects.values_list(
            "pk", "folded_names", "parent", "province", "around"
        )
    }
    before = defaultdict(list)
    for old, new in change_model.objects.order_by("pk").values_list("old", "new"):
        before[new].append(old)
    changed = []
    for pk, (_names, parent, province, written) in rows.items():
        lines = dict.fromkeys([(parent, province), *(rows[old][1:3] for old in before[pk])])
        places = (place for line in lines for place in dict.fromkeys(line) if place)
        # One line after another without bars: people run district and province together.
        around = " ".join(rows[place][0].strip("| ") for place in places)
        around = f" {around} " if around else ""
        if around != written:
            changed.append(unit_model(pk=pk, around=around))
    unit_model.objects.bulk_update(changed, ["around"], batch_size=_BATCH)


def _between_bars(parts: Any) -> str:
    """ "| hoa binh | cho moi |": so a search can ask for a whole name, its beginning, or the beginning of any of its words."""
    joined = " | ".join(parts)
    return f"| {joined} |" if joined else ""
