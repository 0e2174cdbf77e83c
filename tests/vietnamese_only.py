"""Finds words on a screen that are not Vietnamese: by spelling, for a list of English words is never complete."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from portal.foundation.vietnamese import syllables

ALLOWED = frozenset(
    re.findall(
        r"\w+",
        """
        wagtail url mail html csv qr xlsx tsv xls json api rss pin id passkey totp webauthn javascript internet web
        wifi menu byte localhost cookie ubnd ctrl shift alt enter esc tab delete backspace cmd jpeg jpg png gif webp
        avif heic svg ico pdf docx odt ods pptx rtf txt zip key mp mp3 mp4 ogg webm opus aac kb mb gb px utf ascii dd mm
        yyyy hh facebook zalo youtube english
        """,
    )
)
"""Proper names, formats, keys of the keyboard and words Vietnamese uses as they are."""

_NOT_PROSE = re.compile(
    r"""
    https?://\S* | \S+@\S+\.\S+ | (?<!\w)/[\w\-/.%?=&#]*      # addresses
    | \b\w+(?:[-_.]\w+)*\.(?:py|html|csv|xlsx|jpe?g|png|svg)\b  # files
    | \b(?:[a-z0-9]+-)+[a-z0-9]+\b                            # slugs
    | \b(?=[a-f]*\d)[0-9a-f]{8}\b                            # numbers of concerns
    | %\([a-z_]+\)s | \{[a-z_]*\}
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SILENT = {"script", "style", "svg", "code", "pre"}
_SPOKEN = ("title", "aria-label", "placeholder", "alt", "aria-description", "data-balloon", "label")


def foreign_words(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Return the words of a text that Vietnamese spelling does not allow and that are not among the allowed."""
    known = ALLOWED | {word.lower() for word in allowed}
    words = _WORD.findall(_NOT_PROSE.sub(" ", text))
    return [word for word in words if _is_plural(word) or not (_reads(word) or word.lower() in known)]


def foreign_texts(texts: Iterable[tuple[str, str]], allowed: Iterable[str] = ()) -> list[str]:
    """Return a line for every text (given as where, what) that holds a foreign word."""
    allowed = frozenset(word.lower() for word in allowed)
    found = {}
    for where, text in texts:
        words = foreign_words(text, allowed)
        if words:
            found.setdefault(f"{where}: {' '.join(text.split())[:160]!r} ({', '.join(words[:6])})", None)
    return list(found)


def spoken_texts(html: str, language: str = "vi") -> Iterator[tuple[str, str]]:
    """Yield what a person sees or hears of a document: text, labels, titles, placeholders, names of buttons.

    Elements that say they are in another language are left out.
    """
    reader = _Reader(language)
    reader.feed(html)
    reader.close()
    yield from reader.texts


def _reads(word: str) -> bool:
    return len(word) == 1 or not word.isascii() or syllables.is_unmarked_syllable(word)


def _is_plural(word: str) -> bool:
    """Tell "bài viếts": a name in Vietnamese whose plural was left to be made the English way."""
    return word.endswith("s") and not word.isascii() and syllables.is_syllable(word[:-1])


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self._language = language
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._foreign: list[str] = []
        self._is_counter = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._foreign:
            self._foreign += [tag] if tag == self._foreign[0] else []
            return
        if given.get("lang", self._language) != self._language and tag != "html":
            self._foreign = [tag]  # it says itself that it is in another language
            return
        if tag in _SILENT:
            self._open.append(tag)
        self._is_counter = "data-side-panel-toggle-counter" in given  # a script fills it before it is shown
        if self._open and self._open[-1] != "svg":
            return
        for name in _SPOKEN:
            if given.get(name):
                self.texts.append((f"<{tag} {name}>", given[name]))
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.texts.append(("<input value>", given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if self._foreign:
            if tag == self._foreign[0]:
                self._foreign.pop()
        elif self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if (
            data.strip()
            and not self._foreign
            and not self._is_counter
            and not (self._open and self._open[-1] != "title")
        ):
            self.texts.append(("text", data))
