"""What a file is, by its first bytes alone."""

import re
import struct

from media.images.limits import MAX_PIXELS_OF_OTHERS
from media.images.reasons import NotAPicture, TooManyPixels, VectorDrawing

_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_DRAWING = re.compile(rb"<(?:\w+:)?svg[\s>/]", re.IGNORECASE)


def check_kind(content: bytes) -> None:
    """This will refuse `VectorDrawing` and `NotAPicture`, and a WebP whose header promises too many pixels.

    WebP alone is asked for its size here: its reader makes room for the whole canvas before it tells the size.
    """
    if _is_webp(content):
        width, height = _webp_size(content)
        if width * height > MAX_PIXELS_OF_OTHERS:
            raise TooManyPixels
    elif not _is_known(content):
        raise VectorDrawing if _DRAWING.search(content[:4096]) else NotAPicture


def _is_known(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or (
        content[4:8] == b"ftyp" and content[8:12] in _BRANDS
    )


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _webp_size(content: bytes) -> tuple[int, int]:
    """Canvas size by the three kinds of first chunk (RFC 9649); (0, 0) when it is none of them, for the reader to refuse."""
    kind, body = content[12:16], content[20:30]
    if len(body) < 10:
        return 0, 0
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
