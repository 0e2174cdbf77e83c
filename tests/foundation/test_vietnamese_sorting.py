"""The order of a Vietnamese dictionary, and of class lists."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import sorting

IN_DICTIONARY_ORDER = """
111|An|án|Ăn|ăng|ân|Ấn|ba|ba ba|ba lô|bà|bà ngoại|bả|bã|bá|bạ|bác|bạn|băng|bâng|ca|cô|da|dạ|dân|đa|đá|đặc|đất|e|em
|ê|ếch|ga|giá|hoa|Hoa Lan|hòa|Hòa An|hỏa|hóa|họa|huế|i|kẻ|kể|la|lan|lân|lê|Lớp 2|Lớp 10|mẹ|nam|năm|o|oan|ô|ông|ơ|ơn
|pin|quê|quý|rừng|sông|tha|thân|thuyền|thư|trăng|tre|u|ư|ưa|vui|xa|y|ý|yêu
""".replace("\n", "").split("|")

words = st.text(st.sampled_from("aáạăâbdđeêouưyAĐ 12-"), max_size=8) | st.text(max_size=8)


def test_it_sorts_as_a_dictionary_does() -> None:
    shuffled = IN_DICTIONARY_ORDER.copy()
    random.Random(111).shuffle(shuffled)

    in_order = sorted(shuffled, key=sorting.sort_key)

    assert in_order == IN_DICTIONARY_ORDER


ALPHABET = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"


def test_it_sorts_the_letters_of_the_alphabet() -> None:
    alphabet = ALPHABET.split()
    backwards = list(reversed(alphabet))
    alphabet = [
        "a",
        "ă",
        "â",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "ê",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "ô",
        "ơ",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "ư",
        "v",
        "x",
        "y",
    ]

    assert sorted(backwards, key=sorting.sort_key) == alphabet


def test_it_sorts_tones_last() -> None:
    by_tone = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    backwards = list(reversed(by_tone))

    assert sorted(backwards, key=sorting.sort_key) == by_tone


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Lê", unicodedata.normalize("NFD", "Lê")), ("An-Na", "An Na")]
)
def test_it_gives_one_place_to_what_reads_alike(one: str, other: str) -> None:
    assert sorting.sort_key(one) == sorting.sort_key(other)


def test_it_lets_case_decide_only_between_equals() -> None:
    assert sorted(["Bà", "bả", "bà", "Ba"], key=sorting.sort_key) == ["Ba", "bà", "Bà", "bả"]


def test_it_sorts_class_lists_by_given_name() -> None:
    class_list = ["Trần Thị Ánh", "A Brôl", "Lê Văn Dũng", "Lê Thị Đào", "Nguyễn Văn Đào", "Neáng Srây Mom"]
    backwards = list(reversed(class_list))

    in_order = sorted(backwards, key=sorting.given_name_key)

    assert in_order == class_list


def test_it_gives_even_an_empty_name_a_place() -> None:
    assert sorting.given_name_key(" ") < sorting.given_name_key("A Brôl")


@given(words, words)
def test_it_makes_keys_that_every_database_sorts_alike(one: str, other: str) -> None:
    key = sorting.sort_key(one)

    assert re.fullmatch("[0-9a-f]*", key)
    assert sorting.sort_key(unicodedata.normalize("NFD", one)) == key
    assert re.fullmatch("[0-9a-f]*", sorting.given_name_key(f"{one} {other}"))


@given(st.text(st.sampled_from("aáạăâbdđeêouưy"), min_size=1), st.text(st.sampled_from("aáạăâbdđeêouưy"), min_size=1))
def test_it_puts_a_word_before_what_begins_with_it(word: str, more: str) -> None:
    assert sorting.sort_key(word) < sorting.sort_key(f"{word} {more}")
