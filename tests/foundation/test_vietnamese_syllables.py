"""Which syllables spelling allows, and how disguised or mistyped ones are read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.vietnamese import slang, syllables
from portal.foundation.vietnamese import text as vietnamese_text

CORRECT_TEXT = """
Em không có tiền đóng học phí. Nhà em ở xa trường nên em phải đi bộ hai tiếng mỗi ngày.
Đường dây nóng 111 miễn phí, hoạt động suốt ngày đêm, kể cả ngày lễ và chủ nhật.
Trẻ em có quyền được sống, được bảo vệ, được phát triển và được tham gia.
Cô chú ở Trung tâm Công tác xã hội sẽ lắng nghe em và giữ kín chuyện của em.
Xã Hòa Bình, huyện Chợ Mới, tỉnh An Giang; xã Đăk Hà, tỉnh Kon Tum cũ; đặc khu Phú Quốc.
Hội đồng nhân dân tỉnh đã trả lời kiến nghị của các em về sân chơi và thư viện.
Phòng tránh đuối nước, điện giật, bỏng, ngã, tai nạn giao thông cho trẻ em trong dịp hè.
Năm 2016 có 218 lượt tư vấn tại Trung tâm và 68 lượt tư vấn tại cộng đồng, hơn 3.000 lượt người dự.
Ngày 12 tháng 01 năm 2021, lúc 14:30, các em họp câu lạc bộ ở nhà rông của làng.
Em thích vẽ tranh, đá bóng, đọc truyện, nghe nhạc và trồng cây cùng bà ngoại.
Khuya rồi mà ba má chưa về, em ở nhà một mình với em nhỏ.
Bạn ấy hay khóc vì bị các bạn khác trêu chọc, xa lánh và nói xấu trên mạng.
Mong người lớn đừng quát mắng, đừng so sánh chúng em với con nhà người ta.
Quý thầy cô giáo, quý phụ huynh và toàn thể các em học sinh thân mến!
Khuyên nhủ, khoảng khắc, ngoằn ngoèo, nguệch ngoạc, khuỷu tay, huỳnh huỵch, quềnh quàng, thuở xưa, huơ tay.
Giếng nước, giặt giũ, giữ gìn, giúp đỡ, giỏi giang, già trẻ gái trai, gì cũng được, gìn giữ.
Nghỉ hè, nghiêng ngả, ngoan ngoãn, ngọt ngào, nguyên nhân, nghề nghiệp, ngượng ngùng.
Kể chuyện, kỳ nghỉ, ký tên, kiên trì, kính trọng, cảm ơn, cuối tuần, quyển sách, quần áo, quét nhà.
Yêu thương, yên ổn, ý kiến, y tế, im lặng, ích lợi, ít nhiều, ủng hộ, ướt át, ươm mầm, ưu tiên.
Rừng núi, rẫy nương, suối sâu, thác ghềnh, nương ngô, bắp, lúa nước, trâu bò, heo gà vịt.
Xe buýt, xe máy, xe đạp, tàu thủy, ca nô, xuồng ghe, cầu khỉ, đò ngang.
Bưng bít sự thật, e ngại nói ra, e rằng muộn, e dè, e thẹn, chi chít vết thương, bít tất, chiếc xoong, rơ moóc, ba lô.
Lá ngón, thuốc trừ sâu, hồ bơi, phao cứu sinh, áo phao, bếp lửa, ổ điện, dây điện.
Bố, cha, tía, ba, mẹ, má, u, bầm, ông bà, cô dì, chú bác, cậu mợ, anh chị em, cháu chắt.
Lớp một, lớp hai, lớp ba, lớp tư, lớp năm, trung học cơ sở, trường dân tộc nội trú, mầm non.
Việt Nam, Hà Nội, Huế, Đà Nẵng, Quảng Ngãi, Cần Thơ, Long Xuyên, Tri Tôn, Tịnh Biên, Ngọc Hồi, Sa Thầy, Măng Đen.
Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Thúy, Quỳnh, Khuê, Uyên, Thy.
Bún bò, phở, bánh xèo, chè bắp, mì gói, cơm cháy, xôi gấc, muối ớt, mắm ruốc, nước mắm, kẹo dẻo.
Mùng một Tết, rằm tháng tám, trung thu, rước đèn, múa lân, phá cỗ, lì xì, gói bánh chưng.
Buồn, vui, giận, sợ, lo, mệt, đói, khát, đau, nhức, ngứa, rét, nóng, run, xấu hổ, tủi thân, tự hào, hãnh diện.
Đấy là một buổi chiều oi ả, ve kêu râm ran, lũ trẻ ùa ra bờ sông hái sim, bắt dế, thả diều.
Ừm, hừm, ôi, ối, ái chà, ồ, à, ờ, dạ, vâng, nhé, nhỉ, ạ, hả, đâu, nào, thế, vậy, kìa, đó, kia, này.
"""
CORRECT_WORDS = sorted(set(CORRECT_TEXT.split()))
WORDS_ONLY_IN_PAIRS = {"e", "chít", "bít"}
NAMES_AND_NUMBERS = [
    "A Brôl", "Y Blên", "Neáng Srây Mom", "K Brơi", "K'Brêu", "H'Nhung Êban", "Kon Rờ Bàng", "Rơ Châm", "Ksor", "Krông",
    "Giẻ-Triêng", "Xơ Đăng", "Ba Na", "Gia Rai", "Brâu", "Hrê", "Đăk Lăk", "Pleiku", "111", "18001567", "0912 345 678",
    "đơn số 4", "3.000", "16.700 trẻ em", "10,2 triệu", "12-01-2021", "12/01/2021", "14:30", "lớp 5A", "lớp 6A1",
    "QL24", "LĐ-TB&XH", "TP.HCM", "v.v.", "82B1-123.45", "khu vực III", "chương V", "vitamin E", "năm 2000", "1000",
    "...", "",
]  # fmt: skip


SYLLABLES = """
    bị đánh tư vấn không nghiêng nguyễn quỳnh giếng gì gìn giữ già quốc quý khuya khuỷu thuở huơ ngoèo xoong soóc yêu
    ý y kỹ kỳ lý mỹ ủy uỷ hòa hoà ươm người ĐƯỢC Hoàng huỵch ít ia nghĩa quýt pin ơ
