"""MP3: the frames walked from the first to the last, every tag around them left out (ISO 11172-3, 13818-3).

What an encoder leaves in a frame's own spare bits stays: only decoding would take it away, and no writer of tags uses them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from media.audio.sounds import Cause, SafeSound, UnsafeSound, bounded, check_length, damaged

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of layer III by version: 3 is MPEG 1, 2 and 0 are MPEG 2 and 2.5."""
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MONO = 3
_ENDINGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"3DI", b"ID3")
"""What writers of tags leave behind the sound. Anything else there is no MP3 player's business."""


@dataclass(frozen=True)
class Frame:
    version: int
    rate: int
    is_mono: bool
    size: int
    header: bytes

    @property
    def samples(self) -> int:
        return 1152 if self.version == 3 else 576

    @property
    def side(self) -> int:
        """Where the side information ends, counted from the frame's beginning."""
        if self.version == 3:
            return 4 + (17 if self.is_mono else 32)
        return 4 + (9 if self.is_mono else 17)


def is_frame(header: bytes) -> bool:
    """This will tell whether four bytes may begin a frame of layer III."""
    return len(header) == 4 and header[0] == 0xFF and header[1] & 0xE6 == 0xE2


def clean(data: bytes, longest: float) -> SafeSound:
    """This will return the frames alone; refuses free format, other layers, gaps, and a last frame cut off."""
    start = _behind_tags(data)
    if not is_frame(data[start : start + 4]):
        raise UnsafeSound(Cause.NOT_AUDIO, "no frame behind the tags")
    frames = list(bounded(_frames(data, start)))
    first = frames[0]
    promised = _promised_frames(first, data[start : start + first.size])
    if promised is not None:
        # An index is no sound: it is left out, and written anew where players need one to know the length.
        frames, start = frames[1:], start + first.size
        if not frames or promised > len(frames) + 1:  # some encoders count the index itself
            raise damaged("fewer frames than the index promises")
    if len({(frame.version, frame.rate, frame.is_mono) for frame in frames}) > 1:
        raise damaged("frames of different recordings")
    duration = len(frames) * first.samples / first.rate
    check_length(duration, longest)
    sound = data[start : start + sum(frame.size for frame in frames)]
    if len({frame.header[2] >> 4 for frame in frames}) > 1:
        sound = _index(frames) + sound
    return SafeSound(sound, "mp3", duration)


def _behind_tags(data: bytes) -> int:
    start = 0
    while data[start : start + 3] == b"ID3":
        header = data[start : start + 10]
        if len(header) < 10 or any(byte & 0x80 for byte in header[6:]):
            raise damaged("a tag without a size")
        size = sum((byte & 0x7F) << shift for byte, shift in zip(header[6:], (21, 14, 7, 0), strict=True))
        start += 10 + size + (10 if header[5] & 0x10 else 0)
        if start >= len(data):
            raise damaged("a tag that reaches past the end")
    # Some writers leave more padding than their tag says.
    return len(data) - len(data[start:].lstrip(b"\0"))


def _frames(data: bytes, start: int) -> Iterator[Frame]:
    while start < len(data):
        header = data[start : start + 4]
        if not is_frame(header):
            if not data[start:].startswith(_ENDINGS) and data[start:].strip(b"\0"):
                raise damaged("something else between or behind the frames")
            return
        frame = _frame(header)
        if start + frame.size > len(data):
            raise damaged("the last frame is cut off")
        yield frame
        start += frame.size


def _frame(header: bytes) -> Frame:
    version, bitrate, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bitrate == 15 or rate == 3:
        raise damaged("an impossible frame")
    if bitrate == 0:
        raise UnsafeSound(Cause.WRONG_CODEC, "free format")
    hertz = _RATES[version][rate]
    size = _size(version, bitrate, hertz) + (header[2] >> 1 & 1)
    return Frame(version, hertz, header[3] >> 6 == _MONO, size, header)


def _size(version: int, bitrate: int, hertz: int) -> int:
    table, factor = (_BITRATES[3], 144) if version == 3 else (_BITRATES[2], 72)
    return factor * table[bitrate] * 1000 // hertz


def _promised_frames(first: Frame, body: bytes) -> int | None:
    """How many frames the index in the first frame promises; None where the first frame is sound."""
    # With a checksum the side information stands two bytes later; encoders differ on whether the index does.
    for place in (first.side, first.side + 2):
        if body[place : place + 4] in (b"Xing", b"Info"):
            has_count = int.from_bytes(body[place + 4 : place + 8]) & 1
            return int.from_bytes(body[place + 8 : place + 12]) if has_count else 0
    if body[36:40] == b"VBRI":
        return int.from_bytes(body[50:54])
    return None


def _index(frames: list[Frame]) -> bytes:
    """A frame of silence holding a Xing index: count, bytes, and where each hundredth of the recording begins."""
    first = frames[0]
    needed = first.side + 16 + 100
    bitrate = next(index for index in range(1, 15) if _size(first.version, index, first.rate) >= needed)
    size = _size(first.version, bitrate, first.rate)
    # No checksum, no padding; channels as in the recording.
    header = bytes([0xFF, first.header[1] | 1, bitrate << 4 | first.header[2] & 0x0C, first.header[3]])
    places = list(accumulate((frame.size for frame in frames), initial=size))
    contents = bytes(256 * places[len(frames) * hundredth // 100] // places[-1] for hundredth in range(100))
    index = b"Xing" + (7).to_bytes(4) + len(frames).to_bytes(4) + places[-1].to_bytes(4) + contents
    return (header + bytes(first.side - 4) + index).ljust(size, b"\0")
