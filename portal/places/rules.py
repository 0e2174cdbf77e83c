"""Whether a list of places may be loaded: what is wrong, in which file, row and field, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.refusals import Refusal
from portal.places.models import TYPES, Kind

MOST_SHOWN = 20
LONGEST_NAME = 80
LONGEST_OTHER_NAMES = 200

_ABOVE: dict[str, str | None] = {
    Kind.PROVINCE: None,
    Kind.LEGACY_DISTRICT: Kind.PROVINCE,
    Kind.LEGACY_COMMUNE: Kind.LEGACY_DISTRICT,
    Kind.COMMUNE: Kind.PROVINCE,
}
Key = tuple[str, str]
"""Edition and code."""


@dataclass(frozen=True)
class UnitRow:
    """One line of a list: the row of its file, and what stands there."""

    number: int
    code: str
    type_word: str
    name: str
    parent: str = ""
    other_names: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitList:
    """A list as its file gives it."""

    file: str
    code: str
    title: str
    source: str
    published_on: date
    valid_from: date | None
    valid_to: date | None
    became: str
    """The code of the list in which the codes of `became` stand, or nothing."""
    rows: Sequence[UnitRow] = field(default_factory=tuple)

    def kind_of(self, row: UnitRow) -> str:
        """The level of a row: codes of two digits are provinces, of three districts, of five communes."""
        if len(row.code) == 5:
            return Kind.LEGACY_COMMUNE if len(row.parent) == 3 else Kind.COMMUNE
        return {2: Kind.PROVINCE, 3: Kind.LEGACY_DISTRICT}[len(row.code)]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file, with its remedy."""

    file: str
    wrong: str
    remedy: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        places = [self.file]
        if self.row is not None:
            places.append(_("dòng %(row)d") % {"row": self.row})
        if self.column:
            places.append(_("cột %(column)s") % {"column": self.column})
        return f"{', '.join(places)}: {self.wrong} {self.remedy}"