"""


@pytest.mark.parametrize("token", SYLLABLES.split())
def test_it_knows_the_syllables_that_spelling_allows(token: str) -> None:
    assert syllables.is_syllable(token)
    assert syllables.is_syllable(unicodedata.normalize("NFD", token))


NOT_SYLLABLES = """
    ddanhs bij tu7 va61n brôl srây blên ksor hoc nuoc cach hõc hỏc kả cẻ ngé ghá nghà gé qà iêu khoong facebook zalo 111
    hoàà bị. x đ nh tựtử
"""


@pytest.mark.parametrize("token", [*NOT_SYLLABLES.split(), "", "bị đánh"])
def test_it_knows_what_spelling_does_not_allow(token: str) -> None:
    assert not syllables.is_syllable(token)


@pytest.mark.parametrize("token", ["muon", "song", "nua", "hoc", "nuoc", "khong", "Duoi", "nguoi", "em"])
def test_it_knows_syllables_written_without_marks(token: str) -> None:
    assert syllables.is_unmarked_syllable(token)


@pytest.mark.parametrize("token", ["bị", "bij", "ksor", "facebook", "111", ""])
def test_it_knows_what_is_no_unmarked_syllable(token: str) -> None:
    assert not syllables.is_unmarked_syllable(token)


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("bij", "bị"),
        ("ddanhs", "đánh"),
        ("Ddanhs", "đánh"),
        ("sowf", "sờ"),
        ("soangj", "soạng"),
        ("tieengs", "tiếng"),
        ("vieetj", "việt"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("dduwowcj", "được"),
        ("dduocwj", "được"),
        ("khoong", "không"),
        ("thuowr", "thuở"),
        ("hoaf", "hòa"),
        ("quys", "quý"),
        ("giaf", "già"),
        ("muaw", "mưa"),
        ("hoawcj", "hoặc"),
        ("khuyur", "khuỷu"),
        ("đanhs", "đánh"),
    ],
)
def test_it_reads_raw_telex(keys: str, syllable: str) -> None:
    assert syllables.decode_telex(keys) == syllable


@pytest.mark.parametrize("token", ["bị", "xoong", "sex", "teen", "test", "brôl", "Ksor", "rowf1", "bijj", "fs", ""])
def test_it_reads_no_telex_where_there_is_none(token: str) -> None:
    assert syllables.decode_telex(token) == token


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("tu7", "tư"),
        ("va61n", "vấn"),
        ("d9uo75c", "được"),
        ("d9u7o7c5", "được"),
        ("nguo72i", "người"),
        ("ba8ng2", "bằng"),
        ("o73", "ở"),
    ],
)
def test_it_reads_raw_vni(keys: str, syllable: str) -> None:
    assert syllables.decode_vni(keys) == syllable


@pytest.mark.parametrize("token", ["bị", "A1", "a1", "5A", "111", "b4c", "covid19", "lan2010", "nam9", "18h30", ""])
def test_it_reads_no_vni_where_there_is_none(token: str) -> None:
    assert syllables.decode_vni(token) == token


TEENCODE = """
    k không|ko không|hok không|khum không|dc được|đc được|j gì|wá quá|bít biết|mún muốn|ntn như thế nào|vs với|hc học
    |thik thích|iu yêu|e em|mik mình|mk mình|ng người|trc trước|lm làm|bn bạn|sđt số điện thoại|tl trả lời
    |đt điện thoại|bme bố mẹ|ck chồng|vk vợ
