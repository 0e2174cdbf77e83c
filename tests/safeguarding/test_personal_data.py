"""Telephone numbers, homes, names and whatever else Decree 56 names is found, masked, and never by a list of names."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.safeguarding import queries
from portal.safeguarding.queries import mask, personal_data

FOUND = [
    ("số em là 0912 345 678 nha", "số em là [số điện thoại] nha"),
    ("0 3 8 4 5 6 7 8 9 1", "[số điện thoại]"),
    ("gọi 0912.345.678.", "gọi [số điện thoại]."),
    ("0912-345-678", "[số điện thoại]"),
    ("+84 912 345 678", "[số điện thoại]"),
    ("84912345678", "[số điện thoại]"),
    ("(+84) 912 345 678", "[số điện thoại]"),
    ("o912345678", "[số điện thoại]"),
    ("０９１２３４５６７８", "[số điện thoại]"),
    ("០៩១២៣៤៥៦៧៨", "[số điện thoại]"),
    ("09\u200b12345\u200b678", "[số điện thoại]"),
    ("không chín một hai ba bốn năm sáu bảy tám", "[số điện thoại]"),
    ("ko chin mot hai ba bon nam sau bay tam", "[số điện thoại]"),
    ("0 chín 1 hai 3 bốn 5 sáu 7 8", "[số điện thoại]"),
    ("0255 3822 123", "[số điện thoại]"),
    ("0260.3862.123", "[số điện thoại]"),
    ("căn cước em 051212003456", "căn cước em [số định danh]"),
    ("091 303 004 567", "[số định danh]"),
    ("cmnd 212345678", "cmnd [số định danh]"),
    ("cccd: 999912003456", "cccd: [số định danh]"),
    ("stk 0123456789 nha", "[số tài khoản] nha"),
    ("lan.2010@gmail.com", "[thư điện tử]"),
    ("lan a còng gmail chấm com", "[thư điện tử]"),
    ("vào https://vidu.example/lan nha", "vào [địa chỉ mạng] nha"),
    ("www.vidu.vn", "[địa chỉ mạng]"),
    ("zalo.me/lan2010", "[địa chỉ mạng]"),
    ("facebook.com/lan.pham", "[địa chỉ mạng]"),
    ("zalo của em là lan2010", "zalo của em là [tên tài khoản]"),
    ("fb: Lan Pham", "fb: [tên tài khoản]"),
    ("nick fb em là lanpham", "nick fb em là [tên tài khoản]"),
    ("@lan.2010", "[tên tài khoản]"),
    ("12/01/2013", "[ngày sinh]"),
    ("em sinh năm 2013", "em [ngày sinh]"),
    ("em sinh ngày 5 tháng 3 năm 2013", "em [ngày sinh]"),
    ("sinh nhật em 5/3", "[ngày sinh]"),
    ("em 12 tuổi hôm nay", "[ngày sinh]"),
    ("hôm nay em tròn 12 tuổi", "[ngày sinh]"),
    ("em 12 tuổi", "[tuổi]"),
    ("em học lớp 5A1", "em học [trường, lớp]"),
    ("lop 7/2", "[trường, lớp]"),
    ("em học trường THCS Nguyễn Huệ", "em học [trường, lớp]"),
    ("em học thcs nguyễn huệ", "em học [trường, lớp]"),
    ("trường tiểu học Hoa Sen", "[trường, lớp]"),
    ("trường Lê Lợi", "[trường, lớp]"),
    ("PTDTNT Đăk Hà", "[trường, lớp]"),
    ("PTDTBT Sơn Tây", "[trường, lớp]"),
    ("nhà em ở thôn Kon Rờ Bàng, xã em", "nhà em ở [nơi ở], xã em"),
    ("em ở thôn kon rờ bàng", "em ở [nơi ở]"),
    ("em o thon 5", "em o [nơi ở]"),
    ("tổ dân phố 5", "[nơi ở]"),
    ("số 12/3 đường Lê Lợi", "[nơi ở]"),
    ("số nhà 12", "[nơi ở]"),
    ("İİ SỐ NHÀ 12, 0912 345 678", "İİ [nơi ở], [số điện thoại]"),
    ("hẻm 12/3", "[nơi ở]"),
    ("ngõ 7", "[nơi ở]"),
    ("kiệt 5", "[nơi ở]"),
    ("ấp Hòa Long", "[nơi ở]"),
    ("khóm 3", "[nơi ở]"),
    ("làng Kon Tum Kơ Nâm", "[nơi ở]"),
    ("buôn Đôn", "[nơi ở]"),
    ("bản Mường", "[nơi ở]"),
    ("quê em ở Tri Tôn", "[nơi ở]"),
    ("em tên là A Brôl", "em tên là [tên]"),
    ("mình là Y Blên", "mình là [tên]"),
    ("tên em là Neáng Srây Mom.", "tên em là [tên]."),
    ("em ten la lan", "em ten la [tên]"),
    ("tui tên H'Lan nè", "tui tên [tên] nè"),
    ("Em là Lan. Em thích vẽ", "Em là [tên]. Em thích vẽ"),
    ("thầy Hùng", "thầy [tên]"),
    ("mẹ em là Siu H'Mai", "mẹ em là [tên]"),
    ("bạn thân em tên Mai", "bạn thân em tên [tên]"),
    ("ký tên: Nguyễn Thị Lan", "ký tên: [tên]"),
    ("Nguyễn Thị Lan", "[tên]"),
    ("A Brôl", "[tên]"),
    ("xe 82B1-123.45", "xe [biển số xe]"),
    ("em có vết sẹo ở má", "em có [đặc điểm riêng]"),
    ("em bị HIV", "em [sức khỏe]"),
    ("bệnh án số 12", "[sức khỏe]"),
    ("học lực yếu", "[kết quả học tập]"),
    ("điểm trung bình của em là 4,5", "[kết quả học tập]"),
    ("nhà em là hộ nghèo", "[sự trợ giúp được nhận]"),
    ("nhận tiền trợ cấp", "[sự trợ giúp được nhận]"),
]
NOTHING = [
    "gọi 111, 112, 113, 114, 115",
    "1800 1567 và 1900 1234",
    "18001567",
    "đơn hàng 123456789012",
    "mã đơn 051212003456",
    "0123456789012345",
    "123456789",
    "1 2 3 4 5 6 7 8",
    "20.594.000.000 đồng",
    "em là học sinh giỏi",
    "em tên gì cũng được",
    "em chơi roblox với bạn",
    "facebook là mạng xã hội",
    "em học lớp 5",
    "lớp 5 e thích nhất",
    "Trường em không bắt nạt nhau",
    "trường thcs của em rất đẹp",
    "Trường Sa là của Việt Nam",
    "làng em cần đèn đường",
    "bản thân em",
    "Đường Em đi học",
    "Em là Học sinh giỏi",
    "Em nhớ quê.",
    "Tổ quốc",
    "em buon qua",
    "Em kính yêu Bác Hồ",
    "anh Kim Đồng",
    "Trạm Y tế",
    "EM BỊ ĐÁNH Ở NHÀ",
    "A ơi",
    "Chị gái em đi làm bên Cam nửa năm nay không gọi về được",
    "em sợ về nhà",
    "2 x 3 = 6",
]


@pytest.mark.parametrize(("words", "masked"), FOUND)
def test_it_masks_what_gives_somebody_away(words, masked):
    assert mask(words) == masked


@pytest.mark.parametrize("words", NOTHING)
def test_it_leaves_the_rest(words):
    assert personal_data(words) == []
    assert mask(words) == words


def test_it_finds_every_kind_it_names():
    assert {span.kind for words, _ in FOUND for span in personal_data(words)} == set(queries.KINDS)


def test_it_covers_the_whole_of_what_two_rules_find():
    assert mask("fb.com/0912345678") == "[số điện thoại]"


def test_it_counts_places_in_what_was_typed():
    words = "Em\u200b ơ\u0309i, 0912 345 678"

    (span,) = personal_data(words)

    assert words[span.start : span.end] == "0912 345 678"
    assert (span.kind, span.rule) == ("phone", "phone-mobile")


def test_it_asks_only_about_what_leads_to_somebody():
    assert queries.needs_warning("Em chào cô.", "0912345678")
    assert not queries.needs_warning("em 12 tuổi, em bị HIV, học lực yếu")


separators = st.sampled_from(["", " ", ".", "-", " - ", "_", "/", "  ", "*", ",", "\u200b", "\u00a0"])
phones = st.tuples(
    st.sampled_from(["0", "84", "+84", "o"]), st.sampled_from("35789"), st.text("0123456789", min_size=8, max_size=8)
)


@given(
    phones,
    st.lists(separators, min_size=9, max_size=9),
    st.sampled_from(["", "số em là ", "Gọi em: "]),
    st.sampled_from(["", " nha", "."]),
)
def test_it_never_leaks_a_telephone_number(phone, between, before, after):
    prefix, first, rest = phone
    typed = prefix + "".join(gap + digit for gap, digit in zip(between, first + rest, strict=True))

    masked = mask(before + typed + after)

    assert rest not in "".join(letter for letter in masked if letter.isdigit())
    assert "[số điện thoại]" in masked or "[số định danh]" in masked


@given(st.text(max_size=400))
def test_it_keeps_spans_apart_and_within_bounds(words):
    spans = personal_data(words)

    assert all(0 <= span.start < span.end <= len(words) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


BITS = [
    "em",
    "tên",
    "là",
    "Lan",
    "A",
    "Y",
    "lớp",
    "5",
    "thôn",
    "zalo",
    "0912",
    "@",
    ".",
    "trường",
    "thcs",
    "Nguyễn",
    "\u0301",
]


@given(
    st.lists(
        st.sampled_from(BITS),
        max_size=40,
    )
)
def test_it_never_stumbles_over_words_in_any_order(words):
    text = " ".join(words)

    assert all(0 <= span.start < span.end <= len(text) for span in personal_data(text))


def test_it_takes_a_long_number_that_looks_like_none_of_ours_for_none():
    wrong = random.Random(4)
    orders = [f"{wrong.randrange(97, 1000):03d}{wrong.randrange(10**9):09d}" for _ in range(200)]

    assert not [order for order in orders if personal_data(order)]


def test_it_asks_a_form_once():
    typed = {"words": "Nhà em ở thôn 5", "title": "Em kể", "phieu": "0912345678"}

    assert queries.must_ask(typed, "words", "title", "missing")
    assert not queries.must_ask({**typed, queries.SEEN: "1"}, "words")
    assert not queries.must_ask(typed, "title")
