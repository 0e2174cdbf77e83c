"""Files that are no recordings, or that lie: each with the cause a person must be told."""

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Iterator

from media.audio import Cause
from tests.media import hostile_mp4, sounds
from tests.media.sounds import box, element, full, ogg_page, words

Case = tuple[str, bytes, Cause]


def cases() -> Iterator[Case]:
    yield from _other_things()
    yield from _truncated()
    yield from _with_something_behind()
    yield from _mp3()
    yield from _ogg()
    yield from _webm()
    yield from hostile_mp4.cases()


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.mp3", sounds.mp3(9))
    return file.getvalue()


def _wave() -> bytes:
    return (
        b"RIFF"
        + struct.pack("<I", 36 + 800)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
        + bytes(804)
    )


OTHER = {
    "html": b"<!DOCTYPE html><script>alert(1)</script>" * 20,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "xml": b"<?xml version='1.0'?><a/>",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(400),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(400),
    "gif": b"GIF89a" + bytes(400),
    "webp": b"RIFF\x20\0\0\0WEBPVP8 " + bytes(400),
    "zip": _zip(),
    "gzip": gzip.compress(sounds.mp3(9), mtime=0),
    "wave": _wave(),
    "flac": b"fLaC\0\0\0\x22" + bytes(400),
    "adts": b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(400),
    "amr": b"#!AMR\n" + bytes(400),
    "midi": b"MThd\0\0\0\x06" + bytes(400),
    "aiff": b"FORM\0\0\x01\0AIFF" + bytes(400),
    "avi": b"RIFF\0\x01\0\0AVI LIST" + bytes(400),
    "flv": b"FLV\x01\x05" + bytes(400),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(400),
    "exe": b"MZ\x90\0" + bytes(400),
    "text": "Xin chào các em.".encode() * 40,
    "utf-16 text": "Xin chào".encode("utf-16") * 40,
    "zeros": bytes(5000),
    "ones": b"\xff" * 5000,
    "one byte": b"I",
    "heic": box(b"ftyp", b"heic", words(0)) + full(b"meta", sounds.handler(b"pict")) + box(b"mdat", bytes(99)),
    "avif": box(b"ftyp", b"avif", words(0)) + full(b"meta", sounds.handler(b"pict")) + box(b"mdat", bytes(99)),
    "matroska without a sound": sounds.WEBM_HEADER + element("18538067", element("1549a966", b"")),
    "another ebml document": element("1a45dfa3", element("4282", b"html")) + element("18538067", b""),
    "id3 before html": sounds.id3() + b"<html><script>alert(1)</script>",
    "id3 before a zip": sounds.id3() + _zip(),
    "id3 before flac": sounds.id3() + b"fLaC" + bytes(99),
    "layer II": b"\xff\xfd\x90\xc0" + bytes(4000),
    "layer I": b"\xff\xff\x90\xc0" + bytes(4000),
}


def _other_things() -> Iterator[Case]:
    yield "empty", b"", Cause.EMPTY
    yield "too big", sounds.mp3(3) + bytes(15 * 1024 * 1024), Cause.TOO_BIG
    for name, data in OTHER.items():
        yield name, data, Cause.NOT_AUDIO


def _truncated() -> Iterator[Case]:
    """At places where no frame, page or box ends: what ends there is a shorter recording, and a whole one."""
    for name, make in sounds.ALL.items():
        data = make()
        for part in range(1, 9):
            at = len(data) * part // 9
            if name == "mp3":
                at += not at % 417
            yield f"{name} cut at {part}/9", data[:at], Cause.DAMAGED
        yield f"{name} without its last byte", data[:-1], Cause.DAMAGED


def _with_something_behind() -> Iterator[Case]:
    """A second file behind the first is what polyglots are made of."""
    for name, make in sounds.ALL.items():
        if not name.endswith("fragments"):
            yield f"{name} and html", make() + b"<html><script>alert(1)</script>", Cause.DAMAGED
            yield f"{name} and a zip", make() + _zip(), Cause.DAMAGED
    yield "a second ogg recording", sounds.ogg_opus() + sounds.ogg_opus(serial=5), Cause.SEVERAL_TRACKS
    yield "a second webm recording", sounds.webm() + sounds.webm(), Cause.DAMAGED
    yield "a second mp4 recording", sounds.mp4() + sounds.mp4(), Cause.DAMAGED
    yield "mp3 behind zeros", bytes(9) + sounds.mp3(), Cause.NOT_AUDIO


