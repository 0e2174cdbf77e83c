"""Normalizing with a way back: where each character of the normalized text stood in what was typed.

Own code: a mark on a word is worth nothing if it slips by one letter for every zero-width character before it.
"""

import unicodedata
from dataclasses import dataclass

from portal.foundation.vietnamese import text as vietnamese_text

_LINE = frozenset("\r\x0b\x0c\x85\u2028\u2029")


@dataclass(frozen=True)
class Traced:
    """A normalized text, and for each of its characters the stretch of the original it came from (None: unchanged)."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """This will return the stretch of the original that a stretch (not an empty one) of the text came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalize(text: str) -> Traced:
    """This will normalize as `text.normalize` does, and remember where each character came from.

    Invisible characters go, joiners of emoji too; "\\r\\n" stays two line breaks, so that nothing shifts.
    """
    if text.isascii() and not any(character < " " and character not in "\n\t" for character in set(text)):
        return Traced(text)
    if vietnamese_text.normalize(text) == text and "\u200d" not in text:
        return Traced(text)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    base, first, last = "", 0, 0
    for place, character in enumerate(text):
        for seen in _visible(character):
            if base and not unicodedata.combining(seen):
                _put(base, first, last, letters, starts, ends)
                base = ""
            if not base:
                first = place
            base += seen
            last = place + 1
    if base:
        _put(base, first, last, letters, starts, ends)
    return Traced("".join(letters), starts, ends)


def _visible(character: str) -> str:
    if character < "\x7f":
        return character if character >= " " or character in "\n\t" else "\n" if character in _LINE else ""
    return "\n" if character in _LINE else vietnamese_text.normalize(character).replace("\u200d", "")


def _put(base: str, first: int, last: int, letters: list[str], starts: list[int], ends: list[int]) -> None:
    """Compose one letter with its marks; each character it gives came from the whole of it."""
    for character in unicodedata.normalize("NFC", base) if len(base) > 1 else base:
        letters.append(character)
        starts.append(first)
        ends.append(last)
