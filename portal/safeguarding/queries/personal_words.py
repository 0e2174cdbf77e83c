"""Names, places, schools and what is private about a life, found by the words around them.

A keyword, then a number or a run of capitalized words; or, where a child writes no capitals, the few words that follow it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from portal.foundation.vietnamese import syllables
from portal.safeguarding.queries.personal_numbers import Found, words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDS = re.compile(r"[.!?;:,\n()\[\]\"“”]")

_SELF = words("em mình minh con cháu chau tui tôi toi tớ e iem iêm")
_RELATIONS = words(
    "ba bố mẹ má cha tía anh chị ông bà chú cô dì bác thầy bạn cậu mợ dượng ngoại nội hàng_xóm giáo trai gái em"
)
_NO_NAME = words("""
    em mình con cháu tôi tui tớ anh chị ba bố mẹ má ông bà bạn các những cô chú thầy và là có không ở của cho với
    thì mà học đoàn đội đảng người việt hồ tết trung sở ủy phòng ban công khi nếu vì nhưng
""")
_STOP = words("""
    em mình con cháu tôi tui tớ e ở o có co của cua và va là la rất rat đi di học hoc lớp lop trường truong năm
    nam nay thì thi mà ma nhưng nhung nên nen với voi gần gan xã xa phường phuong huyện huyen tỉnh tinh này nay đó
    do kia đang dang rồi roi nhà nha vì vi được duoc không khong ko k muốn muon thích thich bị bi cô co thầy thay
    bạn ban gì gi nào nao ai sao số so tuổi tuoi cũng cung hay gọi goi nè nha nhé nhe ạ a j cho sống song tên ten
    đầy day chơi bên cạnh để lại phải sẽ đã
""")
_LEVELS = ("tiểu học", "tieu hoc", "mầm non", "mam non", "mẫu giáo", "trung học cơ sở", "trung hoc co so",
           "trung học phổ thông", "trung hoc pho thong", "phổ thông dân tộc nội trú", "phổ thông dân tộc bán trú",
           "phổ thông", "nội trú", "bán trú")  # fmt: skip
_ABBREVIATED = words("thcs thpt ptdtnt ptdtbt ptth ptcs")
_NOT_A_SCHOOL = words("sa sơn giang thành thọ chinh lâm xuân hợp")

_PLACES = words("""
    hẻm hem ngõ ngách ngach kiệt đường duong thôn thon ấp khóm khom tổ làng buôn bản xóm xom phố plei plây pley
    bon hẽm
