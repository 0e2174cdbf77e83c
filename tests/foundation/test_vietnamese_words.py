"""Sums of money read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import words


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (0, "không đồng"),
        (1, "một đồng"),
        (10, "mười đồng"),
        (11, "mười một đồng"),
        (14, "mười bốn đồng"),
        (15, "mười lăm đồng"),
        (20, "hai mươi đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (55, "năm mươi lăm đồng"),
        (100, "một trăm đồng"),
        (105, "một trăm linh năm đồng"),
        (111, "một trăm mười một đồng"),
        (1_005, "một nghìn không trăm linh năm đồng"),
        (16_700, "mười sáu nghìn bảy trăm đồng"),
        (20_594, "hai mươi nghìn năm trăm chín mươi tư đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (32_000_000, "ba mươi hai triệu đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (20_594_000_000, "hai mươi tỷ năm trăm chín mươi tư triệu đồng"),
        (3_000_000_000_000, "ba nghìn tỷ đồng"),
        (10**18, "một tỷ tỷ đồng"),
    ],
)
def test_it_reads_an_amount(amount: int, read: str) -> None:
    assert words.amount_in_words(amount) == read


@pytest.mark.parametrize("amount", [-1, 10**18 + 1])
def test_it_refuses_what_no_sum_can_be(amount: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        words.amount_in_words(amount)


def test_it_reads_numbers_without_a_unit() -> None:
    assert words.number_in_words(16_700) == "mười sáu nghìn bảy trăm"


@given(st.integers(0, 10**18))
def test_it_reads_every_amount_without_double_spaces(amount: int) -> None:
    read = words.amount_in_words(amount)

    assert "  " not in read
    assert read == read.strip()
    assert read.endswith(" đồng")


def test_it_reads_no_two_numbers_alike() -> None:
    numbers = [*range(3_000), *range(999_000, 1_002_000), *(10**9 + n for n in range(2_000))]

    readings = {words.number_in_words(number) for number in numbers}

    assert len(readings) == len(numbers)