def _mp3() -> Iterator[Case]:
    sound = sounds.mp3()
    yield "a tag past the end", sounds.id3(claimed=1 << 27) + sound, Cause.DAMAGED
    yield "a tag that is the whole file", sounds.id3(), Cause.DAMAGED
    yield "a tag whose size is no size", b"ID3\x04\0\0\xff\xff\xff\xff" + sound, Cause.DAMAGED
    yield "a tag cut off", b"ID3\x04", Cause.DAMAGED
    yield "ten thousand tags", sounds.id3(b"") * 10_000 + b"<html>", Cause.NOT_AUDIO
    yield "a tag shorter than it is", sounds.id3(b"\xff\xfb" * 50, claimed=7) + sound, Cause.NOT_AUDIO
    yield "html between frames", sound[:4170] + b"<script>" + sound[4170:], Cause.DAMAGED
    yield "free format", sounds.MP3_HEADER[:2] + b"\x00\xc0" + bytes(413) + sound, Cause.WRONG_CODEC
    yield "an impossible bitrate", b"\xff\xfb\xf0\xc0" + bytes(413), Cause.DAMAGED
    yield "an impossible rate", b"\xff\xfb\x9c\xc0" + bytes(413), Cause.DAMAGED
    yield "a reserved version", b"\xff\xeb\x90\xc0" + bytes(413), Cause.DAMAGED
    yield "frames of two rates of samples", sound + b"\xff\xfb\x94\xc0" + bytes(380), Cause.DAMAGED
    yield "mono, then stereo", sound + b"\xff\xfb\x90\x00" + bytes(413), Cause.DAMAGED
    yield "fewer frames than promised", sounds.xing(500) + sound, Cause.DAMAGED
    yield "fewer frames than promised (VBRI)", sounds.vbri(500) + sound, Cause.DAMAGED
    yield "an index alone", sounds.xing(1), Cause.DAMAGED
    yield "over half an hour", b"".join(sounds.mp3_frames(50_100, b"\xff\xf3\x18\xc0", 36)), Cause.TOO_LONG


