"""MP4 and M4A with AAC or Opus inside, whole or in fragments (ISO 14496-12, 14496-14; Opus in ISOBMFF).

The sound track's packets are found through its tables and a new file is written around them: nothing else of the old file,
be it a place, a cover, a chapter or bytes no table names, can come along.
"""

import bisect
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from media.audio import aac, opus
from media.audio.sounds import MAX_PARTS, Cause, SafeSound, UnsafeSound, bounded, check_length, damaged


class Box(NamedTuple):
    kind: bytes
    begin: int
    start: int
    end: int
    """Where the box, its contents, and both end."""


@dataclass(frozen=True)
class Track:
    """What players must know: the sample entry, ticks a second, and the ticks of each packet."""

    kind: str
    entry: bytes
    rate: int
    packets: list[bytes]
    ticks: list[int]
    skip: int = 0


def clean(data: bytes, longest: float) -> SafeSound:
    """This will return the sound alone; refuses video, several sound tracks, other codecs, and what is cut off."""
    top = list(bounded(_boxes(data, 0, len(data))))
    movies = [box for box in top if box.kind == b"moov"]
    if not movies and any(box.kind == b"meta" for box in top):
        raise UnsafeSound(Cause.NOT_AUDIO, "a picture")
    if len(movies) != 1:
        raise damaged("not one description of the recording")
    track = _sound_track(data, movies[0])
    places = [*_places_in_tables(data, track), *_places_in_fragments(data, movies[0], track, top)]
    packets = _packets(data, places, [box for box in top if box.kind == b"mdat"])
    if not packets:
        raise UnsafeSound(Cause.EMPTY, "no packets")
    understood = _understood(data, track, packets)
    duration = (sum(understood.ticks) - understood.skip) / understood.rate
    check_length(duration, longest)
    return SafeSound(_written(understood), understood.kind, duration)


def _boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    while start < end:
        size, header = int.from_bytes(data[start : start + 4]), 8
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16]), 16
        elif size == 0 and end == len(data):
            size = end - start
        if size < header or start + size > end:
            raise damaged("a box reaches past its parent")
        yield Box(data[start + 4 : start + 8], start, start + header, start + size)
        start += size


def _all(data: bytes, box: Box, kind: bytes) -> list[Box]:
    return [inner for inner in _boxes(data, box.start, box.end) if inner.kind == kind]


def _one(data: bytes, box: Box, *path: bytes) -> Box:
    for kind in path:
        found = _all(data, box, kind)
        if len(found) != 1:
            raise damaged("a box is missing or there twice")
        box = found[0]
    return box


def _word(data: bytes, place: int, end: int) -> int:
    if place + 4 > end:
        raise damaged("a box is too short")
    return int.from_bytes(data[place : place + 4])


def _sound_track(data: bytes, movie: Box) -> Box:
    sounds = []
    for track in _all(data, movie, b"trak"):
        handler = _one(data, track, b"mdia", b"hdlr")
        name = data[handler.start + 8 : handler.start + 12]
        if name == b"vide":
            raise UnsafeSound(Cause.HAS_VIDEO)
        if name == b"soun":
            sounds.append(track)
    if not sounds:
        raise UnsafeSound(Cause.NOT_AUDIO, "no sound track")
    if len(sounds) > 1:
        raise UnsafeSound(Cause.SEVERAL_TRACKS)
    return sounds[0]


def _table(data: bytes, box: Box, skip: int, width: int) -> list[tuple[int, ...]]:
    """The rows of a table: their number stands `skip` bytes in, each row is `width` words."""
    count, start = _word(data, box.start + skip, box.end), box.start + skip + 4
    if count > (box.end - start) // (4 * width):
        raise damaged("a table shorter than it says")
    return list(struct.iter_unpack(f">{width}I", data[start : start + 4 * width * count]))


