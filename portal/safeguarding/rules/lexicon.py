"""The list of words that makes a person look sooner. It is read here, on the server, and never leaves it.

It catches blunt statements and their disguises, almost nothing else: see "Every word" in the README.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from portal.foundation.vietnamese import text as vietnamese_text
from portal.safeguarding.rules.reading import Reading, Word, spoken

PATH = Path(__file__).resolve().parent.parent / "data" / "lexicon-vi.json"
_NEAR = 3
"""A topic said at most so many words before ("phòng chống …") takes the alarm away."""
_LONG_ENOUGH = 3
"""Words of a phrase that stays clear without marks, even in a group whose short forms do not."""


class Hit(NamedTuple):
    """Words that made the machine think so."""

    start: int
    end: int
    category: str
    rule: str
    severity: int


class _Phrase(NamedTuple):
    said: tuple[str, ...]
    plain: tuple[str, ...]
    may_be_unmarked: bool
    entry: int
    is_exclusion: bool
    is_topic: bool
    """An exclusion that names no danger itself ("phòng chống"): it speaks for what is said right after it."""


class _Cue(NamedTuple):
    rule: str
    category: str
    severity: int
    marked: re.Pattern[str]
    unmarked: re.Pattern[str]


class Lexicon:
    """Compiled once for a process."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.also = {short: words for short, words in content["teencode"].items() if " " not in short}
        self._entries = content["entries"]
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            for form in entry["forms"]:
                self._add(form, place, is_free=entry["nodia_ok"])
            for form in entry.get("in_context", ()):
                self._add(form, place, is_free=True)
            for form in entry["exclude"]:
                self._add(form, place, is_free=True, is_exclusion=True)
        self._cues = [
            _Cue(
                cue["id"],
                cue["cat"],
                cue["sev"],
                re.compile(cue["regex"]),
                re.compile(vietnamese_text.fold(cue["regex"].replace("\\S", "\0")).replace("\0", "\\S")),
            )
            for cue in content["cues"]
        ]

    def hits(self, text: str) -> list[Hit]:
        """This will return what the list finds in a text, in its order. It takes time in proportion to the length."""
        reading = Reading(text, self.also)
        terms = list(self._terms(reading))
        found = [*terms, *self._cues_in(reading, [(first, last) for first, last, *_ in terms])]
        return sorted(
            {
                Hit(*reading.of_words(first, last), category, rule, severity)
                for first, last, category, rule, severity in found
            }
        )

    def _add(self, form: str, entry: int, *, is_free: bool, is_exclusion: bool = False) -> None:
        said = spoken(form, self.also)
        plain = tuple(vietnamese_text.fold(word) for word in said)
        may_be_unmarked = is_free or len(said) >= _LONG_ENOUGH
        is_topic = is_exclusion and not any(words in form for words in self._entries[entry]["forms"])
        phrase = _Phrase(said, plain, may_be_unmarked, entry, is_exclusion, is_topic)
        self._phrases[plain[0]].append(phrase)

    def _terms(self, reading: Reading) -> Iterator[tuple[int, int, str, str, int]]:
        words = reading.words
        found: list[tuple[int, int, int]] = []
        excluded: set[tuple[int, int]] = set()  # (entry, word) that an exclusion speaks for
        for first, word in enumerate(words):
            for phrase in self._phrases.get(word.plain, ()):
                if _stands_at(phrase, words, first):
                    last = first + len(phrase.said) - 1
                    if phrase.is_exclusion:
                        reach = last + _NEAR if phrase.is_topic else last
                        excluded.update((phrase.entry, place) for place in range(first, reach + 1))
                    else:
                        found.append((first, last, phrase.entry))
        for first, last, place in found:
            if not any((place, word) in excluded for word in range(first, last + 1)):
                entry = self._entries[place]
                yield first, last, entry["cat"], entry["id"], entry["sev"]

    def _cues_in(self, reading: Reading, terms: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, str, int]]:
        """What a cue finds wholly inside a listed phrase is that phrase: the list knows it better."""
        covered: dict[int, int] = {}
        for first, last in terms:
            for place in range(first, last + 1):
                covered[place] = max(covered.get(place, -1), last)
        for cue in self._cues:
            for pattern, line, is_unmarked in (
                (cue.marked, reading.as_meant, False),
                (cue.unmarked, reading.unmarked, True),
            ):
                for match in pattern.finditer(line):
                    first, last = reading.of_match(match, is_unmarked=is_unmarked)
                    if covered.get(first, -1) < last:
                        yield first, last, cue.category, cue.rule, cue.severity


@cache
def lexicon() -> Lexicon:
    """This will return the list, read and compiled once."""
    return Lexicon(json.loads(PATH.read_text(encoding="utf-8")))


def _stands_at(phrase: _Phrase, words: list[Word], first: int) -> bool:
    last = first + len(phrase.said)
    if last > len(words) or words[last - 1].sentence != words[first].sentence:
        return False
    return all(
        word.said == said or (phrase.may_be_unmarked and word.is_unmarked and word.plain == plain)
        for word, said, plain in zip(words[first:last], phrase.said, phrase.plain, strict=True)
    )