def _ogg() -> Iterator[Case]:
    head, tags = (
        ogg_page([sounds.opus_head()], number=0, flags=2),
        ogg_page([sounds.comments(b"OpusTags", tagged=True)], number=1),
    )
    sound = ogg_page(sounds.seconds_of_opus(1), number=2, time=48000, flags=4)
    yield "a wrong checksum", head + tags + sound[:22] + b"\0\0\0\0" + sound[26:], Cause.DAMAGED
    yield "a version to come", b"OggS\x01" + sounds.ogg_opus()[5:], Cause.DAMAGED
    yield "headers alone", head + tags, Cause.EMPTY
    yield "no comments", head + sound, Cause.DAMAGED
    yield "a head alone", head, Cause.DAMAGED
    yield "comments that are none", head + ogg_page([b"<html>"], number=1) + sound, Cause.DAMAGED
    yield (
        "sound on the page of headers",
        head + ogg_page([sounds.comments(b"OpusTags", tagged=False), b"\xf8"], number=1),
        Cause.DAMAGED,
    )
    yield (
        "two packets on the first page",
        ogg_page([sounds.opus_head(), b"x"], number=0, flags=2) + tags + sound,
        Cause.DAMAGED,
    )
    yield "no beginning", ogg_page([sounds.opus_head()], number=0) + tags + sound, Cause.DAMAGED
    yield "sound past the end", head + tags + sound + ogg_page([b"\xf8"], number=3, time=48960), Cause.DAMAGED
    yield "theora", ogg_page([b"\x80theora" + bytes(40)], number=0, flags=2), Cause.HAS_VIDEO
    yield (
        "theora beside",
        head + ogg_page([b"\x80theora" + bytes(40)], number=0, flags=2, serial=9) + tags + sound,
        Cause.HAS_VIDEO,
    )
    yield (
        "two streams side by side",
        head + ogg_page([sounds.opus_head()], number=0, flags=2, serial=9) + tags,
        Cause.SEVERAL_TRACKS,
    )
    yield "speex", ogg_page([b"Speex   1.2" + bytes(70)], number=0, flags=2) + tags + sound, Cause.WRONG_CODEC
    yield "flac in ogg", ogg_page([b"\x7fFLAC\x01\0" + bytes(40)], number=0, flags=2) + tags + sound, Cause.WRONG_CODEC
    yield "html in ogg", ogg_page([b"<html><script>"], number=0, flags=2), Cause.WRONG_CODEC
    for name, wrong in {
        "eight channels": sounds.opus_head(channels=8),
        "no channels": sounds.opus_head(channels=0),
        "a channel map": sounds.opus_head(family=1) + b"\1\0\0",
        "a version to come of opus": b"OpusHead\x1f" + sounds.opus_head()[9:],
        "a head cut off": sounds.opus_head()[:-1],
        "a head with a tail": sounds.opus_head() + sounds.NAME,
    }.items():
        yield name, ogg_page([wrong], number=0, flags=2) + tags + sound, Cause.WRONG_CODEC
    for name, page in {
        "time ahead of the packets": ogg_page(sounds.seconds_of_opus(1), number=2, time=48000 * 3600, flags=4),
        "time behind the packets": ogg_page(sounds.seconds_of_opus(1), number=3, time=-48000, flags=4),
        "time of packets that end nowhere": ogg_page(sounds.seconds_of_opus(1), number=2, time=-1, flags=4),
        "an empty packet": ogg_page([b"", b"\xf8"], number=2, time=960, flags=4),
        "a packet of a second": ogg_page([b"\xfb\x3f"], number=2, time=48000, flags=4),
        "a packet without its count": ogg_page([b"\xfb"], number=2, time=960, flags=4),
        "a packet never ended": ogg_page([b"\xf8" * 255], number=2, time=-1, flags=4, open_end=True),
        "a page that continues nothing": ogg_page(sounds.seconds_of_opus(1), number=2, time=48000, flags=5),
    }.items():
        yield name, head + tags + page, Cause.DAMAGED
    early = ogg_page(sounds.seconds_of_opus(1), number=2, time=48000)
    yield "time runs backwards", head + tags + early + ogg_page([b"\xf8"], number=3, time=5, flags=4), Cause.DAMAGED
    yield "nothing but what is skipped", head + tags + ogg_page([b"\xe0"], number=2, time=120, flags=4), Cause.EMPTY
    dust = ogg_page([], number=2, time=0)
    yield "dust of pages", head + tags + dust * 300_000, Cause.DAMAGED
    vorbis = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 22050, 0, 0, 0, 0x88, 1)
    books = [sounds.comments(b"\x03vorbis", tagged=False, ending=b"\1"), sounds.vorbis_setup()]
    last = ogg_page([b"\0"] * 9, number=2, time=900, flags=4)
    for name, wrong, behind, cause in (
        ("vorbis of no rate", vorbis[:12] + bytes(4) + vorbis[16:], books, Cause.DAMAGED),
        ("vorbis of nine channels", vorbis[:11] + b"\x09" + vorbis[12:], books, Cause.WRONG_CODEC),
        ("vorbis to come", vorbis[:7] + b"\1" + vorbis[8:], books, Cause.DAMAGED),
        ("vorbis headers out of order", vorbis, books[::-1], Cause.DAMAGED),
    ):
        yield name, ogg_page([wrong], number=0, flags=2) + ogg_page(behind, number=1) + last, cause
    pieces = ogg_page([b"\x05vorbis".ljust(65_025, b"\0")], number=2, time=-1, open_end=True)
    pieces += ogg_page([bytes(65_025)], number=3, flags=1, time=-1, open_end=True)
    endless = ogg_page([vorbis], number=0, flags=2) + ogg_page(books[:1], number=1) + pieces
    yield "codebooks without end", endless + ogg_page([b""], number=5, flags=1) + last, Cause.DAMAGED


