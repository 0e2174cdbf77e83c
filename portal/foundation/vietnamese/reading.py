"""How a text reads aloud: its sentences, their length in syllables, and office words a child should not have to meet.

Own code: nothing reads Vietnamese sentences by length, and a sentence ends here where a full stop is neither a thousand,
a date, a list number nor an abbreviation.
"""

import re
from dataclasses import dataclass

from portal.foundation.vietnamese import text as vietnamese_text

FOR_SEVEN_TO_TEN = 14
FOR_NINE_TO_THIRTEEN = 20
FOR_TWELVE_TO_SEVENTEEN = 22
"""Syllables a sentence may have for readers of an age (safeguarding.md, 4.7)."""

OFFICE_WORDS = {
    "tham vấn": "nói chuyện với cô chú",
    "xâm hại": "bị ai đó làm đau hoặc đụng chạm khiến em sợ",
    "kiến nghị": "điều em mong",
    "ẩn danh": "không ghi tên",
    "bảo mật": "giữ kín",
    "dữ liệu cá nhân": "thông tin về em",
    "đồng ý": "em chịu, em muốn",
    "hoàn cảnh đặc biệt": "nói rõ em đang cần giúp điều gì, đừng gọi tên hoàn cảnh",
}
"""What adults write, and what a child reads instead (safeguarding.md, 4.7)."""

_ENDS = ".!?…"
_OPENERS = "“‘\"'«([{–—-•*"
_CLOSERS = "”’\"'»)]}"
_BEFORE_NAME = re.compile(r"tp|tx|tt|q|p|h|x|t|đ|ts|ths|pgs|gs|bs|ks|cn|cv|ktv|đt|nxb|st|mr|mrs|ms|dr")
_LIST_NUMBER = re.compile(r"[0-9]{1,2}|[IVX]{1,4}|[a-zđA-ZĐ]")
_ANY_OFFICE_WORD = "|".join(OFFICE_WORDS)
_EXPLAINED = re.compile(rf"\((?:{_ANY_OFFICE_WORD})\)")
_OFFICE_WORD = re.compile(rf"(?<!\w)(?:{_ANY_OFFICE_WORD})(?!\w)")


@dataclass(frozen=True)
class LongSentence:
    """A sentence over the limit, as it was written, and how many syllables it has."""

    text: str
    syllables: int


@dataclass(frozen=True)
class OfficeWord:
    """An office word that a text uses, and what to write instead."""

    word: str
    instead: str


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, as written but for white space; nothing is dropped.

    A line break ends one. Full stops in 3.000, 01.07.2025, tongdai111.vn, "TP. Huế", "1. Bấm 111", "v.v. và" end none,
    and neither does a question or a call that the sentence goes on from in lower case (“Giúp em với!” em nói).
    """
    found: list[str] = []
    for line in text.splitlines():
        words = line.split()
        start = 0
        for place, following in enumerate(_following(words)):
            if following and _ends(words[place], following, is_first=place == 0):
                found.append(" ".join(words[start : place + 1]))
                start = place + 1
        if words[start:]:
            found.append(" ".join(words[start:]))
    return found


def count_syllables(text: str) -> int:
    """Return how many syllables are read: the pieces between spaces that hold a letter; figures and signs are not."""
    return sum(_has_letter(piece) for piece in text.split())


def too_long(text: str, limit: int) -> list[LongSentence]:
    """Return the sentences of more than ``limit`` syllables, in order."""
    counted = (LongSentence(sentence, count_syllables(sentence)) for sentence in sentences(text))
    return [sentence for sentence in counted if sentence.syllables > limit]


def office_words(text: str) -> list[OfficeWord]:
    """Return the office words a text uses, each once, in the order they come, with what to write instead.

    Capitals, the form of the marks and where a tone stands make no difference. A word alone in brackets after its plain
    words, "bị đụng chạm khiến sợ (xâm hại)", is explained, and is what posters and searches say: it is let stand.
    """
    found = dict.fromkeys(_OFFICE_WORD.findall(_EXPLAINED.sub("", vietnamese_text.searchable(text))))
    return [OfficeWord(word, OFFICE_WORDS[word]) for word in found]


def _following(words: list[str]) -> list[str]:
    """Return for each word the next one that is read, past dashes and drawings; nothing after the last."""
    following, coming = [""] * len(words), ""
    for place in reversed(range(len(words))):
        following[place] = coming
        if any(map(str.isalnum, words[place])):
            coming = words[place]
    return following


def _ends(word: str, following: str, *, is_first: bool) -> bool:
    bare = word.rstrip(_ENDS + _CLOSERS)
    tail = word[len(bare) :]
    if not any(mark in tail for mark in _ENDS):
        return False
    bare = bare.lstrip(_OPENERS)
    if tail == "." and (
        _BEFORE_NAME.fullmatch(bare.split(".")[-1].lower()) or (is_first and _LIST_NUMBER.fullmatch(bare))
    ):
        return False
    return not following.lstrip(_OPENERS)[:1].islower()


def _has_letter(piece: str) -> bool:
    return any(map(str.isalpha, piece))
