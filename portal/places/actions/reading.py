"""Lists of places from files: a CSV of units, and beside it a JSON file that says which list it is."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.foundation.vietnamese.text import normalize, unify_tones
from portal.places.rules import BadList, Problem, UnitList, UnitRow

DATA = Path(__file__).resolve().parent.parent / "data"
OWN_LISTS = (DATA / "2025-07.csv", DATA / "2025-06.csv")
"""The lists that come with the portal."""

LONGEST_TITLE = 160
LONGEST_SOURCE = 400
_WORDS = ("code", "title", "source", "became")
_DAYS = ("published_on", "valid_from", "valid_to")
_COLUMNS = ("code", "type", "name", "parent")
_MORE_COLUMNS = ("other_names", "became")


def read_list(path: Path) -> UnitList:
    """This will read a list from its CSV (UTF-8, comma) and the JSON file of the same name.

    It refuses (`BadList`) what is missing, in another encoding, or not the table it should be, naming file, row and column.
    """
    described = path.with_suffix(".json")
    return UnitList(file=path.name, rows=tuple(_rows(path)), **_facts(described))


def _facts(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(_text(path))
        days = {name: date.fromisoformat(facts[name]) if facts[name] else None for name in _DAYS}
        words = {name: normalize(facts[name] or "", single_line=True) for name in _WORDS}
        known = [words["code"], words["became"]] if words["became"] else [words["code"]]
        if days["published_on"] is None or not all(re.fullmatch(r"\d{4}-\d{2}", code, re.ASCII) for code in known):
            raise ValueError
        if len(words["title"]) > LONGEST_TITLE or len(words["source"]) > LONGEST_SOURCE:
            raise ValueError
        if days["valid_from"] and days["valid_to"] and days["valid_to"] < days["valid_from"]:
            raise ValueError
        return {**words, **days}
    except (ValueError, KeyError, TypeError) as error:
        wrong = _("Tệp mô tả danh mục thiếu ô hoặc sai dạng.")
        remedy = _("Cần các ô %(names)s; danh mục viết 2025-07, ngày viết 2025-07-01, ngày cuối không trước ngày đầu.")
        raise BadList([Problem(path.name, wrong, remedy % {"names": ", ".join((*_WORDS, *_DAYS))})]) from error


def _rows(path: Path) -> Iterator[UnitRow]:
    # Excel writes a mark at the beginning of UTF-8 files; it is no part of the first column's name.
    reader = csv.DictReader(
        _text(path).removeprefix("\ufeff").splitlines(keepends=True), strict=True, restkey="", restval=None
    )
    try:
        header = reader.fieldnames or []
        missing = [name for name in _COLUMNS if name not in header]
        strange = [name for name in header if name not in (*_COLUMNS, *_MORE_COLUMNS)]
        if missing or strange or len(set(header)) < len(header):
            wrong = _("Dòng đầu phải là tên cột, cách nhau bằng dấu phẩy.")
            remedy = _("Cần %(names)s; có thể thêm %(more)s.") % {
                "names": ", ".join(_COLUMNS),
                "more": ", ".join(_MORE_COLUMNS),
            }
            raise BadList([Problem(path.name, wrong, remedy, 1)])
        for row in reader:
            if "" in row or None in row.values():
                wrong = _("Dòng này không đủ hoặc thừa ô.")
                remedy = _("Mỗi dòng cần %(count)d ô, cách nhau bằng dấu phẩy.") % {"count": len(header)}
                raise BadList([Problem(path.name, wrong, remedy, reader.line_num)])
            yield _row(reader.line_num, row)
    except csv.Error as error:
        wrong = _("Không đọc được bảng: một dấu nháy mở ra mà không đóng, hoặc một dòng hỏng.")
        raise BadList([Problem(path.name, wrong, _("Hãy lưu lại dạng CSV."), reader.line_num)]) from error


def _row(number: int, row: dict[str, str]) -> UnitRow:
    tidy = {name: unify_tones(normalize(value, single_line=True)) for name, value in row.items()}
    return UnitRow(
        number=number,
        code=tidy["code"],
        type_word=tidy["type"].lower(),
        name=tidy["name"],
        parent=tidy["parent"],
        other_names=tidy.get("other_names", ""),
        became=tuple(tidy.get("became", "").split()),
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        remedy = _("Cạnh mỗi tệp .csv cần một tệp .json cùng tên.")
        raise BadList([Problem(path.name, _("Không có tệp này."), remedy)]) from error
    except UnicodeDecodeError as error:
        remedy = _("Hãy lưu lại dạng CSV UTF-8.")
        raise BadList([Problem(path.name, _("Tệp không viết bằng UTF-8."), remedy)]) from error
