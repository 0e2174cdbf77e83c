"""Reading what a child wrote: decrypted, for the people who may."""

import json
from typing import Any

from django.utils.translation import gettext_lazy

from portal.foundation import encryption
from portal.foundation.refusals import Refusal
from portal.safeguarding.models import FreeText, TextKind

_UNSHOWABLE = {0: "\ufffd", **dict.fromkeys(range(55296, 57344), "�")}
"""What neither a database nor a page can carry; each becomes one sign, so that offsets stay."""


class WordsUnreadable(Refusal):
    """The words are there, and no key we have opens them: the key was changed without the old one, or is lost."""

    code = "words_unreadable"
    status = 409
    sentence = gettext_lazy("Không mở được lời này vì thiếu khóa cũ. Hãy báo người quản trị; lời vẫn còn nguyên.")


def original_of(text: FreeText) -> str | bytes:
    """This will return what was sent, letter for letter: words, the JSON of a drawing, or the bytes of a recording.

    Empty once erased. Refuses WordsUnreadable.
    """
    is_recording = text.kind == TextKind.RECORDING
    if not text.original:
        return b"" if is_recording else ""
    data = encryption.decrypt_bytes(bytes(text.original), purpose=encryption.FREE_TEXT)
    if data is None:
        raise WordsUnreadable
    return data if is_recording else data.decode("utf-8", "surrogatepass")


def words_of(text: FreeText) -> str:
    """This will return the words as they can be shown, each sign where it stood; empty for a drawing or a recording."""
    if text.kind in (TextKind.DRAWING, TextKind.RECORDING):
        return ""
    words = original_of(text)
    return words.translate(_UNSHOWABLE) if isinstance(words, str) else ""


def strokes_of(text: FreeText) -> list[dict[str, Any]]:
    """This will return the strokes of a drawing: `[{"colour": …, "width": …, "points": [[x, y], …]}, …]`."""
    drawing = original_of(text) if text.kind == TextKind.DRAWING else ""
    return json.loads(drawing) if drawing else []


def ends_open() -> bool:
    """This will say whether today's keys open the newest and the oldest words that are kept. Two queries."""
    kept = FreeText.objects.exclude(original=b"")
    ends = [
        kept.order_by(order).values_list("original", flat=True).first() for order in ("received_at", "-received_at")
    ]
    return all(
        encryption.decrypt_bytes(bytes(sealed), purpose=encryption.FREE_TEXT) is not None
        for sealed in ends
        if sealed is not None
    )
