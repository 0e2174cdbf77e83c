"""Disclosure control: published tables in which nobody can find a child by subtracting (R-12).

Counts from one to nine are hidden; so many more that no hidden one follows from what is shown, even to somebody who undoes the
rounding; and what is shown is rounded to five, totals each by themselves. A table has at most two dimensions.

Rows and columns, totals among them, are the knots of a net whose threads are the hidden places. What is hidden can be worked
out exactly when its thread is the only way between its two knots; so every thread is kept on a ring.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

SMALLEST = 10
"""Groups smaller than this are never told (safeguarding §3.3, T4)."""
STEP = 5

_TOTAL = -1
"""The number of the line of totals, in both directions."""

_Place = tuple[int, int]


def rounded(number: int) -> int:
    """This will return a count rounded to the nearest five."""
    return STEP * ((number + STEP // 2) // STEP)


def is_told(number: int) -> bool:
    """This will say whether a count may stand by itself. Nought may: it is about nobody."""
    return number == 0 or number >= SMALLEST


def public_count(number: int) -> str | None:
    """This will return a count as the public may read it, rounded to five; None when it is too small to tell."""
    return str(rounded(number)) if is_told(number) else None


@dataclass(frozen=True)
class PublicTable[R: Hashable, C: Hashable]:
    """A table that may be published: None stands for what is hidden."""

    rows: tuple[R, ...]
    columns: tuple[C, ...]
    cells: Mapping[tuple[R, C], int | None]
    row_totals: Mapping[R, int | None]
    column_totals: Mapping[C, int | None]
    total: int | None


def publishable[R: Hashable, C: Hashable](table: Mapping[tuple[R, C], int]) -> PublicTable[R, C]:
    """This will return a table of rows and columns as the public may see it; a missing cell counts nought.

    Hidden are 1 to 9, whatever is needed so that none of these can be worked out, and more where all that is hidden in
    one line comes to less than ten. Noughts are shown and cover nothing.
    """
    rows: tuple[R, ...] = tuple(dict.fromkeys(row for row, _column in table))
    columns: tuple[C, ...] = tuple(dict.fromkeys(column for _row, column in table))
    counts = _with_totals([[table.get((row, column), 0) for column in columns] for row in rows], len(columns))
    hidden = hidden_places(counts)
    told = {place: None if place in hidden else rounded(number) for place, number in counts.items()}
    return PublicTable(
        rows=rows,
        columns=columns,
        cells={(row, column): told[i, j] for i, row in enumerate(rows) for j, column in enumerate(columns)},
        row_totals={row: told[i, _TOTAL] for i, row in enumerate(rows)},
        column_totals={column: told[_TOTAL, j] for j, column in enumerate(columns)},
        total=told[_TOTAL, _TOTAL],
    )


def hidden_places(counts: Mapping[_Place, int]) -> set[_Place]:
    """This will return which places of a table with its totals (line -1) must be hidden."""
    hidden = {place for place, number in counts.items() if not is_told(number)}
    while True:
        more = _cover_for_thin_lines(counts, hidden) or _cover_for_open_threads(counts, hidden)
        if not more:
            return hidden
        hidden |= more


def _with_totals(cells: list[list[int]], width: int) -> dict[_Place, int]:
    counts = {(i, j): number for i, line in enumerate(cells) for j, number in enumerate(line)}
    counts |= {(i, _TOTAL): sum(line) for i, line in enumerate(cells)}
    counts |= {(_TOTAL, j): sum(line[j] for line in cells) for j in range(width)}
    counts[_TOTAL, _TOTAL] = sum(map(sum, cells))
    return counts


def _cover_for_thin_lines(counts: Mapping[_Place, int], hidden: set[_Place]) -> set[_Place]:
    """One more place for each line whose hidden ones, told by their sum, are fewer than ten; the total when all are hidden."""
    more = set()
    for direction in (0, 1):
        for line in {place[direction] for place in hidden}:
            places = [place for place in counts if place[direction] == line]
            total = next(place for place in places if place[1 - direction] == _TOTAL)
            inside = [place for place in places if place != total]
            told_by_sum = sum(counts[place] for place in inside if place in hidden)
            if total in hidden or not 0 < told_by_sum < SMALLEST:
                continue
            spare = [place for place in inside if place not in hidden and counts[place]]
            more.add(min(spare, key=lambda place: counts[place]) if spare else total)
    return more


def _cover_for_open_threads(counts: Mapping[_Place, int], hidden: set[_Place]) -> set[_Place]:
    """What closes the ring for the first hidden place that has none: the way around that hides the fewest children."""
    for place in sorted(hidden):
        way = _way_around(place, counts, hidden)
        if not way <= hidden:
            return way - hidden
    return set()


def _way_around(place: _Place, counts: Mapping[_Place, int], hidden: set[_Place]) -> set[_Place]:
    """The cheapest other way from the row to the column of a place, through places that count somebody."""
    threads: dict[Any, list[tuple[Any, _Place]]] = {}
    for other, number in counts.items():
        if other != place and number:
            row, column = ("row", other[0]), ("column", other[1])
            threads.setdefault(row, []).append((column, other))
            threads.setdefault(column, []).append((row, other))
    start, goal = ("row", place[0]), ("column", place[1])
    waiting: list[tuple[int, int, Any, frozenset[_Place]]] = [(0, 0, start, frozenset())]
    seen, order = set(), 0
    while waiting:
        cost, _order, knot, way = heappop(waiting)
        if knot == goal:
            return set(way)
        if knot in seen:
            continue
        seen.add(knot)
        for beyond, thread in threads.get(knot, []):
            order += 1
            price = 0 if thread in hidden else counts[thread]
            heappush(waiting, (cost + price, order, beyond, way | {thread}))
    raise AssertionError("a place that counts somebody has totals that count them too")  # pragma: no cover