""")
_NUMBERED = _PLACES | {"to", "ap", "ngo", "kiet", "phum", "sóc"}
_RESIDENTIAL = words("thôn thon ấp khóm khom xóm xom buôn hẻm hem ngõ ngách kiệt plei plây")
_NOT_A_PLACE = _NO_NAME | words("quốc thân")
_HOUSE = re.compile(
    r"(?<!\w)(?:số nhà|so nha|nhà số|nha so|(?:nhà|nha|ở|o)(?: em| mình| con)?(?: ở| o)? số|địa chỉ|dia chi)"
    r"(?: em| nhà)?(?: là| la)?"
    r"[ :]{1,3}\d{1,4}[a-zđ]?(?:/\d{1,4}){0,4}(?!\w)"
)
_CLASS = re.compile(
    r"(?<!\w)(?:lớp|lop|Lớp|LỚP|Lop)[ :]?(?:1[0-2]|[1-9])(?:[a-mA-M]\d{0,2}|[/.\-]\d{1,2}|[/.\- ][A-M]\d{0,2})(?!\w)"
    r"|(?<!\w)(?:1[0-2]|[6-9])[A-K]\d{1,2}(?!\w)"
)

_NETWORKS = words(
    "zalo zl fb facebook face ins insta instagram tiktok tele telegram discord roblox messenger mess nick viber"
)
_FILLERS = _SELF | words("của cua là la tên ten nick name id acc tài khoản số so chú chu cô anh chị bác cậu thầy")
_HANDLE = re.compile(r"[\w.\-]{3,40}")

_PRIVATE = (
    (
        "features",
        re.compile(
            r"(?<!\w)(?:vết sẹo|vet seo|vết bớt|cái bớt|nốt ruồi|not ruoi|hình xăm|sứt môi|cụt (?:tay|chân))"
            r"(?: (?:to|nhỏ|lớn|dài|đen|đỏ))?(?: (?:ở|trên|bên|dưới|ngay) \w{1,10}(?: \w{1,10})?)?"
        ),
    ),
    (
        "health",
        re.compile(
            r"(?<!\w)(?:(?:bị|bi|mắc|có|nhiễm|dính) (?:bệnh )?(?:hiv|aids|sida|động kinh|tim bẩm sinh|ung thư|lao phổi|tự kỷ|"
            r"tâm thần|viêm gan(?: b)?|bại não|câm điếc|thiểu năng|tan máu bẩm sinh)"
            r"|(?:bệnh án|benh an)(?: số)?(?: \w{1,20})?)(?!\w)"
        ),
    ),
    (
        "results",
        re.compile(
            r"(?<!\w)(?:điểm (?:trung bình|tổng kết|thi|kiểm tra|toán|văn|anh)(?: (?:của )?(?:em|mình))?(?: \w{1,8}){0,2} "
            r"\d{1,2}(?:[.,]\d{1,2})?|(?:học lực|hạnh kiểm) (?:giỏi|khá|trung bình|yếu|kém|tốt)"
            r"|(?:xếp|đứng) (?:hạng|thứ) \d{1,3})(?!\w)"
        ),
    ),
    (
        "service",
        re.compile(
            r"(?<!\w)(?:nhận|hưởng|lãnh) (?:tiền )?(?:trợ cấp|bảo trợ|trợ giúp|cứu trợ)(?: \w{1,8})?(?!\w)"
            r"|(?<!\w)(?:nhà|gia đình) (?:em|mình|con|tui) (?:là |thuộc )?hộ (?:nghèo|cận nghèo)(?!\w)"
        ),
    ),
)

_FAMILY = words("""
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Trương Lâm Mai Đào Đoàn Hà
    Cao Tạ Châu Siu Ksor Kpă Rmah Rơ Neáng Chau Danh Thạch Néang
