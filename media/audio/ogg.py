"""Ogg with Opus or Vorbis inside (RFC 3533, RFC 7845): pages checked, headers and page headers written anew.

The comment packet (title, artist, place, cover) becomes an empty one; the sound's pages keep their packets and times.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from media.audio import opus
from media.audio.sounds import Cause, SafeSound, UnsafeSound, bounded, check_length, damaged

CONTINUED, FIRST, LAST = 1, 2, 4
NO_TIME = -1
"""The time of a page on which no packet ends."""
_HEADER = 27
_SERIAL = 1
"""Ours: the encoder's is drawn at random and would tell two files of one recording."""

_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class Page:
    flags: int
    time: int
    serial: int
    lacing: bytes
    body: bytes

    @property
    def ends(self) -> int:
        """How many packets end on this page."""
        return sum(size < 255 for size in self.lacing)


def clean(data: bytes, longest: float) -> SafeSound:
    """This will return the sound alone; refuses other codecs, several streams, video and whatever is damaged."""
    pages = list(bounded(_pages(data)))
    _check_one_stream(pages)
    head = pages[0].body
    if head.startswith(b"OpusHead"):
        header_count, empty_tags = 2, b"OpusTags" + bytes(8)
    elif head.startswith(b"\x01vorbis"):
        header_count, empty_tags = 3, b"\x03vorbis" + bytes(8) + b"\x01"
    else:
        raise UnsafeSound(Cause.HAS_VIDEO if head[:7] == b"\x80theora" else Cause.WRONG_CODEC, "an unknown codec")
    headers, sound = _split(pages, header_count)
    if not sound:
        raise UnsafeSound(Cause.EMPTY, "headers alone")
    if header_count == 2:
        duration = _opus_seconds(head, headers, sound)
        head = opus.safe_head(head)
    else:
        duration = _vorbis_seconds(head, headers, sound)
    check_length(duration, longest)
    written = [_written(FIRST, 0, 0, bytes([len(head)]), head)]
    packets = [empty_tags, *headers[2:]]
    written.append(_written(0, 0, 1, b"".join(map(_lacing, packets)), b"".join(packets)))
    for number, page in enumerate(sound, start=2):
        flags = page.flags & CONTINUED | (LAST if page is sound[-1] else 0)
        written.append(_written(flags, page.time, number, page.lacing, page.body))
    return SafeSound(b"".join(written), "ogg", duration)


def _pages(data: bytes) -> Iterator[Page]:
    start = 0
    while start < len(data):
        header = data[start : start + _HEADER]
        if len(header) < _HEADER or header[:5] != b"OggS\0":
            raise damaged("no page where one must begin")
        body = start + _HEADER + header[26]
        lacing = data[start + _HEADER : body]
        end = body + sum(lacing)
        if len(lacing) < header[26] or end > len(data):
            raise damaged("a page is cut off")
        if _checksum(data[start : start + 22] + bytes(4) + data[start + 26 : end]) != header[22:26]:
            raise damaged("a page's checksum is wrong")
        time = int.from_bytes(header[6:14], "little", signed=True)
        yield Page(header[5], time, int.from_bytes(header[14:18], "little"), lacing, data[body:end])
        start = end


def _check_one_stream(pages: list[Page]) -> None:
    if any(page.body[:7] == b"\x80theora" for page in pages if page.flags & FIRST):
        raise UnsafeSound(Cause.HAS_VIDEO, "Theora")
    if any(page.flags & FIRST for page in pages[1:]) or len({page.serial for page in pages}) > 1:
        raise UnsafeSound(Cause.SEVERAL_TRACKS, "several streams")
    if not pages[0].flags & FIRST or any(page.flags & LAST for page in pages[:-1]):
        raise damaged("a stream without its beginning or past its end")
    is_open = False
    for page in pages:
        if bool(page.flags & CONTINUED) != is_open:
            raise damaged("a page does not continue the one before")
        is_open = page.lacing[-1] == 255 if page.lacing else is_open
    if is_open:
        raise damaged("the last packet is cut off")


def _split(pages: list[Page], header_count: int) -> tuple[list[bytes], list[Page]]:
    """Both codecs begin the sound on a page of its own, and the first page holds the first header alone."""
    if pages[0].ends != 1 or len(pages[0].lacing) != 1:
        raise damaged("the first page must hold the first header alone")
    ended = 0
    for number, page in enumerate(pages):
        ended += page.ends
        if ended >= header_count:
            headers = _packets(pages[: number + 1])
            if ended > header_count or page.lacing[-1] == 255:
                raise damaged("sound on a page of headers")
            return headers, pages[number + 1 :]
    raise damaged("headers are missing")


def _packets(pages: list[Page]) -> list[bytes]:
    packets, parts = [], []
    for page in pages:
        start = 0
        for size in page.lacing:
            parts.append(page.body[start : start + size])
            start += size
            if size < 255:
                packets.append(b"".join(parts))
                parts = []
    return packets


def _check_times(pages: list[Page]) -> None:
    last = 0
    for page in pages:
        # An empty page at the very end may bear a time.
        if page.lacing and (page.time == NO_TIME) != (page.ends == 0):
            raise damaged("a page's time disagrees with its packets")
        if page.time != NO_TIME:
            if page.time < last:
                raise damaged("time runs backwards")
            last = page.time


def _opus_seconds(head: bytes, headers: list[bytes], sound: list[Page]) -> float:
    skip = opus.skip_in(opus.safe_head(head))
    if not headers[1].startswith(b"OpusTags"):
        raise damaged("no OpusTags")
    _check_times(sound)
    lengths = [opus.samples_in(packet) for packet in _packets(sound)]
    total, end = sum(lengths), max(page.time for page in sound)
    # The last page may end early, by what its packets hold at most; nothing else may disagree with the packets.
    if not total - sum(lengths[-(sound[-1].ends or 1) :]) <= end <= total:
        raise damaged("times disagree with packets")
    return (end - skip) / opus.RATE


def _vorbis_seconds(head: bytes, headers: list[bytes], sound: list[Page]) -> float:
    rate = int.from_bytes(head[12:16], "little")
    if len(head) != 30 or head[7:11] != bytes(4) or not head[29] & 1 or not 8_000 <= rate <= 192_000:
        raise damaged("no Vorbis head")
    if head[11] not in (1, 2):
        raise UnsafeSound(Cause.WRONG_CODEC, "more than a pair of channels")
    if not (headers[1].startswith(b"\x03vorbis") and headers[2].startswith(b"\x05vorbis")):
        raise damaged("Vorbis headers out of order")
    if len(headers[2]) > 60_000:
        raise damaged("codebooks larger than any encoder writes")
    _check_times(sound)
    return max(page.time for page in sound) / rate


def _lacing(packet: bytes) -> bytes:
    return b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])


def _written(flags: int, time: int, number: int, lacing: bytes, body: bytes) -> bytes:
    start = b"OggS\0" + bytes([flags]) + time.to_bytes(8, "little", signed=True)
    start += _SERIAL.to_bytes(4, "little") + number.to_bytes(4, "little")
    rest = bytes([len(lacing)]) + lacing + body
    return start + _checksum(start + bytes(4) + rest) + rest


def _checksum(page: bytes) -> bytes:
    """Ogg's CRC is zlib's with the bits of every byte, and of the result, in the other order: C speed for free."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return mirrored.to_bytes(4, "big").translate(_MIRRORED)
