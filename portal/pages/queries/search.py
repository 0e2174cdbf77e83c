"""Search over everything published.

The database's full-text index (through Wagtail) finds at most `CANDIDATES` pages by their folded words; Python then orders
those few, so that both databases give the same order and cost does not grow with the site. Words typed with marks and found
with the same marks count above folded ones; the title above the text; rare words above common ones; neighbours above strays.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from portal.foundation.vietnamese.syllables import understand
from portal.foundation.vietnamese.text import fold, normalize, searchable
from portal.pages.models import PageText

LONGEST_QUERY = 100
"""Characters of a query that count; nobody means more, and a stranger may send much more."""
CANDIDATES = 40
ENOUGH = 8
SNIPPET_WORDS = 32

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """One result: where it is, what kind of page, and a piece of its text with the words marked."""

    page_id: int
    title: str
    url: str
    kind: str
    snippet: SafeString


def clean_query(text: str) -> str:
    """This will return what was typed, cut to `LONGEST_QUERY`, on one line, without invisible characters."""
    return normalize(text[: LONGEST_QUERY * 4], single_line=True)[:LONGEST_QUERY].strip()


def search_pages(text: str, *, at: datetime, language: str, limit: int = 20) -> list[Found]:
    """This will return the pages of a language that best answer a query, best first; an unreadable query finds nothing.

    Accepts marks, none, NFD, either tone placement and teencode. Costs at most six queries however many pages there are.
    """
    asked = clean_query(text)
    # What is read as raw Telex or teencode in Vietnamese may be a plain English word.
    marked = _words(understand(asked) if language == settings.LANGUAGE_CODE else searchable(asked))
    if not marked:
        return []
    entries = list(_candidates([fold(word) for word in marked], at, language))
    ranked = sorted(zip(_scores(marked, entries), entries, strict=True), key=lambda pair: (-pair[0], pair[1].page.path))
    return [
        Found(
            page_id=entry.page_id,
            title=entry.page.title,
            url=entry.page.get_url() or "",
            kind=entry.kind,
            snippet=_snippet(entry, marked),
        )
        for score, entry in ranked[:limit]
        if score > 0
    ]


def matching_page_ids(text: str, *, at: datetime, language: str) -> list[int]:
    """This will return the ids of pages of a language that answer a query, for the API's `q` filter."""
    return [found.page_id for found in search_pages(text, at=at, language=language, limit=CANDIDATES)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)[:20]


def _candidates(folded: Sequence[str], at: datetime, language: str) -> QuerySet[PageText]:
    # The index can filter by the locale's id only.
    locale = Locale.objects.filter(language_code=language).values_list("pk", flat=True).first()
    published = Page.objects.live().public().filter(locale=locale).only("pk")
    # Only [a-z0-9] and letters of other scripts are left here, so no word can be read as search syntax.
    ids = [page.pk for page in published.search(" ".join(folded), operator="and")[:CANDIDATES]]
    if len(ids) < ENOUGH and len(folded) > 1:
        ids += [
            page.pk for page in published.search(" ".join(folded), operator="or")[:CANDIDATES] if page.pk not in ids
        ]
    return PageText.objects.filter(page_id__in=ids).exclude(page__expire_at__lte=at).select_related("page")


def _scores(marked: list[str], entries: Sequence[PageText]) -> list[float]:
    """How well each page answers: closeness of title and text, times the square of the share of words found at all."""
    folded = [fold(word) for word in marked]
    titles = [f"{entry.page.title} {entry.page.slug.replace('-', ' ')}" for entry in entries]
    pages = [
        (_padded(searchable(title)), _padded(fold(title)), f" {entry.marked} ", f" {entry.plain} ")
        for title, entry in zip(titles, entries, strict=True)
    ]
    found = [
        [_holds(plain_title, word) or _holds(plain, word) for word in folded] for _, plain_title, _, plain in pages
    ]
    spread = [sum(column) for column in zip(*found, strict=True)]
    weights = [math.log(1 + (len(entries) + 1) / (count + 0.5)) for count in spread]
    return [
        (sum(hits) / len(hits)) ** 2
        * (
            6 * _closeness(marked, folded, weights, title, plain_title)
            + 2 * _closeness(marked, folded, weights, text, plain)
        )
        for hits, (title, plain_title, text, plain) in zip(found, pages, strict=True)
    ]


def _padded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


def _holds(text: str, words: str) -> bool:
    return f" {words} " in text


def _closeness(marked: list[str], folded: list[str], weights: list[float], text: str, plain: str) -> float:
    """Each word found counts its weight, and each pair of neighbours found together counts again.

    The same marks count double; other marks count little when marks were typed, fully when none were.
    """
    score = 0.0
    pairs = zip(pairwise(marked), pairwise(folded), pairwise(weights), strict=True)
    for word, bare, weight in [
        *zip(marked, folded, weights, strict=True),
        *((" ".join(word), " ".join(bare), sum(weight)) for word, bare, weight in pairs),
    ]:
        if _holds(text, word):
            score += 2 * weight
        elif _holds(plain, bare):
            score += weight if word == bare else 0.3 * weight
    # A long page holds more words by chance; the root keeps it from winning by length alone.
    return score / math.sqrt(text.count(" ") + 20)


def _snippet(entry: PageText, marked: list[str]) -> SafeString:
    """The stretch of text richest in the words asked for, those words marked; everything else escaped."""
    asked = {fold(word) for word in marked}
    words = entry.text.split()
    hits = [word in asked for word in entry.plain.split()]
    start, most, inside = 0, -1, sum(hits[:SNIPPET_WORDS])
    for index in range(max(len(words) - SNIPPET_WORDS, 0) + 1):
        if inside > most:
            start, most = index, inside
        if index + SNIPPET_WORDS < len(words):
            inside += hits[index + SNIPPET_WORDS] - hits[index]
    end = start + SNIPPET_WORDS
    shown = [
        f"<mark>{escape(w)}</mark>" if hit else escape(w)
        for w, hit in zip(words[start:end], hits[start:end], strict=True)
    ]
    # Every word was escaped above; only the marks around them are ours.
    return mark_safe(("… " if start else "") + " ".join(shown) + (" …" if end < len(words) else ""))  # noqa: S308