def _places_in_tables(data: bytes, track: Box) -> Iterator[tuple[int, int]]:
    """Offset and size of each packet of a recording that is not in fragments."""
    tables = _one(data, track, b"mdia", b"minf", b"stbl")
    box = _one(data, tables, b"stsz")
    same, count = _word(data, box.start + 4, box.end), _word(data, box.start + 8, box.end)
    if count > MAX_PARTS:
        raise damaged("more packets than any recording has")
    sizes = [same] * count if same else [row[0] for row in _table(data, box, 8, 1)]
    chunks = [row[0] for box in _all(data, tables, b"stco") for row in _table(data, box, 4, 1)]
    chunks += [high << 32 | low for box in _all(data, tables, b"co64") for high, low in _table(data, box, 4, 2)]
    runs = _table(data, _one(data, tables, b"stsc"), 4, 3)
    used = run = 0
    for number, place in enumerate(chunks, start=1):
        while run + 1 < len(runs) and runs[run + 1][0] <= number:
            run += 1
        if not runs or runs[0][0] != 1 or not 0 < runs[run][1] <= count - used:
            raise damaged("tables disagree")
        for size in sizes[used : used + runs[run][1]]:
            yield place, size
            place += size
        used += runs[run][1]
    if used != count:
        raise damaged("packets without a place")


def _places_in_fragments(data: bytes, movie: Box, track: Box, top: list[Box]) -> Iterator[tuple[int, int]]:
    """Offset and size of each packet of a recording written piece by piece, as browsers do."""
    header = _one(data, track, b"tkhd")
    is_wide = data[header.start : header.start + 1] == b"\x01"
    number = _word(data, header.start + (20 if is_wide else 12), header.end)
    usual = 0
    for extension in _all(data, movie, b"mvex"):
        for box in _all(data, extension, b"trex"):
            if _word(data, box.start + 4, box.end) == number:
                usual = _word(data, box.start + 16, box.end)
    count = 0
    for fragment in (box for box in top if box.kind == b"moof"):
        for part in _all(data, fragment, b"traf"):
            about = _one(data, part, b"tfhd")
            if _word(data, about.start + 4, about.end) != number:
                continue
            base, size = _fragment_defaults(data, about, fragment.begin, usual)
            place = base
            for run in _all(data, part, b"trun"):
                count += _word(data, run.start + 4, run.end)
                if count > MAX_PARTS:
                    raise damaged("more packets than any recording has")
                packets = _run(data, run, base, place, size)
                yield from packets
                place = packets[-1][0] + packets[-1][1] if packets else place


def _fragment_defaults(data: bytes, about: Box, begin: int, size: int) -> tuple[int, int]:
    """Where a fragment counts its places from, and its packets' usual size."""
    flags, place, base = _word(data, about.start, about.end), about.start + 8, begin
    if flags & 0x01:
        base = _word(data, place, about.end) << 32 | _word(data, place + 4, about.end)
        place += 8
    place += 4 * bool(flags & 0x02) + 4 * bool(flags & 0x08)
    if flags & 0x10:
        size = _word(data, place, about.end)
    return base, size


def _run(data: bytes, run: Box, base: int, place: int, size: int) -> list[tuple[int, int]]:
    flags, count, row = _word(data, run.start, run.end), _word(data, run.start + 4, run.end), run.start + 8
    if flags & 0x01:
        offset = _word(data, row, run.end)
        place = base + (offset - (1 << 32) if offset >> 31 else offset)
        row += 4
    row += 4 * bool(flags & 0x04)
    width = 4 * (flags >> 8 & 0x0F).bit_count()
    if row + count * width > run.end:
        raise damaged("a run shorter than it says")
    sizes = [size] * count
    if flags & 0x200:
        row += 4 * bool(flags & 0x100)
        sizes = [_word(data, row + width * number, run.end) for number in range(count)]
    return list(zip(accumulate(sizes, initial=place), sizes, strict=False))


def _packets(data: bytes, places: list[tuple[int, int]], bodies: list[Box]) -> list[bytes]:
    starts = [box.start for box in bodies]
    left = len(data)
    for place, size in places:
        body = bisect.bisect_right(starts, place) - 1
        left -= size
        if size == 0 or body < 0 or place + size > bodies[body].end or left < 0:
            raise damaged("a packet outside the sound, or bytes used twice")
    return [data[place : place + size] for place, size in places]


