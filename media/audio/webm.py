"""WebM with Opus inside, as browsers record it: live, without lengths (RFC 8794, RFC 9559).

The blocks' packets and times are read and a new file written around them, with the length and the index a live recording lacks.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from media.audio import opus
from media.audio.sounds import Cause, SafeSound, UnsafeSound, bounded, check_length, damaged

_EBML, _DOC_TYPE, _VOID = 0x1A45DFA3, 0x4282, 0xEC
_SEGMENT, _INFO, _TRACKS, _CLUSTER, _CUES = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B
_TIME_SCALE, _DURATION, _MUXER, _WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
_TRACK, _NUMBER, _UID, _TYPE, _CODEC, _PRIVATE, _ENCODINGS = 0xAE, 0xD7, 0x73C5, 0x83, 0x86, 0x63A2, 0x6D80
_DELAY, _PREROLL, _AUDIO, _RATE, _CHANNELS = 0x56AA, 0x56BB, 0xE1, 0xB5, 0x9F
_CLUSTER_TIME, _SIMPLE_BLOCK, _GROUP, _BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
_CUE, _CUE_TIME, _CUE_PLACES, _CUE_TRACK, _CUE_CLUSTER = 0xBB, 0xB3, 0xB7, 0xF7, 0xF1

_VIDEO_TRACK, _AUDIO_TRACK = 1, 2
_MILLISECOND = 1_000_000
_CLUSTER_LASTS = 5000


@dataclass
class _Found:
    """What has been understood so far."""

    scale: int = _MILLISECOND
    track: int | None = None
    head: bytes = b""
    cluster_time: int | None = None
    blocks: list[tuple[int, bytes]] = field(default_factory=list)
    """Milliseconds and packet."""


def clean(data: bytes, longest: float) -> SafeSound:
    """This will return the sound alone; refuses other codecs, video, several tracks, lacing, and what is cut off."""
    found = _read(data)
    if found.track is None:
        raise UnsafeSound(Cause.NOT_AUDIO, "no sound track")
    if not found.blocks:
        raise UnsafeSound(Cause.EMPTY, "no blocks")
    first = found.blocks[0][0]
    lengths = [opus.samples_in(packet) for _time, packet in found.blocks]
    # Silence may be left out between packets, so the clock can be ahead of them; it can never be behind for long.
    by_clock = (found.blocks[-1][0] - first) / 1000 + lengths[-1] / opus.RATE
    duration = max(by_clock, sum(lengths) / opus.RATE) - opus.skip_in(found.head) / opus.RATE
    check_length(duration, longest)
    blocks = [(time - first, packet) for time, packet in found.blocks]
    return SafeSound(_written(found.head, blocks, duration), "webm", duration)


def _read(data: bytes) -> _Found:
    kind, body, end = _element(data, 0, len(data))
    types = [data[at:to] for name, at, to in _elements(data, body, end) if name == _DOC_TYPE]
    if kind != _EBML or [name.rstrip(b"\0") for name in types] not in ([b"webm"], [b"matroska"]):
        raise UnsafeSound(Cause.NOT_AUDIO, "another document of this notation")
    kind, body, end = _element(data, end, len(data))
    if kind != _SEGMENT or end != len(data):
        raise damaged("not one segment from the header to the end")
    found = _Found()
    for kind, start, end in bounded(_elements(data, body, len(data), enter=_CLUSTER)):
        if kind in (_EBML, _SEGMENT):
            raise damaged("a second file inside")
        if kind == _INFO:
            found.scale = _number(data, start, end, _TIME_SCALE, _MILLISECOND)
        elif kind == _TRACKS:
            _read_tracks(data, start, end, found)
        elif kind == _CLUSTER:
            found.cluster_time = None
        elif kind == _CLUSTER_TIME:
            found.cluster_time = _unsigned(data[start:end])
        elif kind == _SIMPLE_BLOCK:
            _read_block(data, start, end, found)
        elif kind == _GROUP:
            for name, at, to in _elements(data, start, end):
                if name == _BLOCK:
                    _read_block(data, at, to, found)
    return found


def _read_tracks(data: bytes, start: int, end: int, found: _Found) -> None:
    for kind, at, to in _elements(data, start, end):
        if kind != _TRACK:
            continue
        parts = {name: data[a:b] for name, a, b in _elements(data, at, to)}
        track_type = _unsigned(parts.get(_TYPE, b""))
        if track_type == _VIDEO_TRACK:
            raise UnsafeSound(Cause.HAS_VIDEO)
        if track_type != _AUDIO_TRACK:
            continue
        if found.track is not None:
            raise UnsafeSound(Cause.SEVERAL_TRACKS)
        if parts.get(_CODEC, b"").rstrip(b"\0") != b"A_OPUS" or _ENCODINGS in parts:
            raise UnsafeSound(Cause.WRONG_CODEC, "not plain Opus")
        found.track, found.head = _unsigned(parts.get(_NUMBER, b"")), opus.safe_head(parts.get(_PRIVATE, b""))


def _read_block(data: bytes, start: int, end: int, found: _Found) -> None:
    track, at = _sized(data, start, end)
    if at + 3 > end or found.track is None or found.cluster_time is None:
        raise damaged("a block without its track or its time")
    if track != found.track:
        return
    if data[at + 2] & 0x06:
        raise UnsafeSound(Cause.WRONG_CODEC, "several packets in a block")
    ticks = found.cluster_time + int.from_bytes(data[at : at + 2], signed=True)
    time = ticks * found.scale // _MILLISECOND
    if found.blocks and time < found.blocks[-1][0]:
        raise damaged("time runs backwards")
    found.blocks.append((time, data[at + 3 : end]))


def _elements(data: bytes, start: int, end: int, enter: int | None = None) -> Iterator[tuple[int, int, int]]:
    """Kind, beginning and end of each body. Elements of kind `enter` are opened, whatever length they claim, or none."""
    while start < end:
        kind, body, stop = _element(data, start, end)
        yield kind, body, stop
        start = body if kind == enter else stop


def _element(data: bytes, start: int, limit: int) -> tuple[int, int, int]:
    width = 9 - data[start].bit_length() if start < limit else 9
    if width > 4 or start + width >= limit:
        raise damaged("no element where one must begin")
    kind = int.from_bytes(data[start : start + width])
    size, body = _sized(data, start + width, limit)
    if size is None:
        if kind not in (_SEGMENT, _CLUSTER):
            raise damaged("an element without end")
        return kind, body, limit
    if body + size > limit:
        raise damaged("an element reaches past its parent")
    return kind, body, body + size


def _sized(data: bytes, start: int, limit: int) -> tuple[int | None, int]:
    """A number that says its own width, and where it ends; None when every bit is set: unknown."""
    width = 9 - data[start].bit_length() if start < limit else 9
    if width > 8 or start + width > limit:
        raise damaged("a number is cut off")
    value = int.from_bytes(data[start : start + width]) & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), start + width


def _unsigned(body: bytes) -> int:
    if len(body) > 8:
        raise damaged("a number too wide")
    return int.from_bytes(body)


def _number(data: bytes, start: int, end: int, wanted: int, default: int) -> int:
    return next((_unsigned(data[at:to]) for name, at, to in _elements(data, start, end) if name == wanted), default)


def _written(head: bytes, blocks: list[tuple[int, bytes]], duration: float) -> bytes:
    clusters: list[tuple[int, list[bytes]]] = []
    for time, packet in blocks:
        if not clusters or time - clusters[-1][0] >= _CLUSTER_LASTS:
            clusters.append((time, [_int(_CLUSTER_TIME, time)]))
        began, parts = clusters[-1]
        parts.append(_new(_SIMPLE_BLOCK, b"\x81" + (time - began).to_bytes(2) + b"\x80" + packet))
    bodies = [_new(_CLUSTER, *parts) for _time, parts in clusters]
    info = _new(
        _INFO,
        _int(_TIME_SCALE, _MILLISECOND),
        _new(_DURATION, struct.pack(">d", duration * 1000)),
        _new(_MUXER, b"-"),
        _new(_WRITER, b"-"),
    )
    delay = opus.skip_in(head) * 1_000_000_000 // opus.RATE
    track = _new(
        _TRACK,
        _int(_NUMBER, 1),
        _int(_UID, 1),
        _int(_TYPE, _AUDIO_TRACK),
        _new(_CODEC, b"A_OPUS"),
        _new(_PRIVATE, head),
        _int(_DELAY, delay),
        _int(_PREROLL, 80_000_000),
        _new(_AUDIO, _new(_RATE, struct.pack(">d", opus.RATE)), _int(_CHANNELS, head[9])),
    )
    before = info + _new(_TRACKS, track)
    times = [time for time, _parts in clusters]
    # Every number of the index is of one width, so its own size is known before the places it holds.
    size = len(_index(times, [0] * len(times)))
    places = list(accumulate((len(body) for body in bodies[:-1]), initial=len(before) + size))
    around = [_int(0x4286, 1), _int(0x42F7, 1), _int(0x42F2, 4), _int(0x42F3, 8), _int(0x4287, 4), _int(0x4285, 2)]
    inside = [before, _index(times, places), *bodies]
    opening = _opening(_SEGMENT, sum(map(len, inside)))
    return b"".join([_new(_EBML, *around, _new(_DOC_TYPE, b"webm")), opening, *inside])


def _index(times: list[int], places: list[int]) -> bytes:
    points = []
    for time, place in zip(times, places, strict=True):
        where = _new(_CUE_PLACES, _int(_CUE_TRACK, 1), _int(_CUE_CLUSTER, place))
        points.append(_new(_CUE, _int(_CUE_TIME, time), where))
    return _new(_CUES, *points)


def _int(kind: int, value: int) -> bytes:
    return _new(kind, value.to_bytes(4))


def _new(kind: int, *parts: bytes) -> bytes:
    return b"".join([_opening(kind, sum(map(len, parts))), *parts])


def _opening(kind: int, size: int) -> bytes:
    width = next(width for width in range(1, 9) if size < (1 << 7 * width) - 1)
    return kind.to_bytes((kind.bit_length() + 7) // 8) + (size | 1 << 7 * width).to_bytes(width)
