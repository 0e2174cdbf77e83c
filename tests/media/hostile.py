"""Files that mean no good, made here: every one is either refused with a sentence or comes out clean.

`EVERY` holds them by name. What must never come out again is `MARK`.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pillow_heif
from PIL import Image, PngImagePlugin

from media.images import reasons
from tests.media.photos import drawing, written

pillow_heif.register_heif_opener(thumbnails=False)

MARK = b"DAU-VET-7f3a91"
SCRIPT = b"<script>alert('" + MARK + b"')</script>"

Outcome = type[reasons.BadPicture] | tuple[type[reasons.BadPicture], ...] | None
"""What must happen: this refusal, or None: a clean picture. `EITHER` leaves it to the decoder."""

EITHER = (reasons.BadPicture,)
EVERY: dict[str, tuple[bytes, Outcome]] = {}

KINDS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")


@cache
def carrier(kind: str) -> bytes:
    options = {"WEBP": {"quality": 70}, "AVIF": {"quality": 60, "speed": 10}, "HEIF": {"quality": 50}}.get(kind, {})
    return written(drawing(48, 32), kind, **options)


def gather(function: Callable[[], Iterator[tuple[str, bytes, Outcome]]]) -> None:
    for name, content, outcome in function():
        EVERY[f"{function.__name__}-{name}"] = (content, outcome)


def archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        zipped.writestr("META-INF/MANIFEST.MF", MARK)
    return out.getvalue()


PAYLOADS = {
    "html": b"<!doctype html><html>" + SCRIPT,
    "php": b"<?php system('" + MARK + b"'); ?>",
    "javascript": b"*/=1;alert('" + MARK + b"')//",
    "zip": archive(),
    "pdf": b"%PDF-1.4\n1 0 obj<</JS(" + MARK + b")>>endobj\n%%EOF",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
    "program": b"MZ\x90\0" + MARK + bytes(60),
    "second-photo": b"\xff\xd8\xff\xe1" + MARK + b"\xff\xd9",
}


@gather
def polyglot() -> Iterator[tuple[str, bytes, Outcome]]:
    for kind in KINDS:
        for name, payload in PAYLOADS.items():
            # HEIF and AVIF are boxes: what stands behind the last may be read as one more, broken box.
            outcome = EITHER if kind in {"HEIF", "AVIF", "WEBP"} else None
            yield f"{kind}-then-{name}", carrier(kind) + payload, outcome
    for name, payload in PAYLOADS.items():
        yield f"{name}-then-JPEG", payload + carrier("JPEG"), EITHER
    yield "gif-as-script", b"GIF89a/*" + carrier("GIF")[8:] + b"*/" + SCRIPT, EITHER
    yield "riff-as-script", b"RIFF=1/*" + carrier("WEBP")[8:] + b"*/" + SCRIPT, EITHER


@gather
def truncated() -> Iterator[tuple[str, bytes, Outcome]]:
    for kind in KINDS:
        whole = carrier(kind)
        for step in range(1, 13):
            # The last of the twelve lacks one byte; some formats end with bytes that say nothing.
            end = len(whole) - 1 if step == 12 else len(whole) * step // 12
            yield f"{kind}-{step}-of-12", whole[:end], EITHER


@gather
def flipped() -> Iterator[tuple[str, bytes, Outcome]]:
    for kind in KINDS:
        for seed in range(16):
            chance = random.Random(f"{kind}{seed}")
            content = bytearray(carrier(kind))
            for _flip in range(1 + seed // 2):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            yield f"{kind}-{seed}", bytes(content), EITHER


def png(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (4, 4), depth: int = 8, color: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", *size, depth, color, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(12) for _row in range(4)))
    parts = [(b"IHDR", header), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    written_parts = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written_parts)


def jpeg_sized(width: int, height: int) -> bytes:
    content = bytearray(carrier("JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def webp(kind: bytes, body: bytes, *more: tuple[bytes, bytes]) -> bytes:
    chunks = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in ((kind, body), *more)
    )
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def boxed_size(kind: str, width: int, height: int) -> bytes:
    content = carrier(kind)
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", width, height) + content[at + 8 :]


@gather
def enormous() -> Iterator[tuple[str, bytes, Outcome]]:
    for width, height in ((50_000, 50_000), (65_535, 65_535), (50_000, 1_001), (1, 50_000_001)):
        yield f"PNG-{width}x{height}", png(size=(width, height)), (reasons.TooManyPixels,)
        gif = b"GIF89a" + struct.pack("<HHBBB", min(width, 65_535), min(height, 65_535), 0, 0, 0)
        frame = b"," + struct.pack("<HHHHB", 0, 0, min(width, 65_535), min(height, 65_535), 0) + b"\x02\x02D\x01\0;"
        yield f"GIF-{width}x{height}", gif + frame, EITHER if width == 1 else (reasons.TooManyPixels,)
        for kind in ("AVIF", "HEIF"):
            yield f"{kind}-{width}x{height}", boxed_size(kind, width, height), EITHER
        if height <= 65_535:
            yield f"JPEG-{width}x{height}", jpeg_sized(width, height), (reasons.TooManyPixels,)
    for width, height in ((0, 0), (0, 5), (2**31, 2**31), (2**32 - 1, 1)):
        yield f"PNG-{width}x{height}", png(size=(width, height)), EITHER
    yield "JPEG-0x0", jpeg_sized(0, 0), EITHER
    canvas = bytes(4) + (49_999).to_bytes(3, "little") * 2
    yield "WEBP-canvas", webp(b"VP8X", canvas, (b"VP8 ", bytes(10))), (reasons.TooManyPixels,)
    yield "WEBP-lossy", webp(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383)), EITHER
    bits = 0x3FFF | 0x3FFF << 14
    yield "WEBP-lossless", webp(b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(8)), (reasons.TooManyPixels,)
    gif = b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0, 0, 0)
    hidden = b"," + struct.pack("<HHHHB", 0, 0, 60_000, 60_000, 0) + b"\x02\x02D\x01\0;"
    yield "GIF-frame-larger-than-screen", gif + hidden, (reasons.TooManyPixels,)
    yield "GIF-frame-far-away", gif + b"," + struct.pack("<HHHHB", 65_000, 65_000, 500, 500, 0) + hidden[10:], EITHER


@gather
def animated() -> Iterator[tuple[str, bytes, Outcome]]:
    frames = [drawing(20, 20).rotate(turn) for turn in range(0, 360, 30)]
    for kind, options in (("GIF", {}), ("WEBP", {}), ("PNG", {}), ("AVIF", {"speed": 10})):
        for count in (2, 12):
            content = written(frames[0], kind, save_all=True, append_images=frames[1:count], duration=40, **options)
            yield f"{kind}-{count}", content, (reasons.Animated,)
    many = [Image.new("L", (2, 2), value % 256) for value in range(2_000)]
    yield "GIF-2000", written(many[0], "GIF", save_all=True, append_images=many[1:]), (reasons.Animated,)
    control = struct.pack(">II", 2**31 - 1, 0)
    yield "PNG-promises-frames", png((b"acTL", control)), EITHER


@gather
def other_kind() -> Iterator[tuple[str, bytes, Outcome]]:
    image = drawing(16, 16)
    for kind in ("BMP", "TIFF", "ICO", "TGA", "PCX", "PPM", "DDS", "ICNS", "JPEG2000", "SGI", "EPS", "PDF", "DIB"):
        yield kind, written(image, kind), (reasons.NotAPicture,)
    yield "XBM", written(image.convert("1"), "XBM"), (reasons.NotAPicture,)
    beginnings = {
        "zip": archive(),
        "html": PAYLOADS["html"],
        "pdf": PAYLOADS["pdf"],
        "php": PAYLOADS["php"],
        "windows-program": PAYLOADS["program"],
        "linux-program": b"\x7fELF\x02\x01\x01" + MARK,
        "photoshop": b"8BPS\0\x01" + bytes(20) + MARK,
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(" + MARK + b") run",
        "jpeg-xl": b"\xff\x0a" + MARK,
        "jpeg-xl-box": b"\0\0\0\x0cJXL \r\n\x87\n" + MARK,
        "raw-photo": b"II*\0\x10\0\0\0CR\x02\0" + MARK,
        "windows-metafile": b"\xd7\xcd\xc6\x9a" + bytes(20),
        "flash": b"FWS\x09" + MARK,
        "mp3": b"ID3\x04\0\0" + MARK,
        "mp4": b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + MARK,
        "mov": b"\0\0\0\x14ftypqt  " + MARK,
        "ogg": b"OggS" + MARK,
        "wav": b"RIFF\x24\0\0\0WAVEfmt " + MARK,
        "avi": b"RIFF\x24\0\0\0AVI LIST" + MARK,
        "font": b"\0\x01\0\0\0\x0c" + MARK,
        "gzip": b"\x1f\x8b\x08\0" + MARK,
        "7z": b"7z\xbc\xaf\x27\x1c" + MARK,
        "rar": b"Rar!\x1a\x07" + MARK,
        "xml": b"<?xml version='1.0'?><x>" + MARK + b"</x>",
        "json": b'{"mark": "' + MARK + b'"}',
        "words": "Đây không phải là ảnh.".encode(),
        "one-byte": b"\xff",
        "zeros": bytes(5_000),
        "spaces": b" " * 5_000,
        "only-jpeg-start": b"\xff\xd8",
        "sqlite": b"SQLite format 3\0" + MARK,
        "mpo-words": b"MM\0*" + MARK,
    }
    for name, content in beginnings.items():
        yield name, content, (reasons.NotAPicture,)
    yield "nothing", b"", (reasons.EmptyFile,)
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>"
    yield "svg", svg.encode(), (reasons.VectorDrawing,)
    yield "svg-declared", b"<?xml version='1.0'?>\n<!-- -->\n" + svg.encode(), (reasons.VectorDrawing,)
    yield "svg-prefixed", b"<x:svg xmlns:x='http://www.w3.org/2000/svg'/>", (reasons.VectorDrawing,)
    yield "svg-utf-16", svg.encode("utf-16"), (reasons.NotAPicture,)
    yield "svg-with-entities", b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>", (reasons.VectorDrawing,)
    for kind in KINDS:
        yield f"only-the-beginning-of-{kind}", carrier(kind)[:13], EITHER


def segment(number: int, body: bytes) -> bytes:
    return bytes([0xFF, number]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes) -> bytes:
    return carrier("JPEG")[:2] + b"".join(segments) + carrier("JPEG")[2:]


def exif(*, with_thumbnail: bool = False) -> bytes:
    found = Image.Exif()
    found[0x010F] = MARK.decode()
    found[0x0132] = "2026:11:22 08:15:59"
    found.get_ifd(0x8825).update({1: "N", 2: (14.0, 21.0, 3.5), 3: "E", 4: (108.0, 0.0, 7.25), 29: MARK.decode()})
    content = found.tobytes()
    return content + with_segments(segment(0xFE, MARK)) if with_thumbnail else content


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARK + b"</x:xmpmeta>"


@gather
def telling() -> Iterator[tuple[str, bytes, Outcome]]:
    image = drawing(48, 32)
    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"):
        yield f"place-in-{kind}", written(image, kind, exif=exif()), None
        yield f"thumbnail-in-{kind}", written(image, kind, exif=exif(with_thumbnail=True)), None
        yield f"profile-in-{kind}", written(image, kind, icc_profile=bytes(128) + MARK), None
    for kind in ("JPEG", "WEBP", "AVIF", "HEIF"):
        yield f"xmp-in-{kind}", written(image, kind, xmp=XMP), None
    for number in (0xE0, 0xE1, 0xE2, 0xE3, 0xEC, 0xED, 0xEE, 0xEF, 0xFE):
        yield f"segment-{number:x}", with_segments(segment(number, MARK * 9)), EITHER if number == 0xEE else None
    yield "press-fields", with_segments(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + bytes(4) + MARK)), None
    yield "many-comments", with_segments(*[segment(0xFE, MARK * 400)] * 60), None
    yield "extended-xmp", with_segments(segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + MARK)), None
    yield "mpo", written(image, "MPO", save_all=True, append_images=[image]), None
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", MARK.decode())
    text.add_text("Author", MARK.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    yield "text-in-PNG", written(image, "PNG", pnginfo=text), None
    yield "comment-in-GIF", written(image.convert("P"), "GIF", comment=MARK), None
    bomb = zlib.compress(bytes(80 * 1024 * 1024), 9)
    yield "text-bomb", png((b"zTXt", b"Comment\0\0" + bomb)), EITHER
    yield "international-text-bomb", png((b"iTXt", b"Comment\0\x01\0\0\0" + bomb)), EITHER
    yield "profile-bomb", png((b"iCCP", b"profile\0\0" + bomb)), EITHER
    yield "many-texts", png(*[(b"tEXt", b"a\0" + MARK * 50)] * 500), EITHER
    yield "unknown-chunk", png((b"prVt", MARK)), None
    yield "critical-unknown-chunk", png((b"PRVT", MARK)), EITHER
    yield "broken-exif", with_segments(segment(0xE1, b"Exif\0\0" + b"\xff" * 40 + MARK)), None
    yield "looping-exif", with_segments(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0" + MARK)), None
    yield (
        "wide-orientation",
        with_segments(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0\0\0\0\0")),
        None,
    )
