"""What in a text says who or where somebody is (Decree 56/2017, Art. 33).

Found by patterns alone: it warns and marks, a person decides. No name list of children exists, and none may.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext, gettext_lazy

from portal.foundation.vietnamese import offsets
from portal.safeguarding.queries import personal_numbers, personal_words

WARNING = gettext_lazy(
    "Em ghi số điện thoại hoặc nơi ở. Nếu em muốn cô chú tìm được em, hãy để lại: chỉ cô chú bảo vệ trẻ em đọc được. "
    "Nếu không, xóa đi nhé."
)
"""Worded so that nobody in danger hides where she is (S-11)."""

KINDS: dict[str, Any] = {
    "phone": gettext_lazy("số điện thoại"),
    "id": gettext_lazy("số định danh"),
    "account": gettext_lazy("số tài khoản"),
    "email": gettext_lazy("thư điện tử"),
    "link": gettext_lazy("địa chỉ mạng"),
    "handle": gettext_lazy("tên tài khoản"),
    "birthday": gettext_lazy("ngày sinh"),
    "plate": gettext_lazy("biển số xe"),
    "school": gettext_lazy("trường, lớp"),
    "address": gettext_lazy("nơi ở"),
    "name": gettext_lazy("tên"),
    "age": gettext_lazy("tuổi"),
    "features": gettext_lazy("đặc điểm riêng"),
    "health": gettext_lazy("sức khỏe"),
    "results": gettext_lazy("kết quả học tập"),
    "service": gettext_lazy("sự trợ giúp được nhận"),
}
"""Every kind and its name; an earlier kind wins where two meet."""

WARNED = frozenset({
    "phone", "id", "account", "email", "link", "handle", "birthday", "plate", "school", "address", "name",
})  # fmt: skip
"""What a child is asked about before she sends. The rest is what she came to say: it is marked for the reader, never asked."""


class Span(NamedTuple):
    """A stretch of a text: offsets in characters, what it is, and the rule that found it. Never the words."""

    start: int
    end: int
    kind: str
    rule: str


def personal_data(text: str) -> list[Span]:
    """This will return where a text says who or where somebody is, in their order, none over another.

    Numbers of help (111, 113 to 115, 1800…, 1900…) are none. It takes time in proportion to the length.
    """
    traced = offsets.normalize(text)
    order = {kind: place for place, kind in enumerate(KINDS)}
    found = sorted(_found(traced.text), key=lambda span: (span.start, -span.end))
    merged: list[Span] = []
    for span in found:
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            first = min(last, span, key=lambda one: (order[one.kind], -(one.end - one.start)))
            merged[-1] = Span(last.start, max(last.end, span.end), first.kind, first.rule)
        else:
            merged.append(span)
    return [Span(*traced.original(span.start, span.end), span.kind, span.rule) for span in merged]


def mask(text: str) -> str:
    """This will return the text with each stretch of personal data replaced by its name: "[số điện thoại]"."""
    parts: list[str] = []
    end = 0
    for span in personal_data(text):
        parts += [text[end : span.start], f"[{gettext(str(KINDS[span.kind]))}]"]
        end = span.end
    return "".join([*parts, text[end:]])


def needs_warning(*texts: str) -> bool:
    """This will say whether a child should be asked, before sending, whether she wants to leave it in."""
    return any(span.kind in WARNED for text in texts for span in personal_data(text))


SEEN = "da-xem"
"""Name of the button of a form by which a child says: leave it in and send."""


def must_ask(given: Mapping[str, Any], *names: str) -> bool:
    """This will say whether a form should be shown once more with the question, everything typed kept.

    `given` is what was posted, `names` its fields with words. The answer of the script or of the button counts (`SEEN`).
    """
    return not given.get(SEEN) and needs_warning(*(str(given.get(name) or "") for name in names))


def _found(text: str) -> Iterator[Span]:
    plain = _plain(text)
    for start, end, kind, rule in personal_numbers.find(plain):
        yield Span(start, end, kind, rule)
    for start, end, kind, rule in personal_words.find(text, plain):
        yield Span(start, end, kind, rule)


def _plain(text: str) -> str:
    """Lower case with digits of every script as 0 to 9, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    if lowered.isascii():
        return lowered
    foreign = {letter for letter in set(lowered) if letter.isdecimal() and not letter.isascii()}
    return lowered.translate({ord(letter): str(unicodedata.decimal(letter)) for letter in foreign})
