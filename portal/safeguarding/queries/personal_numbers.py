"""Numbers, addresses on the network and dates that lead to somebody. Every pattern is bounded: time grows with length."""

import re
from collections.abc import Iterator

from portal.foundation.vietnamese import text as vietnamese_text

Found = tuple[int, int, str, str]


def words(listed: str) -> frozenset[str]:
    """This will return a set of words written one after the other."""
    return frozenset(listed.split())


_S = r"[\s.,\-–_/*()]{0,3}"
"""What children put between digits, to read them better or to hide them."""
_D = r"[\do]"  # a letter o for a nought

_MOBILE = re.compile(rf"(?<![\w+])\(?(?:\+{_S}8{_S}4|8{_S}4|{_D})(?:\){_S}0)?{_S}[35789](?:{_S}{_D}){{8}}(?!\d)")
_LANDLINE = re.compile(rf"(?<![\w+])\(?(?:\+{_S}8{_S}4|{_D}){_S}2(?:{_S}{_D}){{8,9}}(?!\d)")
_TWELVE = re.compile(r"(?<![\w.,-])\d(?:[ .\-]?\d){11}(?![\w]|[.,\-]\d)")
_NINE = re.compile(r"(?<![\w.,-])\d(?:[ .\-]?\d){8}(?!\w)")
_PROVINCES = words("""
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040
    042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084
    086 087 089 091 092 093 094 095 096
""")
_PAPER = re.compile(r"c[mc]nd|cmt|cccd|chứng minh|chung minh|căn cước|can cuoc|định danh|dinh danh|hộ chiếu|ho chieu")
_ORDER = re.compile(r"đơn|don hang|mã|ma hang|hóa đơn|vận chuyển|bưu kiện|isbn")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:stk|số tài khoản|so tai khoan|tài khoản ngân hàng)\D{0,20}\d(?:[ .\-]?\d){5,18}(?!\d)"
)

_WORDS = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|khong|mot|bon|tu|nam|lam|sau|bay|tam|chin|ko|k)"
_SPELLED = re.compile(rf"(?<!\w)(?:{_WORDS}|\d)(?:[\s,.\-]{{1,3}}(?:{_WORDS}|\d{{1,3}})){{6,30}}(?!\w)")

_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}\s?@\s?[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,4}")
_EMAIL_SAID = re.compile(
    r"(?<!\w)[\w.]{2,40} (?:a còng|a cong|a móc|a moc|@) \w{2,30} ?(?:chấm|cham|\.) ?(?:com|vn|net|org)(?!\w)"
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,300}"
    r"|(?<![\w@.\-])(?:zalo|fb|m|t|wa|discord)\.(?:me|com|gg)/[^\s<>\"]{1,200}"
    r"|(?<![\w@.\-])[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,4}\.(?:com|vn|net|org|info|io|gg|xyz|app|link|tv|site|online|shop)"
    r"(?![\w@])(?:/[^\s<>\"]{0,300})?"
)
_AT_NAME = re.compile(r"(?<![\w.@])@[\w.]{2,30}")
_PLATE = re.compile(r"(?<!\w)\d{2}[ \-]?[a-zđ]{1,2}\d?[ \-.]{1,3}(?:\d{3}[. ]?\d{2}|\d{4})(?!\d)")

_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?((?:19|20)\d\d|\d\d)(?![\d/])")
_BORN = re.compile(
    r"(?<!\w)(?:ngày sinh|sinh ngày|sinh vào|sinh năm|sinh nhật|sn|ngay sinh|sinh ngay|sinh nam|sinh nhat|born)"
    r"(?: (?:của |cua )?(?:em|mình|con|cháu|tui|tôi|e))?(?: (?:là|la|vào|vao|ngày|ngay|hôm))*[ :]{0,3}"
    r"(?:\d{1,2}(?: ?[/.\-] ?\d{1,2}| tháng \d{1,2}| thang \d{1,2})(?:(?: ?[/.\-] ?| năm | nam )\d{2,4})?|(?:19|20)\d\d)(?!\d)"
)
_TURNS = re.compile(
    r"(?<!\w)(?:(?:em|mình|con|cháu|tui|tôi|e) (?:tròn |vừa |mới |được |đủ )*\d{1,2} (?:tuổi|tuoi|t) (?:hôm nay|hom nay)"
    r"|(?:hôm nay|hom nay) (?:là |em |mình |con |cháu |tròn |vừa |sinh nhật |được |đủ )+\d{1,2} (?:tuổi|tuoi))(?!\w)"
)
_AGE = re.compile(
    r"(?<!\w)(?:(?:em|mình|con|cháu|tui|tôi|tớ|e|năm nay|nam nay) (?:nay |năm nay |được |mới |đã |gần |sắp )*"
    r"\d{1,2} ?(?:tuổi|tuoi)"
    r"|\d{1,2} (?:tuổi|tuoi) rưỡi)(?!\w)"
)


def find(plain: str) -> Iterator[Found]:
    """This will find them in a text in lower case with plain digits."""
    yield from _numbers(plain)
    if "@" in plain or "." in plain or "://" in plain or " a " in plain:
        yield from _all(_EMAIL, plain, "email", "email")
        yield from _all(_EMAIL_SAID, plain, "email", "email-said")
        yield from _all(_LINK, plain, "link", "link")
        yield from _all(_AT_NAME, plain, "handle", "handle-at")


def _numbers(plain: str) -> Iterator[Found]:
    for match in _TWELVE.finditer(plain):
        digits = re.sub(r"\D", "", match[0])
        before = plain[max(0, match.start() - 30) : match.start()]
        looks_like_one = digits[:3] in _PROVINCES and digits[3] in "0123" and not _ORDER.search(before)
        if looks_like_one or _PAPER.search(before):
            yield match.start(), match.end(), "id", "id-12"
    for match in _NINE.finditer(plain):
        if _PAPER.search(plain[max(0, match.start() - 30) : match.start()]):
            yield match.start(), match.end(), "id", "id-9"
    yield from _all(_ACCOUNT, plain, "account", "account")
    for pattern, rule in ((_MOBILE, "phone-mobile"), (_LANDLINE, "phone-landline")):
        for match in pattern.finditer(plain):
            if sum(letter.isdigit() for letter in match[0]) >= 7:
                yield match.start(), match.end(), "phone", rule
    for match in _SPELLED.finditer(plain):
        said = [word for word in re.split(r"[\s,.\-]+", match[0]) if not word.isdigit()]
        if len(said) >= 3 and len({vietnamese_text.fold(word) for word in said}) >= 2:
            yield match.start(), match.end(), "phone", "phone-spelled"
    yield from _all(_PLATE, plain, "plate", "plate")
    for match in _DATE.finditer(plain):
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12 and len(match[3]) == 4:
            yield match.start(), match.end(), "birthday", "date"
    yield from _all(_BORN, plain, "birthday", "born")
    yield from _all(_TURNS, plain, "birthday", "turns")
    yield from _all(_AGE, plain, "age", "age")


def _all(pattern: re.Pattern[str], plain: str, kind: str, rule: str) -> Iterator[Found]:
    for match in pattern.finditer(plain):
        yield match.start(), match.end(), kind, rule
