"""What a row of a file of clubs and past head-counts may say. Errors name the row and the column."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubs.models import Club
from portal.foundation.refusals import Refusal
from portal.foundation.vietnamese import dates, text
from portal.foundation.vietnamese.numbers import Qualifier, UnreadableNumberError, parse_number
from portal.places.models import AdministrativeUnit, Kind, Match

COLUMNS = ("ten", "loai", "xa_phuong", "huyen_cu", "truong", "lap_ngay", "nam", "so_em", "do_chac")
NEEDED = ("ten", "xa_phuong")
LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_ERRORS = 50


class BadImport(Refusal):
    """Nothing was stored. `fields["rows"]` says what to mend, row by row."""

    code = "bad_import"
    status = 400
    sentence = gettext_lazy("Tệp có chỗ chưa đúng, nên chưa nhập dòng nào. Sửa các dòng dưới đây rồi nhập lại.")


@dataclass
class Row:
    """One line as it was understood."""

    number: int
    name: str = ""
    kind: str = Club.Kind.RIGHTS
    place: AdministrativeUnit | None = None
    old_district: AdministrativeUnit | None = None
    school: str = ""
    founded_on: date | None = None
    year: int | None = None
    children: int | None = None
    qualifier: str = Qualifier.EXACT
    errors: list[str] = field(default_factory=list)


def read_rows(content: bytes, *, at_year: int) -> list[Row]:
    """This will read a file whole: UTF-8 with or without a mark, commas, semicolons or tabs, columns in any order.

    It refuses `BadImport` with a sentence for each wrong row and column.
    """
    lines = _lines(content)
    reader = csv.DictReader(StringIO("\n".join(lines)), delimiter=_delimiter(lines[0]))
    names = [_column(name) for name in reader.fieldnames or []]
    if missing := [name for name in NEEDED if name not in names]:
        raise BadImport(fields={"rows": [_("Dòng 1: thiếu cột %(names)s.") % {"names": ", ".join(missing)}]})
    reader.fieldnames = names
    places = _Places()
    rows = []
    for number, values in enumerate(reader, start=2):
        cells = {name: text.normalize(values.get(name) or "", single_line=True) for name in COLUMNS}
        if any(cells.values()):
            rows.append(_row(number, cells, places, at_year))
    if not rows:
        raise BadImport(fields={"rows": [_("Tệp chưa có dòng nào dưới dòng tên cột.")]})
    errors = [error for row in rows for error in row.errors] + _twice(rows)
    if errors:
        raise BadImport(fields={"rows": errors[:MOST_ERRORS]})
    return rows


def _lines(content: bytes) -> list[str]:
    if len(content) > LARGEST_FILE:
        raise BadImport(fields={"rows": [_("Tệp lớn quá 2 MB. Hãy tách thành nhiều tệp.")]})
    try:
        written = text.normalize(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadImport(fields={"rows": [_("Không đọc được chữ. Hãy lưu tệp dạng CSV UTF-8 rồi nhập lại.")]}) from error
    lines = [line for line in written.split("\n") if line.strip(" ,;\t")]
    if not lines or len(lines) > MOST_ROWS:
        raise BadImport(fields={"rows": [_("Tệp phải có từ 1 đến 5.000 dòng.")]})
    return lines


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _column(name: str | None) -> str:
    return "_".join(text.fold(name or "").replace(",", " ").split())


def _row(number: int, cells: dict[str, str], places: "_Places", at_year: int) -> Row:
    row = Row(number)

    def wrong(column: str, sentence: str) -> None:
        row.errors.append(
            _("Dòng %(row)s, cột %(column)s: %(said)s") % {"row": number, "column": column, "said": sentence}
        )

    row.name, row.school = cells["ten"], cells["truong"]
    if not row.name or len(row.name) > 120:
        wrong("ten", _("hãy ghi tên câu lạc bộ, không quá 120 chữ."))
    if len(row.school) > 120:
        wrong("truong", _("không quá 120 chữ."))
    if cells["loai"]:
        kinds = {text.fold(str(word)): kind for kind in Club.Kind for word in (kind.value, kind.label)}
        row.kind = kinds.get(text.fold(cells["loai"]), "")
        if not row.kind:
            wrong("loai", _("hãy ghi rights, core hoặc reporters."))
    row.old_district, problem = places.old_district(cells["huyen_cu"])
    if problem:
        wrong("huyen_cu", problem)
    row.place, problem = places.commune(cells["xa_phuong"], row.old_district)
    if problem:
        wrong("xa_phuong", problem)
    if cells["lap_ngay"]:
        try:
            row.founded_on = dates.parse_date(cells["lap_ngay"])
        except ValueError:
            wrong("lap_ngay", _("hãy ghi ngày như 12/01/2021."))
    _read_count(row, cells, at_year, wrong)
    return row


def _read_count(row: Row, cells: dict[str, str], at_year: int, say: Callable[[str, str], None]) -> None:
    if bool(cells["nam"]) != bool(cells["so_em"]):
        say("nam" if not cells["nam"] else "so_em", _("năm và số em đi cùng nhau: hãy ghi cả hai."))
        return
    if not cells["nam"]:
        return
    if not (cells["nam"].isascii() and cells["nam"].isdigit() and 1990 <= int(cells["nam"][:5]) <= at_year):
        say("nam", _("hãy ghi một năm từ 1990 đến năm nay."))
    else:
        row.year = int(cells["nam"])
    try:
        number = parse_number(cells["so_em"])
        row.children = int(number)
        if number != row.children or not 0 <= row.children <= 100_000:
            raise ValueError
    except UnreadableNumberError as error:
        say("so_em", str(error))
    except ValueError:
        say("so_em", _("hãy ghi một số nguyên, ví dụ 45."))
    words = {text.fold(str(word)): q.value for q in Qualifier for word in (q.value, q.label)} | {"tren": "more_than"}
    row.qualifier = words.get(text.fold(cells["do_chac"]), "") if cells["do_chac"] else Qualifier.EXACT
    if not row.qualifier:
        say("do_chac", _("hãy ghi đúng, hơn hoặc khoảng."))


def _twice(rows: list[Row]) -> list[str]:
    """A club and year said twice in one file: which is right, nobody can tell."""
    seen: dict[tuple[str, int | None, int], int] = {}
    errors = []
    for row in rows:
        if row.year is None or row.place is None:
            continue
        key = (text.fold(row.name), row.place.pk, row.year)
        if key in seen:
            errors.append(
                _("Dòng %(row)s, cột nam: năm này của câu lạc bộ đã có ở dòng %(before)s.")
                % {"row": row.number, "before": seen[key]}
            )
        seen.setdefault(key, row.number)
    return errors


def _whole_names(units: Any) -> list[AdministrativeUnit]:
    """The best few of `matching` whose whole name was typed."""
    return list(units.filter(match__lte=Match.GUESSED)[:3])


class _Places:
    """Places by name, each asked once. Names of an old district tell apart communes of the same name."""

    def __init__(self) -> None:
        self._communes: dict[tuple[str, int | None], tuple[AdministrativeUnit | None, str]] = {}
        self._districts: dict[str, tuple[AdministrativeUnit | None, str]] = {}

    def old_district(self, words: str) -> tuple[AdministrativeUnit | None, str]:
        words = words.replace("(cũ)", "").strip()  # as our own reports print it
        if not words:
            return None, ""
        if words not in self._districts:
            found = _whole_names(AdministrativeUnit.objects.matching(words).filter(kind=Kind.LEGACY_DISTRICT))
            best = [unit for unit in found if unit.match == found[0].match]
            self._districts[words] = (
                (best[0], "")
                if len(best) == 1
                else (None, _("có nhiều huyện tên như vậy, hãy ghi thêm tên tỉnh."))
                if best
                else (None, _("chưa tìm thấy huyện cũ tên như vậy."))
            )
        return self._districts[words]

    def commune(self, words: str, district: AdministrativeUnit | None) -> tuple[AdministrativeUnit | None, str]:
        if not words:
            return None, _("hãy ghi tên xã, phường nay.")
        key = (words, district.pk if district else None)
        if key not in self._communes:
            units = AdministrativeUnit.objects.in_force().matching(words).filter(kind=Kind.COMMUNE)
            if district is not None:
                units = units.filter(formerly=district)
            found = _whole_names(units)
            best = [unit for unit in found if unit.match == found[0].match]
            self._communes[key] = (
                (best[0], "")
                if len(best) == 1
                else (None, _("có nhiều nơi tên như vậy, hãy ghi huyện cũ hoặc tên tỉnh."))
                if best
                else (None, _("chưa tìm thấy xã, phường nay tên như vậy (trong huyện cũ đã ghi)."))
            )
        return self._communes[key]