class BadList(Refusal):
    """A list that cannot be loaded; nothing of it was stored."""

    code = "bad_list"
    status = 400
    sentence = gettext_lazy("Danh mục chưa đúng nên chưa nạp gì cả.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        lines = [str(self.sentence), *(str(problem) for problem in problems[:MOST_SHOWN])]
        if len(problems) > MOST_SHOWN:
            lines.append(_("… và %(count)d lỗi nữa.") % {"count": len(problems) - MOST_SHOWN})
        super().__init__("\n".join(lines))
        self.problems = problems


def check_lists(lists: Sequence[UnitList], *, known: Mapping[Key, str], links: Iterable[tuple[Key, Key]]) -> None:
    """This will refuse (`BadList`) lists that contradict themselves, each other or what is stored, naming every row.

    `known` gives the units already stored and their level, `links` what became of them. Refused are: a list twice, a code
    twice, a type or level that does not fit, an unknown parent, in `became` an unknown unit or one of the same list, a circle.
    """
    codes = [units.code for units in lists]
    problems = [
        Problem(units.file, _("Danh mục %(code)s có hai lần.") % {"code": units.code}, _("Hãy chỉ nạp một tệp."))
        for number, units in enumerate(lists)
        if units.code in codes[:number]
    ]
    kinds = dict(known)
    for units in lists:
        problems += _problems_of_codes(units)
    if not problems:
        for units in lists:
            kinds |= {(units.code, row.code): units.kind_of(row) for row in units.rows}
        for units in lists:
            problems += [problem for row in units.rows for problem in _problems_of_row(units, row, kinds)]
    if not problems:
        problems = _circles(lists, links)
    if problems:
        raise BadList(problems)


def _problems_of_codes(units: UnitList) -> list[Problem]:
    problems = []
    first: dict[str, int] = {}
    for row in units.rows:
        if len(row.code) not in (2, 3, 5) or not (row.code.isascii() and row.code.isdigit()):
            wrong = _("“%(code)s” không phải mã đơn vị.") % {"code": row.code}
            remedy = _("Mã tỉnh có 2 chữ số, mã huyện 3, mã xã 5, kể cả số 0 ở đầu.")
            problems.append(Problem(units.file, wrong, remedy, row.number, "code"))
        elif row.code in first:
            wrong = _("Mã %(code)s đã có ở dòng %(row)d.") % {"code": row.code, "row": first[row.code]}
            problems.append(Problem(units.file, wrong, _("Hãy bỏ một trong hai dòng."), row.number, "code"))
        else:
            first[row.code] = row.number
    return problems


def _problems_of_row(units: UnitList, row: UnitRow, kinds: Mapping[Key, str]) -> Iterable[Problem]:
    def problem(column: str, wrong: str, remedy: str) -> Problem:
        return Problem(units.file, wrong, remedy, row.number, column)

    kind = units.kind_of(row)
    if row.type_word not in TYPES[kind]:
        wrong = _("Mã %(code)s không thể là “%(type)s”.") % {"code": row.code, "type": row.type_word}
        yield problem("type", wrong, _("Hãy ghi một trong: %(types)s.") % {"types": ", ".join(TYPES[kind])})
    if not row.name or len(row.name) > LONGEST_NAME:
        wrong = _("Tên bỏ trống hoặc dài quá %(limit)d ký tự.") % {"limit": LONGEST_NAME}
        yield problem("name", wrong, _("Hãy ghi tên, không kèm loại."))
    if len(row.other_names) > LONGEST_OTHER_NAMES:
        wrong = _("Các tên khác dài quá %(limit)d ký tự.") % {"limit": LONGEST_OTHER_NAMES}
        yield problem("other_names", wrong, _("Hãy bỏ bớt tên."))
    above = kinds.get((units.code, row.parent), "unknown") if row.parent else None
    if above != _ABOVE[kind]:
        wrong = _("Không có đơn vị cấp trên “%(code)s” cho dòng này trong danh mục.") % {"code": row.parent}
        yield problem("parent", wrong, _("Xã thuộc huyện hoặc tỉnh, huyện thuộc tỉnh, tỉnh thì bỏ trống."))
    for target in row.became:
        edition, code = target_of(units, target)
        if not edition or edition == units.code:
            wrong = _("“%(code)s” phải thuộc một danh mục khác.") % {"code": target}
            yield problem("became", wrong, _("Hãy ghi danh mục đích vào tệp mô tả, ô became."))
        elif (edition, code) not in kinds:
            wrong = _("Danh mục %(edition)s không có mã %(code)s.") % {"edition": edition, "code": code}
            yield problem("became", wrong, _("Hãy sửa mã, hoặc nạp danh mục ấy trước."))
    if len(set(row.became)) < len(row.became):
        yield problem("became", _("Một mã được ghi hai lần."), _("Hãy ghi mỗi mã một lần."))


def target_of(units: UnitList, written: str) -> Key:
    """This will return edition and code of what stands in `became`: a code of the list named there, or "edition:code"."""
    edition, colon, code = written.rpartition(":")
    return (edition, code) if colon else (units.became, written)


def _circles(lists: Sequence[UnitList], links: Iterable[tuple[Key, Key]]) -> list[Problem]:
    """A unit that, step by step, becomes itself again: every row of a list that stands in such a circle."""
    rows = {(units.code, row.code): (units, row) for units in lists for row in units.rows}
    after: dict[Key, list[Key]] = {}
    for old, new in links:
        if old not in rows:  # a row replaces what was stored of it
            after.setdefault(old, []).append(new)
    for key, (units, row) in rows.items():
        after[key] = [target_of(units, target) for target in row.became]
    left = _without_ends(after)
    problems = []
    for key in sorted(left & rows.keys()):
        units, row = rows[key]
        path = " → ".join(f"{edition}:{code}" for edition, code in _circle_from(key, after, left))
        wrong = _("Vòng tròn: %(path)s.") % {"path": path}
        problems.append(Problem(units.file, wrong, _("Hãy bỏ một bước của vòng này."), row.number, "became"))
    return problems


def _without_ends(after: Mapping[Key, Sequence[Key]]) -> set[Key]:
    """The units from which one can walk on for ever: those that lead into a circle, found by taking away ends."""
    before: dict[Key, list[Key]] = {}
    steps = {key: len(targets) for key, targets in after.items() if targets}
    for key, targets in after.items():
        for target in targets:
            before.setdefault(target, []).append(key)
    ends = [target for target in before if target not in steps]
    while ends:
        for key in before.get(ends.pop(), ()):
            steps[key] -= 1
            if not steps[key]:
                del steps[key]
                ends.append(key)
    return set(steps)


def _circle_from(key: Key, after: Mapping[Key, Sequence[Key]], left: set[Key]) -> list[Key]:
    path = [key]
    while path[-1] not in path[:-1]:
        path.append(next(target for target in after[path[-1]] if target in left))
    return path[path.index(path[-1]) :]