""")
_ONE_LETTER = frozenset(("A", "Y", "K", "H"))
_WELL_KNOWN = frozenset(
    ("Kim Đồng", "Hồ Chí Minh", "Bác Hồ", "Hồ", "Thánh Gióng", "Võ Thị Sáu", "Tấm", "Bụt", "Noel", "Hai Bà Trưng")
)


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    lower: str
    is_capital: bool
    joins: bool
    """Only a space stands before it, so it may go on with what stands before."""


def find(text: str, plain: str) -> Iterator[Found]:
    """This will find them in a normalized text; `plain` is the same in lower case, each character in its place."""
    tokens = _tokens(text)
    for place, token in enumerate(tokens):
        lower = token.lower
        if lower in _SELF or lower in ("tên", "ten"):
            yield from _name(tokens, place)
        if lower in _RELATIONS:
            yield from _related(tokens, place)
        if lower in ("trường", "truong") or lower in _ABBREVIATED:
            yield from _school(text, tokens, place)
        if lower in _NUMBERED:
            yield from _place(text, tokens, place)
        if lower in ("quê", "que"):
            yield from _hometown(tokens, place)
        if lower in _NETWORKS:
            yield from _handle(text, tokens, place)
        if token.is_capital and (token.word in _FAMILY or token.word in _ONE_LETTER):
            yield from _bare_name(tokens, place)
    for pattern, kind, read in ((_HOUSE, "address", plain), (_CLASS, "school", text)):
        yield from ((match.start(), match.end(), kind, kind) for match in pattern.finditer(read))
    for kind, pattern in _PRIVATE:
        yield from ((match.start(), match.end(), kind, kind) for match in pattern.finditer(plain))


def _tokens(text: str) -> list[_Token]:
    matches = list(_WORD.finditer(text))
    long = [word[0] for word in matches if len(word[0]) > 1]
    is_shouted = len(long) > 1 and sum(word.isupper() for word in long) * 2 > len(long)
    tokens: list[_Token] = []
    end = 0
    for match in matches:
        word = match[0]
        joins = text[end : match.start()] in (" ", "  ", "\u00a0")
        tokens.append(
            _Token(match.start(), match.end(), word, word.lower(), word[0].isupper() and not is_shouted, joins)
        )
        end = match.end()
    return tokens


def _run(tokens: list[_Token], place: int, most: int = 5) -> int:
    """Return where a run of capitalized words that begins at a place ends (the place itself when there is none)."""
    end = place
    while end < len(tokens) and end - place < most and tokens[end].is_capital and (end == place or tokens[end].joins):
        end += 1
    return end


def _loose(tokens: list[_Token], place: int, most: int = 4) -> int:
    """Return where a name in small letters ends: at a word that goes on with the sentence, or at a sign."""
    end = place
    while end < len(tokens) and end - place < most and tokens[end].joins and tokens[end].lower not in _STOP:
        end += 1
    return end


def _name(tokens: list[_Token], place: int) -> Iterator[Found]:
    """ "em tên là Lan", "tên em là lan", "mình là A Brôl"; "em là học sinh giỏi" is none."""
    at, says_name, links = place, tokens[place].lower in ("tên", "ten"), False
    while at + 1 < len(tokens) and at - place < 4:
        word = tokens[at + 1].lower
        if word in ("tên", "ten", "họ"):
            says_name = True
        elif word in ("là", "la"):
            links = True
        elif word not in _SELF and word not in ("của", "thật", "đầy", "đủ", "tớ", "gọi"):
            break
        at += 1
    first = at + 1
    if first >= len(tokens) or not (says_name or links):
        return
    end = _run(tokens, first)
    if end > first:
        if tokens[first].lower in _NO_NAME:
            return
    elif says_name and tokens[first].lower not in _NO_NAME:
        end = _loose(tokens, first)
    if end > first:
        yield tokens[first].start, tokens[end - 1].end, "name", "name-said"


def _related(tokens: list[_Token], place: int) -> Iterator[Found]:
    """ "mẹ em là Siu H'Lan", "thầy Hùng", "bạn thân em tên Mai"."""
    first = place + 1
    while first < len(tokens) and first - place < 5 and tokens[first].lower in _LINKS_OF_RELATION:
        first += 1
    end = _run(tokens, first)
    if end == first or tokens[first].lower in _NO_NAME or not tokens[first].joins:
        return
    name = " ".join(token.word for token in tokens[first:end])
    if name not in _WELL_KNOWN and not (tokens[place].lower == "bác" and tokens[first].word == "Hồ"):
        yield tokens[first].start, tokens[end - 1].end, "name", "name-of-other"


_LINKS_OF_RELATION = _SELF | words(
    "của là la tên ten ruột họ hàng xóm giáo chủ nhiệm thân trai gái cùng lớp bên nhà ngoại nội dạy"
)


def _bare_name(tokens: list[_Token], place: int) -> Iterator[Found]:
    """ "Nguyễn Thị Lan" or "Y Blên" standing alone, as under a letter."""
    if place and tokens[place - 1].is_capital and tokens[place].joins:
        return
    end = _run(tokens, place)
    name = " ".join(token.word for token in tokens[place:end])
    least = 2 if tokens[place].word in _ONE_LETTER else 3
    if end - place >= least and name not in _WELL_KNOWN and tokens[place + 1].lower not in _NO_NAME:
        yield tokens[place].start, tokens[end - 1].end, "name", "name-alone"


def _school(text: str, tokens: list[_Token], place: int) -> Iterator[Found]:
    first, is_level = place + 1, tokens[place].lower in _ABBREVIATED
    rest = text[tokens[place].end + 1 : tokens[place].end + 40].lower()
    for level in _LEVELS:
        if rest.startswith(level):
            first, is_level = place + 1 + len(level.split()), True
            break
    while first < len(tokens) and tokens[first].lower in (*_ABBREVIATED, "th", "số", "và") and tokens[first].joins:
        is_level, first = True, first + 1
    if first >= len(tokens) or not tokens[first].joins:
        return
    end = _run(tokens, first)
    if end > first and (tokens[first].lower in _NO_NAME or (not is_level and tokens[first].lower in _NOT_A_SCHOOL)):
        return
    if end == first and is_level:
        end = _loose(tokens, first, 3)
    if end > first:
        yield tokens[place].start, tokens[end - 1].end, "school", "school"


def _place(text: str, tokens: list[_Token], place: int) -> Iterator[Found]:
    """ "thôn Kon Rờ Bàng", "tổ 5", "hẻm 12/3", "ở thôn kon rờ bàng"."""
    first = place + 1
    if first < len(tokens) and tokens[first].lower in ("dân", "nhân", "số", "văn"):  # tổ dân phố 5, thôn số 3
        first += 2 if tokens[first].lower in ("dân", "nhân") else 1
    if first >= len(tokens) or not tokens[first].joins:
        return
    start, word = _with_number_before(tokens, place), tokens[first]
    end = first
    if word.word[0].isdigit() and len(word.word) <= 5:
        end = first + 1
        while end < len(tokens) and tokens[end].word.isdigit() and text[tokens[end - 1].end : tokens[end].start] == "/":
            end += 1
    elif tokens[place].lower in _PLACES:
        end = _run(tokens, first)
        if end > first and word.lower in _NOT_A_PLACE:
            return
        is_home = place > 0 and tokens[place - 1].lower in ("ở", "o", "nhà", "tại", "về") and tokens[place].joins
        if end == first and is_home and tokens[place].lower in _RESIDENTIAL:
            end = _loose(tokens, first, 3)
    if end > first:
        yield start, tokens[end - 1].end, "address", "address"


def _with_number_before(tokens: list[_Token], place: int) -> int:
    """Take in the house number of "số 12 đường Lê Lợi", "12/3 đường Lê Lợi"."""
    start = place
    while start and place - start < 4 and tokens[start - 1].word[0].isdigit() and len(tokens[start - 1].word) <= 5:
        start -= 1
    if start < place and start and tokens[start - 1].lower in ("số", "so"):
        start -= 1
    return tokens[start].start


def _hometown(tokens: list[_Token], place: int) -> Iterator[Found]:
    first = place + 1
    while (
        first < len(tokens)
        and first - place < 5
        and tokens[first].lower in (*_SELF, "của", "quán", "ở", "o", "là", "tại")
    ):
        first += 1
    end = _run(tokens, first)
    if end > first and tokens[first].lower not in _NO_NAME:
        yield tokens[place].start, tokens[end - 1].end, "address", "hometown"


def _handle(text: str, tokens: list[_Token], place: int) -> Iterator[Found]:
    """ "zalo của em là lan2010", "fb: Lan Pham"; "chơi roblox với bạn" is none."""
    at, is_told = place + 1, False
    while at < len(tokens) and at - place < 6 and (tokens[at].lower in _FILLERS or tokens[at].lower in _NETWORKS):
        is_told = is_told or tokens[at].lower in ("là", "la", "tên", "ten", "nick", "id", "name")
        at += 1
    if at >= len(tokens):
        return
    between = text[tokens[at - 1].end : tokens[at].start]
    if between.strip() not in ("", ":", "=", "@", ": @"):
        return
    match = _HANDLE.match(text, tokens[at].start)
    if match is None:
        return
    word, is_told = match[0].rstrip(".-"), is_told or between.strip() != ""
    is_account = any(letter.isdigit() or letter in "_." for letter in word) and not word.isdigit()
    if is_account or (is_told and word.isascii() and not syllables.is_unmarked_syllable(word)):
        yield tokens[at].start, tokens[at].start + len(word), "handle", "handle"
    elif is_told and (end := _run(tokens, at)) > at and tokens[at].lower not in _NO_NAME:
        yield tokens[at].start, tokens[end - 1].end, "handle", "handle-name"