def _webm() -> Iterator[Case]:
    def of(*parts: bytes, size: bytes | None = sounds.UNKNOWN) -> bytes:
        return sounds.WEBM_HEADER + element("18538067", *parts, size=size)

    def tracked(*tracks: bytes) -> bytes:
        return of(element("1654ae6b", *tracks), sounds.webm_cluster(sounds.seconds_of_opus(1), 0))

    info, tracks = element("1549a966", sounds.uint("2ad7b1", 1_000_000)), element("1654ae6b", sounds.webm_track())
    packet = sounds.OPUS_SILENCE
    yield "video in webm", tracked(sounds.webm_track(kind=1, codec=b"V_VP8")), Cause.HAS_VIDEO
    yield (
        "video beside sound in webm",
        tracked(sounds.webm_track(), sounds.webm_track(kind=1, number=2)),
        Cause.HAS_VIDEO,
    )
    yield "two sound tracks in webm", tracked(sounds.webm_track(), sounds.webm_track(number=2)), Cause.SEVERAL_TRACKS
    yield "vorbis in webm", tracked(sounds.webm_track(codec=b"A_VORBIS")), Cause.WRONG_CODEC
    yield (
        "encrypted webm",
        tracked(
            element("ae", sounds.uint("d7", 1), sounds.uint("83", 2), element("86", b"A_OPUS"), element("6d80", b""))
        ),
        Cause.WRONG_CODEC,
    )
    yield (
        "opus of eight channels in webm",
        tracked(sounds.webm_track(head=sounds.opus_head(channels=8))),
        Cause.WRONG_CODEC,
    )
    yield "opus without a head in webm", tracked(sounds.webm_track(head=b"")), Cause.DAMAGED
    yield "subtitles alone", tracked(sounds.webm_track(kind=17)), Cause.DAMAGED
    yield "no blocks", of(info, tracks), Cause.EMPTY
    yield "blocks before tracks", of(sounds.webm_cluster([packet], 0), tracks), Cause.DAMAGED
    yield "a block of no time", of(tracks, element("1f43b675", sounds.block(packet, 0))), Cause.DAMAGED
    yield (
        "a block without a body",
        of(tracks, element("1f43b675", sounds.uint("e7", 0), element("a3", b"\x81"))),
        Cause.DAMAGED,
    )
    yield "an empty block", of(tracks, sounds.webm_cluster([b""], 0)), Cause.DAMAGED
    yield (
        "laced blocks",
        of(tracks, element("1f43b675", sounds.uint("e7", 0), sounds.block(packet, 0, flags=0x86))),
        Cause.WRONG_CODEC,
    )
    yield (
        "webm time backwards",
        of(tracks, sounds.webm_cluster([packet], 900), sounds.webm_cluster([packet], 0)),
        Cause.DAMAGED,
    )
    yield (
        "webm of a thousand years",
        of(tracks, sounds.webm_cluster([packet], 0), sounds.webm_cluster([packet], 1 << 45)),
        Cause.TOO_LONG,
    )
    yield (
        "webm clock that gallops",
        of(element("1549a966", sounds.uint("2ad7b1", 1 << 60)), tracks, sounds.webm_cluster([packet] * 2, 0)),
        Cause.TOO_LONG,
    )
    yield "a time too wide", of(tracks, element("1f43b675", element("e7", bytes(9)))), Cause.DAMAGED
    yield "a second header inside", of(info, sounds.WEBM_HEADER, tracks), Cause.DAMAGED
    yield "a segment in a segment", of(info, element("18538067", tracks)), Cause.DAMAGED
    yield (
        "segments without end, one in another",
        sounds.WEBM_HEADER + (bytes.fromhex("18538067") + sounds.UNKNOWN) * 5000,
        Cause.DAMAGED,
    )
    yield "clusters without end", of(tracks, (bytes.fromhex("1f43b675") + sounds.UNKNOWN) * 300_000), Cause.DAMAGED
    yield "tags without end", of(info, element("1254c367", b"", size=sounds.UNKNOWN)), Cause.DAMAGED
    yield "an element past the end", of(info, element("1254c367", b"", size=b"\x08\xff\xff\xff\xff")), Cause.DAMAGED
    yield "an element wider than numbers", of(b"\x00" * 40), Cause.DAMAGED
    yield "a size wider than numbers", of(b"\xec\x00" + bytes(40)), Cause.DAMAGED
    yield "dust of elements", of(info, b"\xec\x80" * 300_000), Cause.DAMAGED
    yield "a segment shorter than the file", of(info, tracks, size=b"\x81") + b"<script>", Cause.DAMAGED
    yield "a header alone", sounds.WEBM_HEADER, Cause.DAMAGED
    yield "no segment", sounds.WEBM_HEADER + info, Cause.DAMAGED


def flipped() -> Iterator[tuple[str, bytes]]:
    """One bit wrong somewhere, a few bytes wrong somewhere: refused, or clean."""
    for name, make in sounds.ALL.items():
        data = make(tagged=True)
        chance = random.Random(name)
        for number in range(12):
            broken = bytearray(data)
            for _time in range(1 + number % 4):
                place = chance.randrange(len(broken))
                broken[place] ^= 1 << chance.randrange(8) if number % 2 else 0xFF
            yield f"{name} flipped {number}", bytes(broken)
