"""Counts, shares and money, written and read as people here do, with the traps of the published figures."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import numbers
from portal.foundation.vietnamese.numbers import Qualifier


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (111, "111"), (3000, "3.000"), (16700, "16.700"), (-1234567, "-1.234.567")]
)
def test_it_groups_thousands_with_dots(number: int, shown: str) -> None:
    assert numbers.format_number(number) == shown


@pytest.mark.parametrize(
    ("number", "digits", "shown"),
    [
        (Decimal("10.2"), None, "10,2"),
        (Decimal("1234.50"), None, "1.234,50"),
        (Decimal("0.25"), 1, "0,3"),
        (Decimal("2.35"), 1, "2,4"),
        (7, 1, "7,0"),
    ],
)
def test_it_writes_decimals_with_a_comma(number: Decimal | int, digits: int | None, shown: str) -> None:
    assert numbers.format_decimal(number, digits) == shown


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (41, 97, "42,3 % (41/97)"),
        (51, 102, "50,0 % (51/102)"),
        (673, 3754, "17,9 % (673/3.754)"),
        (1, 2000, "0,1 % (1/2.000)"),
        (6188, 187000, "3,3 % (6.188/187.000)"),
        (0, 0, "– (0/0)"),
    ],
)
def test_it_shows_a_share_with_its_counts_rounded_half_up(numerator: int, denominator: int, shown: str) -> None:
    assert numbers.format_percent(numerator, denominator) == shown


def test_it_truncates_only_to_quote() -> None:
    assert numbers.format_percent(41, 97, truncated=True) == "42,2 % (41/97)"


def test_it_shows_whole_percents() -> None:
    assert numbers.format_percent(41, 97, digits=0) == "42 % (41/97)"


def test_it_refuses_a_share_of_negative_counts() -> None:
    with pytest.raises(ValueError, match="never negative"):
        numbers.format_percent(-1, 5)


@pytest.mark.parametrize(
    ("number", "unit", "qualifier", "shown"),
    [
        (3000, "lượt", Qualifier.MORE_THAN, "hơn 3.000 lượt"),
        (286, "lượt", Qualifier.EXACT, "286 lượt"),
        (286, "lượt", "more_than", "hơn 286 lượt"),
        (236, "tỷ đồng", Qualifier.APPROX, "khoảng 236 tỷ đồng"),
        (21, "câu lạc bộ", Qualifier.EXACT, "21 câu lạc bộ"),
        (5, "", Qualifier.EXACT, "5"),
    ],
)
def test_it_says_a_count_as_it_was_reported(number: int, unit: str, qualifier: str, shown: str) -> None:
    assert numbers.format_count(number, unit, qualifier) == shown


@pytest.mark.parametrize(("number", "qualifier"), [(-1, "exact"), (1, "around")])
def test_it_refuses_a_count_that_cannot_be(number: int, qualifier: str) -> None:
    with pytest.raises(ValueError, match=r"negative|not a valid"):
        numbers.format_count(number, "lượt", qualifier)


def test_it_writes_money_in_full() -> None:
    assert numbers.format_dong(32_000_000) == "32.000.000 đồng"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (20_594_000_000, "20,6 tỷ đồng (20.594.000.000 đồng)"),
        (32_000_000, "32 triệu đồng (32.000.000 đồng)"),
        (2_500_000, "2,5 triệu đồng (2.500.000 đồng)"),
        (10_050_000, "10,1 triệu đồng (10.050.000 đồng)"),
        (500_000, "500.000 đồng"),
    ],
)
def test_it_writes_large_sums_short_beside_the_full_figure(amount: int, shown: str) -> None:
    assert numbers.format_large_dong(amount) == shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("16.700", "16700"),
        ("16700", "16700"),
        ("16 700", "16700"),
        ("16\u00a0700", "16700"),
        ("10,2", "10.2"),
        ("1.234,5", "1234.5"),
        ("16.700,125", "16700.125"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1,234,567", "1234567"),
        ("-3.000", "-3000"),
        ("−5", "-5"),
        ("２１", "21"),
    ],
)
def test_it_reads_numbers_the_vietnamese_way(written: str, read: str) -> None:
    assert numbers.parse_number(written) == Decimal(read)


def test_it_asks_which_number_a_comma_and_three_digits_mean() -> None:
    with pytest.raises(numbers.AmbiguousNumber) as refusal:
        numbers.parse_number("20,594")

    assert refusal.value.readings == (Decimal(20594), Decimal("20.594"))
    assert str(refusal.value) == ("“20,594” có thể đọc là 20.594 hoặc 20 phẩy 594. Hãy ghi lại: 20594 hoặc 20,5940.")


def test_it_asks_which_amount_a_comma_and_three_digits_mean() -> None:
    with pytest.raises(numbers.AmbiguousNumber) as refusal:
        numbers.parse_amount("20,594 triệu")

    assert refusal.value.readings == (20_594_000_000, 20_594_000)
    assert "20.594.000.000 đồng hoặc 20.594.000 đồng" in str(refusal.value)


@pytest.mark.parametrize(
    "written", ["", "1.5", "16.70", "0.125", "1,234.56", "1.234.56", "12a", "1..000", "1e5", "٣", "1" * 20]
)
def test_it_refuses_other_numbers_and_shows_how_to_write_them(written: str) -> None:
    with pytest.raises(numbers.UnreadableNumberError, match=r"16\.700 hoặc 10,2"):
        numbers.parse_number(written)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("32.000.000", 32_000_000),
        ("32.000.000 đồng", 32_000_000),
        ("32.000.000đ", 32_000_000),
        ("32000000 ₫", 32_000_000),
        ("32 triệu", 32_000_000),
        ("10,2 triệu đồng", 10_200_000),
        ("20,6 TỶ", 20_600_000_000),
        ("20,6 tỉ đồng", 20_600_000_000),
        ("500 nghìn", 500_000),
        ("0", 0),
    ],
)
def test_it_reads_sums_of_money(written: str, amount: int) -> None:
    assert numbers.parse_amount(written) == amount


@pytest.mark.parametrize("written", ["10,5", "-5", "2 tỷ tỷ", "10,2 triệu USD", "đồng", "9999999999 tỷ", "10\nđồng\nx"])
def test_it_refuses_other_sums(written: str) -> None:
    with pytest.raises(numbers.UnreadableNumberError):
        numbers.parse_amount(written)


@given(st.integers(-(10**18), 10**18))
def test_it_reads_back_every_number_it_writes(number: int) -> None:
    assert numbers.parse_number(numbers.format_number(number)) == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_it_reads_back_every_decimal_it_writes(number: Decimal) -> None:
    assert numbers.parse_number(numbers.format_decimal(number)) == number


@given(st.integers(0, 10**18))
def test_it_reads_back_every_sum_it_writes(amount: int) -> None:
    assert numbers.parse_amount(numbers.format_dong(amount)) == amount


@given(st.text(st.sampled_from("0123456789., -đtriệuỷ")) | st.text())
def test_it_answers_any_text_with_a_number_or_a_sentence(text: str) -> None:
    for parse in (numbers.parse_number, numbers.parse_amount):
        with contextlib.suppress(numbers.UnreadableNumberError):
            assert parse(text) == parse(text)
