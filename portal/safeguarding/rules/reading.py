"""A text as it was meant: disguises undone, word by word, each with the way back to where it was typed."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from portal.foundation.vietnamese import offsets, syllables
from portal.foundation.vietnamese import text as vietnamese_text

_LONGEST_WORD = 40
"""What is longer is no word; patterns must not walk along it."""
_SENTENCE_END = re.compile(r"(?:(?<![.…])[.!?;](?=\s|$)|\n)")


class Word(NamedTuple):
    """One word as it was meant, and the stretch of the normalized text it was read from."""

    said: str
    plain: str
    """Without marks."""
    is_unmarked: bool
    """It was typed without marks, so that it may be any word that looks so."""
    start: int
    end: int
    sentence: int


class Reading:
    """The words of a text in one line a sentence, as `as_meant`; and, where a sentence has no marks at all, `unmarked`."""

    def __init__(self, text: str, also: Mapping[str, str]) -> None:
        self._traced = offsets.normalize(text)
        self.words = list(_words(self._traced.text, also))
        self.as_meant, self._starts = self._line([word.said for word in self.words])
        marked = {word.sentence for word in self.words if not word.is_unmarked}
        self.unmarked = ""
        if len(marked) <= (self.words[-1].sentence if self.words else 0):
            self.unmarked, self._plain_starts = self._line(
                ["" if word.sentence in marked else word.plain for word in self.words]
            )

    def of_words(self, first: int, last: int) -> tuple[int, int]:
        """This will return the stretch of the original that these words (the last one included) came from."""
        return self._traced.original(self.words[first].start, self.words[last].end)

    def of_match(self, match: re.Match[str], *, is_unmarked: bool) -> tuple[int, int]:
        """This will return the first and last word of a match in one of the two lines."""
        starts = self._plain_starts if is_unmarked else self._starts
        first = bisect_right(starts, match.start()) - 1
        last = bisect_right(starts, max(match.start(), match.end() - 1)) - 1
        return first, last

    def _line(self, words: list[str]) -> tuple[str, list[int]]:
        parts: list[str] = []
        starts: list[int] = []
        length = 0
        for place, word in enumerate(words):
            is_same = place == 0 or self.words[place].sentence == self.words[place - 1].sentence
            parts.append(" " if is_same else "\n")
            starts.append(length + 1)
            parts.append(word)
            length += 1 + len(word)
        return "".join(parts), starts


def spoken(form: str, also: Mapping[str, str]) -> tuple[str, ...]:
    """This will return the words of a listed phrase as `Reading` would read them."""
    return tuple(word.said for word in Reading(form, also).words)


def _words(text: str, also: Mapping[str, str]) -> list[Word]:
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    known: dict[str, tuple[tuple[str, str], ...]] = {}
    words: list[Word] = []
    for start, end, reading in syllables.readings(text, also):
        if end - start > _LONGEST_WORD:
            reading = "…"
        if reading not in known:
            said = vietnamese_text.unify_tones(reading.lower()).replace("-", " ").replace(".", " ").split()
            known[reading] = tuple((word, vietnamese_text.fold(word)) for word in said)
        typed = text[start:end]
        is_unmarked = typed.isascii()
        sentence = bisect_right(ends, start)
        words += [Word(said, plain, is_unmarked, start, end, sentence) for said, plain in known[reading]]
    return words
