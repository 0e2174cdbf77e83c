"""One form of a text to keep, one to search by marks, one to search without, and its length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import text as vietnamese_text

TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ HOÀUỶ"
writing = st.text(st.sampled_from(VIETNAMESE)) | st.text()


def decompose(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_it_gives_one_form_to_both_keyboards() -> None:
    composed = "Trẻ em Việt Nam"
    decomposed = decompose(composed)
    assert (len(composed), len(decomposed)) == (15, 18)

    normalized = vietnamese_text.normalize(decomposed)

    assert normalized == composed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("tự\u200b tử\u200b", "tự tử"),
        ("\ufeffem\u00ad bé", "em bé"),
        ("ba\u0000 mẹ\u0007", "ba mẹ"),
        ("dòng một\r\ndòng hai\rba", "dòng một\ndòng hai\nba"),
        ("Ｅｍ ﬁ", "Em fi"),
        ("gia đình 👨‍👩‍👧 vui", "gia đình 👨‍👩‍👧 vui"),
        ("a\u200db", "ab"),
        ("\ud800em", "em"),
    ],
)
def test_it_takes_out_what_cannot_be_seen(written: str, kept: str) -> None:
    assert vietnamese_text.normalize(written) == kept


def test_it_puts_a_text_on_one_line_when_asked() -> None:
    assert vietnamese_text.normalize("  Họ \n và\u00a0\t tên ", single_line=True) == "Họ và tên"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đuối nước", "duoi nuoc"),
        ("điện giật", "dien giat"),
        ("HỌC ĐƯỜNG", "hoc duong"),
        ("ĐUỐI", "duoi"),
        ("Trẻ em Việt Nam", "tre em viet nam"),
        ("Ƀơnăr", "ƀonar".replace("ƀ", "b")),
    ],
)
def test_it_folds_marks_hats_and_strokes(written: str, folded: str) -> None:
    assert vietnamese_text.fold(written) == folded


def test_it_folds_both_tone_placements_alike() -> None:
    assert vietnamese_text.fold("hoà") == vietnamese_text.fold("hòa") == "hoa"


def test_it_keeps_khmer_vowels_while_folding() -> None:
    assert vietnamese_text.fold("ខ្មែរ") == "ខ្មែរ"


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("hoá", "hóa"),
        ("HOÀ", "HÒA"),
        ("Thuỷ", "Thủy"),
        ("uỷ ban", "ủy ban"),
        ("oà khóc", "òa khóc"),
        ("xoá mù", "xóa mù"),
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("hoà-thuận, khoẻ!", "hòa-thuận, khỏe!"),
    ],
)
def test_it_puts_tones_in_one_place(written: str, unified: str) -> None:
    assert vietnamese_text.unify_tones(written) == unified
    assert vietnamese_text.unify_tones(decompose(written)) == unified


WELL_PLACED = """
    quý quỳ quả quà quốc già giá giỏ giữ hoàn toán khuỷu thuở huế thuế ngoài ngoèo huỳnh tuyết hòa mùa tía mía
"""


@pytest.mark.parametrize("correct", WELL_PLACED.split())
def test_it_leaves_tones_that_stand_where_they_should(correct: str) -> None:
    assert vietnamese_text.unify_tones(correct) == correct


def test_it_gives_one_search_form_with_marks() -> None:
    assert vietnamese_text.searchable("  Sức\u200b KHOẺ ") == "sức khỏe"


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("", 0),
        ("Việt", 4),
        (decompose("Việt"), 4),
        ("x\u0323\u0302", 1),
        ("👍🏽", 1),
        ("👨‍👩‍👧", 1),
        ("🇻🇳🇻🇳", 2),
        ("❤️", 1),
        ("a\r\nb", 3),
        ("ខ្មែ", 2),
    ],
)
def test_it_counts_the_characters_a_reader_sees(written: str, length: int) -> None:
    assert vietnamese_text.count_characters(written) == length


@pytest.mark.parametrize(
    "name", ["A Brôl", "Y Blên", "Neáng Srây Mom", "A", "H'Nhung Êban", "Nguyễn Thị Ánh", "李", "X Æ 12"]
)
def test_it_takes_every_name_as_it_is(name: str) -> None:
    assert vietnamese_text.clean_name(f" {decompose(name)}\u200b ") == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200b", "\u3164", "\n\t", "\u0301"])
def test_it_refuses_a_name_in_which_nothing_can_be_seen(nothing: str) -> None:
    with pytest.raises(vietnamese_text.EmptyNameError):
        vietnamese_text.clean_name(nothing)


@given(writing)
def test_it_normalizes_once_and_for_all(text: str) -> None:
    once = vietnamese_text.normalize(text)

    assert vietnamese_text.normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(writing)
def test_it_folds_once_and_for_all(text: str) -> None:
    once = vietnamese_text.fold(text)

    assert vietnamese_text.fold(once) == once
    assert vietnamese_text.fold(decompose(text)) == vietnamese_text.fold(unicodedata.normalize("NFC", text)) == once


@given(writing)
def test_it_unifies_tones_once_and_adds_nothing(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    once = vietnamese_text.unify_tones(composed)

    assert vietnamese_text.unify_tones(once) == once
    assert len(once) == len(composed)
    assert vietnamese_text.fold(once) == vietnamese_text.fold(composed)


@given(writing)
def test_it_counts_alike_on_every_keyboard(text: str) -> None:
    count = vietnamese_text.count_characters(text)

    assert count == vietnamese_text.count_characters(decompose(text))
    assert count <= len(text)
