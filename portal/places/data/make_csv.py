"""Makes the two CSV files beside it from `vietnamadminunits` (MIT) and compares them with `vietnam-provinces` (GPL).

Both packages are installed apart, in a throw-away environment, never with the portal; their facts are read, none of their code
is kept. The one argument is the folder they were installed in:

    python portal/places/data/make_csv.py some-environment/lib/python3.13/site-packages
"""

import csv
import importlib
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from portal.foundation.vietnamese.text import fold, normalize, unify_tones

HERE = Path(__file__).parent
DETAILED = ("51", "62", "89", "91")
"""Old provinces whose districts and communes are listed too: Quảng Ngãi, Kon Tum, An Giang, Kiên Giang."""

OTHER_NAMES = {
    "887": "huyện Tân Châu",  # until 2009; people still say so
    "890": "huyện Tịnh Biên",  # until 2023, and so in the article of 2017
    "618": "Ia H Drai",
    "23395": "Bờ Y",
    "23404": "Ngọc Lây",
    "23413": "Ngọc Yêu",
    "23458": "Măng Buk",
    "23464": "Ngok Tem",
}
"""Names in use beside the official one, added by hand."""

_TYPES = "tỉnh|thành phố|thị xã|huyện|quận|thị trấn|xã|phường|đặc khu"


def tidy(name: str) -> str:
    return unify_tones(normalize(name, single_line=True))


def split(name: str) -> tuple[str, str]:
    """Return type word and name: "Thị Trấn Óc Eo" → "thị trấn", "Óc Eo"."""
    found = re.fullmatch(rf"({_TYPES}) (.+)", tidy(name), re.IGNORECASE)
    if not found:
        raise ValueError(f"{name!r} begins with no known type")
    return found[1].lower(), found[2]


def became_by_key(packages: Path) -> dict[str, set[tuple[str, str]]]:
    """Return, for the package's key of an old unit, the keys (province, commune) of what it became."""
    facts = json.loads((packages / "vietnamadminunits/data/converter_2025.json").read_text(encoding="utf-8"))
    became: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for province, communes in facts["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                became[old].add((province, commune))
    for province, olds in facts["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, communes in olds.items():
            became[old] |= {(province, commune["newWardKey"]) for commune in communes}
    for province, olds in facts["DICT_PROVINCE"].items():
        for old in olds:
            became[old].add((province, ""))
    return became


def make(packages: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of both lists: first provinces, then districts, then communes, each by code."""
    tables = sqlite3.connect(packages / "vietnamadminunits/data/dataset.db")
    new: dict[str, list[str]] = {}
    code_of: dict[tuple[str, str], str] = {}
    query = "SELECT provinceCode, province, provinceKey, wardCode, ward, wardKey FROM admin_units"
    for province_code, province, province_key, code, name, key in tables.execute(query):
        new[province_code] = [province_code, *split(province), ""]
        new[code] = [code, *split(name), province_code]
        code_of[province_key, ""], code_of[province_key, key] = province_code, code
    became = became_by_key(packages)
    old: dict[str, list[str]] = {}
    successors: dict[str, set[str]] = defaultdict(set)
    query = (
        "SELECT provinceCode, province, provinceKey, districtCode, district, districtKey, wardCode, ward, wardKey "
        "FROM admin_units_legacy"
    )
    for province_code, province, province_key, district_code, district, district_key, code, name, key in tables.execute(
        query
    ):
        old[province_code] = [province_code, *split(province), ""]
        successors[province_code] |= {code_of[new_key] for new_key in became[province_key]}
        if province_code not in DETAILED:
            continue
        old[district_code] = [district_code, *split(district), province_code]
        targets = {code_of[new_key] for new_key in became[f"{province_key}_{district_key}_{key or ''}"]}
        successors[district_code] |= targets
        if code:
            old[code] = [code, *split(name), district_code]
            successors[code] |= targets
    for code, row in old.items():
        row += [OTHER_NAMES.get(code, ""), " ".join(sorted(successors[code]))]
    return in_order(new.values()), in_order(old.values())


def in_order(rows: Iterable[list[str]]) -> list[list[str]]:
    return sorted(rows, key=lambda row: (len(row[0]), row[0]))


def write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def compare(packages: Path, new: list[list[str]], old: list[list[str]]) -> Iterable[str]:
    """Yield every difference between our rows and the second package."""
    sys.path.append(str(packages))
    lookup: Any = importlib.import_module("vietnam_provinces._lookup")
    legacy: Any = importlib.import_module("vietnam_provinces.legacy._lookup")
    changes: Any = importlib.import_module("vietnam_provinces._ward_conversion_2025")
    theirs = {f"{code:02}": unit.name for code, unit in lookup.PROVINCE_MAPPING.items()}
    theirs |= {f"{code:05}": unit.name for code, unit in lookup.WARD_MAPPING.items()}
    yield from compare_names(new, theirs)
    detailed = {int(code) for code in DETAILED}
    theirs = {f"{code:02}": unit.name for code, unit in legacy.PROVINCE_MAPPING.items()}
    districts = {
        code: unit for code, unit in legacy.DISTRICT_MAPPING.items() if int(unit.province_code.value) in detailed
    }
    theirs |= {f"{code:03}": unit.name for code, unit in districts.items()}
    wards = {code: unit for code, unit in legacy.WARD_MAPPING.items() if int(unit.district_code.value) in districts}
    theirs |= {f"{code:05}": unit.name for code, unit in wards.items()}
    yield from compare_names(old, theirs)
    ours = {row[0]: row[5].split() for row in old if len(row[0]) == 5}
    for code, targets in ours.items():
        entry = changes.OLD_TO_NEW.get(int(code))
        found = sorted(f"{unit.code:05}" for unit in entry.new_wards) if entry else []
        if found != targets:
            yield f"{code}: became {targets} here, {found} there"


def compare_names(rows: list[list[str]], theirs: dict[str, str]) -> Iterable[str]:
    ours = {row[0]: f"{row[1]} {row[2]}" for row in rows}
    for code in sorted({*ours, *theirs}):
        mine, other = ours.get(code, "nothing"), tidy(theirs.get(code, "nothing"))
        if mine.lower() != other.lower():
            same = "spelled" if fold(mine) == fold(other) else "named"
            yield f"{code}: {same} {mine!r} here, {other!r} there"


def main() -> None:
    packages = Path(sys.argv[1])
    new, old = make(packages)
    write(HERE / "2025-07.csv", "code,type,name,parent", new)
    write(HERE / "2025-06.csv", "code,type,name,parent,other_names,became", old)
    differences = list(compare(packages, new, old))
    report = [f"{len(new)} units of 2025, {len(old)} before; {len(differences)} differences:", *differences]
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
