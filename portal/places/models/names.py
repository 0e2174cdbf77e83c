"""Names of places as people type them: with or without marks, type word, abbreviations, district and province behind.

A name is folded here a little further than elsewhere: hyphens part words, apostrophes do not, and the final y of Mỹ, Lý, Vỹ
counts as i, since people write both.
"""

import re
from dataclasses import dataclass

from portal.foundation.vietnamese import text

LONGEST_QUERY = 100
MOST_WORDS = 10

TYPE_WORDS = ("tỉnh", "thành phố", "thị xã", "huyện", "quận", "thị trấn", "xã", "phường", "đặc khu")
_ABBREVIATIONS = {
    "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "đk": "đặc khu", "t": "tỉnh", "h": "huyện", "q": "quận", "x": "xã",
    "p": "phường",
}  # fmt: skip
# One letter is an abbreviation only with its full stop; "tp" and its like stand alone too.
_ABBREVIATED = re.compile(r"(?<!\w)(tp|tx|tt|đk)(?:\.\s*|\s+)(?=\w)|(?<!\w)([thqxp])\.\s*(?=\w)")
_FINAL_Y = re.compile(r"(?<![^\W\d_])([bcdghklmnpqrstvx]{1,3})y(?!\w)")
_PARTS = re.compile(r"[,;()/–—]|\s-\s")
_FOLDED_TYPES = {text.fold(word): word for word in TYPE_WORDS}


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed: a name, perhaps its type word, and the places around it."""

    name: str
    """With marks as typed, lower case."""
    type_word: str = ""
    around: tuple[str, ...] = ()
    is_sure: bool = True
    """False for a guess, which holds only for the very name: "tinh bien" is rarely "tỉnh Biên"."""

    @property
    def folded(self) -> str:
        return fold_name(self.name)


def clean(typed: str) -> str:
    """Return what was typed on one line, cut to `LONGEST_QUERY`, without invisible characters."""
    return text.normalize(typed[: LONGEST_QUERY * 4], single_line=True)[:LONGEST_QUERY].strip()


def mark_name(name: str) -> str:
    """Return the form in which names with marks are compared."""
    return " ".join(_words(text.searchable(name)))


def fold_name(name: str) -> str:
    """Return the form in which names without marks are compared: "Ia H'Drai" → "ia hdrai", "Mỹ Đức" → "mi duc"."""
    return _FINAL_Y.sub(r"\1i", " ".join(_words(text.fold(name))))


def split_type(name: str) -> tuple[str, str]:
    """Return the type word a marked name begins with, and the rest; no type word where there is no rest."""
    for word in sorted(TYPE_WORDS, key=len, reverse=True):
        if name.startswith(f"{word} "):
            return word, name[len(word) + 1 :]
    return "", name


def read(typed: str) -> list[Reading]:
    """Return the ways to understand what was typed, the surest first; none when there is no word in it."""
    marked = _spell_out(text.searchable(clean(typed)))
    parts = [" ".join(_words(part)[:MOST_WORDS]) for part in _PARTS.split(marked)]
    first, *others = [part for part in parts if part] or [""]
    if not first:
        return []
    around = tuple(fold_name(split_folded_type(split_type(part)[1])) for part in others)
    type_word, name = split_type(first)
    if type_word:
        readings = [Reading(name, type_word, around)]
    else:
        readings = [Reading(first, "", around)]
        if (folded := split_folded_type(first)) != first:
            guessed = _FOLDED_TYPES[text.fold(first[: -len(folded) - 1])]
            readings.append(Reading(folded, guessed, around, is_sure=False))
    return readings if others else [*readings, *_run_together(readings)]


def split_folded_type(name: str) -> str:
    """Return a name typed without marks without its type word, or the name as it is."""
    for word in sorted(_FOLDED_TYPES, key=len, reverse=True):
        if name.startswith(f"{word} "):
            return name[len(word) + 1 :]
    return name


def _run_together(readings: list[Reading]) -> list[Reading]:
    """ "Hòa Bình Chợ Mới" may be Hòa Bình in Chợ Mới: every place where a name may end, as a guess."""
    found = []
    for reading in readings:
        words = reading.name.split()
        for end in range(1, len(words)):
            rest = " ".join(words[end:])
            for around in {rest, split_folded_type(split_type(rest)[1])}:
                found.append(Reading(" ".join(words[:end]), reading.type_word, (fold_name(around),), is_sure=False))
    return found


def _spell_out(marked: str) -> str:
    return _ABBREVIATED.sub(lambda found: f"{_ABBREVIATIONS[found[1] or found[2]]} ", marked)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", re.sub("['’ʼ`]", "", name))
