"""Lists of places for tests."""

import json
from dataclasses import replace
from pathlib import Path

from portal.places import actions
from portal.places.models import AdministrativeUnit, Kind
from portal.places.rules import UnitRow

FACTS = {
    "code": "2030-01",
    "title": "Danh mục thử",
    "source": "Bài kiểm tra",
    "published_on": "2029-12-01",
    "valid_from": "2030-01-01",
    "valid_to": None,
    "became": None,
}
HEADER = ["code", "type", "name", "parent", "other_names", "became"]


def write_list(
    folder: Path, *rows: str, name: str = "2030-01", header: str = ",".join(HEADER), **facts: object
) -> Path:
    """A list as two files; rows are lines of CSV. Gives the path of the CSV."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps({**FACTS, "code": name, **facts}), encoding="utf-8")
    return path


def load(*paths: Path) -> actions.Loaded:
    return actions.load_units([actions.read_list(path) for path in paths])


def share_name(name: str, count: int) -> None:
    """As many communes of today with one name, each in another province."""
    provinces = AdministrativeUnit.objects.filter(kind=Kind.PROVINCE, edition__code="2025-07").order_by("code")[:count]
    own = actions.read_list(actions.OWN_LISTS[0])
    rows = [
        UnitRow(number=2, code=f"9{number:04}", type_word="xã", name=name, parent=province.code)
        for number, province in enumerate(provinces)
    ]
    actions.load_units([replace(own, rows=rows)])
