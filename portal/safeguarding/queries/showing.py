"""What a reader sees of a text: the words cut into stretches, with what the machine found named beside them."""

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext, gettext_lazy

from portal.safeguarding.models import FreeText
from portal.safeguarding.queries.personal_data import KINDS, WARNED, Span, personal_data
from portal.safeguarding.queries.texts import words_of

COVERED = "▮▮▮"
"""What stands in a comparison where private words were: a reader of the desk does not see them."""
FINEST = 20_000
"""In characters, both together: longer texts are compared by sentences, since words would take the square of the length."""

SIGNS = {
    "SUI": gettext_lazy("muốn tự làm hại mình"),
    "SEX": gettext_lazy("bị đụng chạm, ép buộc"),
    "PHY": gettext_lazy("bị đánh"),
    "WIT": gettext_lazy("chuyện dữ trong nhà"),
    "EMO": gettext_lazy("bị bỏ mặc, mắng chửi"),
    "SCH": gettext_lazy("bị bắt nạt"),
    "TRF": gettext_lazy("bị bán, bị giữ"),
    "ONL": gettext_lazy("bị dụ, bị dọa trên mạng"),
    "RUN": gettext_lazy("muốn bỏ nhà, sợ về nhà"),
    "LAB": gettext_lazy("phải đi làm, bỏ học"),
    "MAR": gettext_lazy("bị ép cưới"),
    "DRG": gettext_lazy("rượu, thuốc"),
    "MEN": gettext_lazy("buồn, lo lâu ngày"),
    "ACC": gettext_lazy("tai nạn"),
    "PRF": gettext_lazy("lời thô"),
}
"""The word list's groups as readers see them."""


@dataclass(frozen=True)
class Stretch:
    """A run of words: plain, a sign of danger, or something private; private words may be hidden behind their name."""

    words: str
    kind: str = ""
    label: str = ""
    is_hidden: bool = False

    @property
    def is_private(self) -> bool:
        return self.kind in KINDS


def stretches(text: FreeText, *, unmasked: bool) -> list[Stretch]:
    """This will cut a text's words at every mark; who, where and which number are hidden unless `unmasked` (S-11).

    Private words are looked for anew, so that a text whose screening failed hides them all the same.
    """
    words = words_of(text)
    private = personal_data(words)
    signs = [span for span in (Span(*mark) for mark in text.marks) if span.kind not in KINDS]
    edges = sorted({0, len(words), *(edge for span in [*private, *signs] for edge in (span.start, span.end))})
    edges = [edge for edge in edges if 0 <= edge <= len(words)]
    made: list[Stretch] = []
    shown: set[Span] = set()
    for start, end in pairwise(edges):
        over = [span for span in [*private, *signs] if span.start <= start and end <= span.end]
        if not over:
            made.append(Stretch(words[start:end]))
            continue
        span = over[0]
        if span.kind in WARNED and not unmasked:
            if span not in shown:
                made.append(Stretch(f"[{label_of(span.kind)}]", span.kind, label_of(span.kind), is_hidden=True))
        else:
            goes_on = bool(made) and made[-1].kind == span.kind
            made.append(Stretch(words[start:end], span.kind, "" if goes_on else label_of(span.kind)))
        shown.add(span)
    return made


def label_of(kind: str) -> str:
    """This will name what a mark found."""
    named = KINDS.get(kind) or SIGNS.get(kind)
    return str(named) if named else gettext("từ cần xem")


@dataclass(frozen=True)
class Change:
    """A run of words in a comparison: kept, taken out, or put in."""

    words: str
    is_out: bool = False
    is_in: bool = False


def comparison(before: str, after: str) -> list[Change]:
    """This will compare two wordings, word by word, and sentence by sentence where they are long."""
    is_long = len(before) + len(after) > FINEST
    pattern = r"[^.!?\n]+[.!?\n]*\s*|[.!?\n]+\s*" if is_long else rf"\s+|{COVERED}|\[[^\]\n]*\]|\w+|[^\w\s]"
    old, new = re.findall(pattern, before), re.findall(pattern, after)
    changes: list[Change] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for verb, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if verb == "equal":
            changes.append(Change("".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            changes.append(Change("".join(old[old_start:old_end]), is_out=True))
        if new_end > new_start:
            changes.append(Change("".join(new[new_start:new_end]), is_in=True))
    return changes


def covered(text: FreeText) -> str:
    """This will return a text's words with what is private covered, as the left side of a comparison."""
    return "".join(COVERED if stretch.is_private else stretch.words for stretch in stretches(text, unmasked=True))
