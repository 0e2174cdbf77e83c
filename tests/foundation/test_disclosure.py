"""Published tables give no child away."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import disclosure

TOTAL = -1


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (1, None), (9, None), (10, "10"), (12, "10"), (13, "15"), (7512, "7510")]
)
def test_it_hides_one_to_nine_and_rounds_the_rest_to_five(number, shown):
    assert disclosure.public_count(number) == shown


def test_it_hides_a_second_cell_so_that_the_first_cannot_be_subtracted():
    table = disclosure.publishable({("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 20, ("b", "y"): 40})

    assert table.cells == {("a", "x"): None, ("a", "y"): None, ("b", "x"): None, ("b", "y"): None}
    assert table.row_totals == {"a": 35, "b": 60}
    assert table.total == 95


def test_it_leaves_a_table_of_large_counts_whole():
    table = disclosure.publishable({("a", "x"): 14, ("a", "y"): 30, ("b", "x"): 0, ("b", "y"): 40})

    assert None not in table.cells.values()
    assert table.cells["b", "x"] == 0


def test_it_hides_more_when_what_is_hidden_in_a_line_comes_to_less_than_ten():
    table = disclosure.publishable({("a", "x"): 3, ("a", "y"): 4, ("a", "z"): 50, ("a", "w"): 60})

    assert [table.cells["a", column] for column in "xyzw"] == [None, None, None, 60]


def test_it_tells_nothing_of_a_table_that_counts_fewer_than_ten():
    table = disclosure.publishable({("a", "x"): 3, ("a", "y"): 0})

    assert table.total is None
    assert table.row_totals == {"a": None}


def test_it_publishes_an_empty_table():
    assert disclosure.publishable({}).total == 0


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 1, 2, 5, 9, 10, 11, 25, 60, 300]), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


@given(tables)
def test_it_lets_nothing_hidden_be_worked_out_even_when_rounding_is_undone(cells):
    counts = disclosure._with_totals(cells, len(cells[0]))
    hidden = sorted(disclosure.hidden_places(counts))

    assert all(place in hidden for place, number in counts.items() if 0 < number < 10)
    for place in hidden:
        assert not is_determined(place, hidden, cells)


@given(tables)
def test_it_lets_every_hidden_count_be_one_more_or_one_less(cells):
    counts = disclosure._with_totals(cells, len(cells[0]))
    hidden = disclosure.hidden_places(counts)

    assert all(counts[place] > 0 for place in hidden), "a hidden nought would break the ring: it cannot be one less"


@given(tables)
def test_it_tells_no_sum_below_ten_in_any_line(cells):
    counts = disclosure._with_totals(cells, len(cells[0]))
    hidden = disclosure.hidden_places(counts)

    for direction, line in product((0, 1), {place[0] for place in counts} | {place[1] for place in counts}):
        places = [place for place in counts if place[direction] == line]
        totals = [place for place in places if place[1 - direction] == TOTAL]
        told = sum(counts[place] for place in places if place in hidden and place not in totals)
        assert not totals or totals[0] in hidden or not 0 < told < 10


def is_determined(place, hidden, cells):
    """Whether the sums that hold fix this place, by elimination over fractions."""
    rows, columns = [*range(len(cells)), TOTAL], [*range(len(cells[0])), TOTAL]
    lines = [[(row, column) for column in columns] for row in rows] + [
        [(row, column) for row in rows] for column in columns
    ]
    index = {spot: number for number, spot in enumerate(hidden)}
    equations = []
    for number, line in enumerate(lines):
        ending = 1 if number < len(rows) else 0
        equation = [Fraction(0)] * len(hidden)
        for spot in line:
            if spot in index:
                equation[index[spot]] = Fraction(-1 if spot[ending] == TOTAL else 1)
        equations.append(equation)
    wanted = [Fraction(int(spot == place)) for spot in hidden]
    return rank([*equations, wanted]) == rank(equations)


def rank(matrix):
    matrix, found = [list(line) for line in matrix], 0
    for column in range(len(matrix[0])):
        pivot = next((i for i in range(found, len(matrix)) if matrix[i][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for i in range(found + 1, len(matrix)):
            factor = matrix[i][column] / matrix[found][column]
            matrix[i] = [a - factor * b for a, b in zip(matrix[i], matrix[found], strict=True)]
        found += 1
    return found