def _understood(data: bytes, track: Box, packets: list[bytes]) -> Track:
    """Lengths are those the packets have, whatever the file says of them."""
    description = _one(data, track, b"mdia", b"minf", b"stbl", b"stsd")
    entries = list(_boxes(data, description.start + 8, description.end))
    if len(entries) != 1 or entries[0].end - entries[0].start < 28:
        raise damaged("not one description of the sound")
    entry = entries[0]
    # The later layouts of QuickTime put more fields here; no phone writes them today.
    if entry.kind not in (b"mp4a", b"Opus") or data[entry.start + 8 : entry.start + 10] != bytes(2):
        raise UnsafeSound(Cause.WRONG_CODEC, "neither AAC nor Opus")
    inside = entry._replace(start=entry.start + 28)
    if entry.kind == b"Opus":
        box = _one(data, inside, b"dOps")
        head = opus.head_in_mp4(data[box.start : box.end])
        ticks = [opus.samples_in(packet) for packet in packets]
        made = _entry(b"Opus", head[1], opus.RATE, _new(b"dOps", head))
        return Track("mp4", made, opus.RATE, packets, ticks, int.from_bytes(head[2:4]))
    box = _one(data, inside, b"esds")
    config = aac.read(data[box.start : box.end])
    made = _entry(b"mp4a", config.channels, config.rate, _new(b"esds", aac.descriptor(config)))
    return Track("m4a", made, config.rate, packets, [aac.SAMPLES] * len(packets))


def _entry(kind: bytes, channels: int, rate: int, config: bytes) -> bytes:
    rate = rate if rate < 1 << 16 else 0
    fields = bytes(6) + b"\0\1" + bytes(8) + channels.to_bytes(2) + b"\0\x10" + bytes(4) + rate.to_bytes(2) + bytes(2)
    return _new(kind, fields, config)


_MATRIX = b"".join(value.to_bytes(4) for value in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
_CHUNK = 50
"""Packets laid in a row before the table names a place again: about a second."""


def _written(track: Track) -> bytes:
    brands = b"M4A \0\0\0\0M4A mp42isom" if track.kind == "m4a" else b"isom\0\0\0\0isomiso6mp42"
    kind = _new(b"ftyp", brands)
    begin = len(kind) + len(_movie(track, 0)) + 8
    return kind + _movie(track, begin) + _new(b"mdat", *track.packets)


def _movie(track: Track, begin: int) -> bytes:
    rate, length = track.rate.to_bytes(4), sum(track.ticks).to_bytes(4)
    header = bytes(8) + rate + length + b"\0\1\0\0\1\0" + bytes(10) + _MATRIX + bytes(24) + _words(2)
    track_header = bytes(8) + _words(1, 0) + length + bytes(12) + b"\1\0\0\0" + _MATRIX + bytes(8)
    sound_header = bytes(8) + rate + length + b"\x55\xc4\0\0"  # no language: the clip knows it
    handler = bytes(4) + b"soun" + bytes(13)
    data_here = _new(b"dinf", _full(b"dref", _words(1), _full(b"url ", flags=1)))
    minimum = _new(b"minf", _full(b"smhd", bytes(4)), data_here, _tables(track, begin))
    sound = _new(b"mdia", _full(b"mdhd", sound_header), _full(b"hdlr", handler), minimum)
    whole = _new(b"trak", _full(b"tkhd", track_header, flags=7), sound)
    return _new(b"moov", _full(b"mvhd", header), whole)


def _tables(track: Track, begin: int) -> bytes:
    times = [_words(len(list(group)), ticks) for ticks, group in groupby(track.ticks)]
    sizes = [len(packet) for packet in track.packets]
    ends = list(accumulate(sizes, initial=begin))
    places = ends[:-1:_CHUNK]
    runs = [_words(1, min(_CHUNK, len(sizes)), 1)]
    if len(sizes) > _CHUNK and len(sizes) % _CHUNK:
        runs.append(_words(len(places), len(sizes) % _CHUNK, 1))
    return _new(
        b"stbl",
        _full(b"stsd", _words(1), track.entry),
        _full(b"stts", _words(len(times)), *times),
        _full(b"stsc", _words(len(runs)), *runs),
        _full(b"stsz", _words(0, len(sizes)), *map(_words, sizes)),
        _full(b"stco", _words(len(places)), *map(_words, places)),
    )


def _words(*values: int) -> bytes:
    return b"".join(value.to_bytes(4) for value in values)


def _new(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return (8 + len(body)).to_bytes(4) + kind + body


def _full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return _new(kind, flags.to_bytes(4), *parts)