"""


@pytest.mark.parametrize("pair", TEENCODE.split("|"))
def test_it_expands_short_forms(pair: str) -> None:
    short, meant = pair.split(maxsplit=1)

    assert syllables.expand_teencode(short) == meant.strip()
    assert syllables.expand_teencode(short.upper()) == meant.strip()


def test_it_expands_short_forms_that_a_caller_adds() -> None:
    assert syllables.expand_teencode("zz", also={"zz": "ngủ"}) == "ngủ"
    assert syllables.understand("em đi zz", also={"zz": "ngủ"}) == "em đi ngủ"


@pytest.mark.parametrize("token", ["không", "Brôl", "a", "c", "bùn", "hông", "5"])
def test_it_leaves_words_that_are_no_short_forms(token: str) -> None:
    assert syllables.expand_teencode(token) == token


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("em bij ddanhs", "em bị đánh"),
        ("tu7 va61n", "tư vấn"),
        ("Em k muon song nua", "em không muon song nua"),
        ("em định t.ự t.ử", "em định tự tử"),
        ("t.ự.t.ử", "tự tử"),
        ("đ*á*n*h đ-á-n-h đ_á_n_h", "đánh đánh đánh"),
        ("muốn   chếttttt", "muốn chết"),
        ("buồnnn, xoong", "buồn, xoong"),
        ("quáaaa!!!", "quá!!!"),
        ("e mún chớt", "em muốn chết"),
        ("E muốn vẽ. K ai biết", "em muốn vẽ. không ai biết"),
        ("E KO BIẾT", "em không biết"),
        ("ch3t kh0ng b4n", "chet khong ban"),
        ("s3x", "sex"),
        ("k.o", "không"),
        ("mún-chít", "muốn-chết"),
        ("Tự tử\u200b là điều", "tự tử là điều"),
        ("hoà thuỷ khoẻ quý", "hòa thủy khỏe quý"),
        ("ＥＭ BỊ ĐÁNH", "em bị đánh"),
        ("dòng một\nk hiểu", "dòng một không hiểu"),
    ],
)
def test_it_understands_what_was_disguised_or_mistyped(written: str, meant: str) -> None:
    assert syllables.understand(written) == meant
    assert syllables.understand(unicodedata.normalize("NFD", written)) == meant


def test_it_leaves_correct_words_alone() -> None:
    words = [word for word in CORRECT_WORDS if word not in WORDS_ONLY_IN_PAIRS]
    assert len(words) > 400

    changed = {word: syllables.understand(word) for word in words}

    assert changed == {word: vietnamese_text.searchable(word) for word in words}


@pytest.mark.parametrize("sentence", CORRECT_TEXT.strip().splitlines())
def test_it_leaves_correct_sentences_alone(sentence: str) -> None:
    assert syllables.understand(sentence) == vietnamese_text.searchable(sentence)


@pytest.mark.parametrize("kept", NAMES_AND_NUMBERS)
def test_it_leaves_names_and_numbers_alone(kept: str) -> None:
    assert syllables.understand(kept) == vietnamese_text.searchable(kept)


@pytest.mark.parametrize("word", sorted(slang.LOANWORDS))
def test_it_leaves_foreign_words_alone(word: str) -> None:
    assert syllables.understand(word) == word


@pytest.mark.parametrize("short", sorted(slang.SHORT_FORMS))
def test_it_expands_to_words_that_stay(short: str) -> None:
    meant = syllables.understand(short)

    assert syllables.understand(meant) == meant


@given(st.text(st.sampled_from("aăđếngkstj0461.*-_' EK")) | st.text())
def test_it_understands_any_text_on_one_line_in_lower_case(text: str) -> None:
    understood = syllables.understand(text)

    assert understood == vietnamese_text.searchable(understood)


@pytest.mark.parametrize(
    "flood", ["a." * 20_000, "s" * 40_000, "B " * 20_000, "a" + "\n" * 40_000 + ",a", "e6" * 20_000]
)
def test_it_is_not_held_up_by_floods_of_one_key(flood: str) -> None:
    assert isinstance(syllables.understand(flood), str)


@given(st.lists(st.sampled_from(CORRECT_WORDS)).map(" ".join))
def test_it_reads_decomposed_text_as_composed(text: str) -> None:
    assert syllables.understand(unicodedata.normalize("NFD", text)) == syllables.understand(text)
