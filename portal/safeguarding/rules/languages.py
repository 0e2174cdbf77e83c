"""Which language a text seems to be in, so that who reads it can read it (S-23). When in doubt, a person is asked."""

import re

from portal.foundation.languages import UNKNOWN
from portal.foundation.vietnamese import offsets, syllables
from portal.foundation.vietnamese import text as vietnamese_text

_SCRIPTS = (
    ("\u1780", "\u17ff", "km"),
    ("\u19e0", "\u19ff", "km"),
    ("\uaa00", "\uaa5f", "cja"),
    ("\u4e00", "\u9fff", "yue"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0600", "\u06ff", "ar"),
)
_LEAST_LETTERS = 0.2
"""Share of letters in another script from which that script's language is taken."""
_LEAST_SYLLABLES = 0.6
_SURELY = 0.9
"""Share asked where letters or the child herself speak for another language: many of its words look Vietnamese."""
_FEW = 3
"""Words below which spelling says nothing: a name, a cry, a laugh."""
_READ_AT_MOST = 20_000
_HIGHLAND = re.compile("[ĕŏŭčñƀ]|[eêoôơuưiĕŏ]\u0306")
"""Letters of Ba Na, Gia Rai, Xơ Đăng that Vietnamese does not have."""
_LETTER = re.compile(r"[^\W\d_]")


def guess(text: str, told: str = "vi") -> str:
    """This will return the language a text seems to be in: "vi" also for teencode and words without marks.

    Another script tells its own language. Latin letters with less than 60 % syllables of Vietnamese spelling are the language
    the child told, or "und". What she told is believed, unless nearly every word is Vietnamese.
    """
    plain = offsets.normalize(text[:_READ_AT_MOST]).text.lower()
    letters = _LETTER.findall(plain)
    for first, last, language in _SCRIPTS:
        if sum(first <= letter <= last for letter in letters) > _LEAST_LETTERS * max(len(letters), 1):
            return language if told in ("vi", language) else told
    if sum(letter > "\u024f" and not "\u1e00" <= letter <= "\u1eff" for letter in letters) > len(letters) / 2:
        return told if told != "vi" else UNKNOWN
    words = [reading for _start, _end, reading in syllables.readings(plain) if not reading.isdigit()]
    if len(words) < _FEW:
        return told
    foreign = _HIGHLAND.search(plain) is not None  # in the whole: a lone combining mark belongs to no word
    share = sum(_is_legal(word) for word in words) / len(words)
    if told != "vi":
        return "vi" if share >= _SURELY and not foreign else told
    return UNKNOWN if share < (_SURELY if foreign else _LEAST_SYLLABLES) else "vi"


def _is_legal(reading: str) -> bool:
    # A word read from teencode may be several; splitters and digits stand in what nobody could read.
    words = vietnamese_text.unify_tones(reading.lower()).replace("-", " ").split()
    return all(syllables.is_syllable(word) or syllables.is_unmarked_syllable(word) for word in words)
