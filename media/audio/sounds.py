"""What goes out of this package: a safe sound, or the cause why there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 15 * 1024 * 1024
LONGEST = 30 * 60.0
"""Seconds. Callers may ask for less."""
MAX_PARTS = 250_000
"""Pages, boxes, elements, frames or packets on one level: half an hour in frames of 20 ms is 90.000."""


class Cause(StrEnum):
    """Why a file was not taken, for whoever tells the person."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    NOT_AUDIO = "not_audio"
    HAS_VIDEO = "has_video"
    SEVERAL_TRACKS = "several_tracks"
    WRONG_CODEC = "wrong_codec"
    DAMAGED = "damaged"


class UnsafeSound(Exception):  # noqa: N818  (an answer to whoever asks, not a fault)
    """A file nothing is kept of. `cause` says why; `detail` is for the developer alone."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        self.cause = cause
        super().__init__(f"{cause}: {detail}" if detail else str(cause))


@dataclass(frozen=True)
class SafeSound:
    """A file written anew: its container is ours, its sound packets are those that came, byte for byte."""

    data: bytes
    kind: str
    """mp3, m4a, ogg, webm or mp4: the file's ending."""
    duration: float
    """Seconds."""


def damaged(detail: str) -> UnsafeSound:
    return UnsafeSound(Cause.DAMAGED, detail)


def check_length(duration: float, longest: float) -> None:
    """This will refuse a sound of no length, and one of more seconds than are allowed."""
    if duration <= 0:
        raise UnsafeSound(Cause.EMPTY, "no length")
    if duration > longest:
        raise UnsafeSound(Cause.TOO_LONG)


def bounded[Part](parts: Iterable[Part]) -> Iterator[Part]:
    """This will pass parts on; refuses a file made of dust, which would cost minutes to read."""
    for number, part in enumerate(parts):
        if number >= MAX_PARTS:
            raise damaged("more parts than any recording has")
        yield part
