"""Sentences as they are read, their length in syllables, and the words a child should not have to meet."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.foundation.vietnamese import reading

WRITTEN = st.text(alphabet="aăđếT1 \n\t.,!?…:;“”()-•\u00a0\u0301", max_size=60)
SENTENCE = st.lists(
    st.sampled_from(["em", "gọi", "111", "cô", "chú", "nghe", "3.000", "7:30–11:30"]), min_size=1, max_size=9
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("Em gọi 111", ["Em gọi 111"]),
        ("Em không có lỗi. Em gọi 111 nhé!", ["Em không có lỗi.", "Em gọi 111 nhé!"]),
        ("Em sợ à?  Em gọi 111.", ["Em sợ à?", "Em gọi 111."]),
        ("Em gọi số nào? 111.", ["Em gọi số nào?", "111."]),
        ("Có hơn 3.000 lượt người dự. Tốt quá.", ["Có hơn 3.000 lượt người dự.", "Tốt quá."]),
        ("Từ 01.07.2025 không còn huyện.", ["Từ 01.07.2025 không còn huyện."]),
        ("Mở cửa 7:30–11:30. Chiều 13:30–17:00.", ["Mở cửa 7:30–11:30.", "Chiều 13:30–17:00."]),
        ("Xem tongdai111.vn nhé. Rồi gọi.", ["Xem tongdai111.vn nhé.", "Rồi gọi."]),
        ("Em ở TP. Huế. Bạn ở P. Bến Ngàn.", ["Em ở TP. Huế.", "Bạn ở P. Bến Ngàn."]),
        ("ThS.BS. Mai nghe em nói.", ["ThS.BS. Mai nghe em nói."]),
        ("Sách, vở v.v. và bút. Đủ cả v.v. Em mang đi.", ["Sách, vở v.v. và bút.", "Đủ cả v.v.", "Em mang đi."]),
        ("1. Bấm 111.\n2. Nói em ở đâu.", ["1. Bấm 111.", "2. Nói em ở đâu."]),
        ("a. Bấm 111.", ["a. Bấm 111."]),
        ("Em lớp 5. Bạn lớp 4.", ["Em lớp 5.", "Bạn lớp 4."]),
        ("- gọi to\n- ném phao", ["- gọi to", "- ném phao"]),
        ("Nói: “Con kể là đúng. Không phải lỗi của con.”", ["Nói: “Con kể là đúng.", "Không phải lỗi của con.”"]),
        ("“Giúp em với!” em nói khẽ.", ["“Giúp em với!” em nói khẽ."]),
        ("“Giúp em với!” – em nói khẽ.", ["“Giúp em với!” – em nói khẽ."]),
        ("Em nói khẽ… “giúp em với” rồi chờ.", ["Em nói khẽ… “giúp em với” rồi chờ."]),
        ("Em… em sợ. (Giờ mẫu.) Hết.", ["Em… em sợ.", "(Giờ mẫu.)", "Hết."]),
        ("Sao thế?! Em kể đi...", ["Sao thế?!", "Em kể đi..."]),
        ("Em vui. 😀 Cô chú cũng vui.", ["Em vui.", "😀 Cô chú cũng vui."]),
        ("Em vui. 😀", ["Em vui. 😀"]),
        ("Em gọi. 👋 rồi em chờ.", ["Em gọi. 👋 rồi em chờ."]),
    ],
)
def test_it_parts_sentences_as_a_reader_does(text, expected):
    assert reading.sentences(text) == expected


@given(WRITTEN)
@example("1.\n2. a)\n…")
def test_it_loses_no_word_whatever_is_written(text):
    assert " ".join(reading.sentences(text)) == " ".join(text.split())


@given(WRITTEN)
def test_it_counts_the_same_whole_or_in_sentences(text):
    assert sum(map(reading.count_syllables, reading.sentences(text))) == reading.count_syllables(text)


@given(WRITTEN)
def test_it_parts_the_same_however_marks_are_kept(text):
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert [unicodedata.normalize("NFC", found) for found in reading.sentences(apart)] == reading.sentences(composed)
    assert reading.count_syllables(apart) == reading.count_syllables(composed)


@given(st.lists(SENTENCE, min_size=1, max_size=6), st.sampled_from([".", "!", "?", "…", ".”"]))
def test_it_finds_every_sentence_that_was_joined(pieces, end):
    whole = [f"Rồi {' '.join(words)}{end}" for words in pieces]

    assert reading.sentences(" ".join(whole)) == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Em gọi 111 nhé.", 3),
        ("Thứ Hai – thứ Sáu, 7:30–11:30", 4),
        ("lúc 7h30, nhà 12A", 4),
        ("UBND xã", 2),
        ("… 3.000 — ?", 0),
    ],
)
def test_it_counts_what_stands_between_spaces_and_holds_a_letter(text, expected):
    assert reading.count_syllables(text) == expected


def test_it_names_each_sentence_over_the_limit_with_its_length():
    text = "Em gọi 111. Cô chú nghe máy cả ngày lẫn đêm và nghĩ cách cùng em. Em không có lỗi."

    assert reading.too_long(text, 13) == []
    assert reading.too_long(text, 12) == [
        reading.LongSentence("Cô chú nghe máy cả ngày lẫn đêm và nghĩ cách cùng em.", 13)
    ]


@pytest.mark.parametrize(
    "limit", [reading.FOR_SEVEN_TO_TEN, reading.FOR_NINE_TO_THIRTEEN, reading.FOR_TWELVE_TO_SEVENTEEN]
)
def test_it_lets_a_sentence_reach_its_limit_and_not_pass_it(limit):
    at_limit = " ".join(["em"] * limit)

    assert reading.too_long(f"{at_limit}.", limit) == []
    assert [found.syllables for found in reading.too_long(f"{at_limit} ơi.", limit)] == [limit + 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Em nói chuyện với cô chú.", []),
        ("Phòng Tham vấn mở cửa.", ["tham vấn"]),
        ("BẢO MẬT và ẩn danh, bảo mật.", ["bảo mật", "ẩn danh"]),
        ("Em ĐỒNG Ý; dữ  liệu\ncá nhân được giữ.", ["đồng ý", "dữ liệu cá nhân"]),
        (unicodedata.normalize("NFD", "kiến nghị của em"), ["kiến nghị"]),
        ("bị xâm hại", ["xâm hại"]),
        ("bị đụng chạm khiến sợ (xâm hại)", []),
        ("trẻ em có hoàn cảnh đặc biệt", ["hoàn cảnh đặc biệt"]),
        ("cánh đồng ýên ả", []),
    ],
)
def test_it_finds_office_words_and_says_what_to_write(text, expected):
    found = reading.office_words(text)

    assert [item.word for item in found] == expected
    assert all(item.instead == reading.OFFICE_WORDS[item.word] for item in found)


def test_it_suggests_nothing_it_would_itself_forbid():
    assert [reading.office_words(instead) for instead in reading.OFFICE_WORDS.values()] == [[]] * len(
        reading.OFFICE_WORDS
    )
