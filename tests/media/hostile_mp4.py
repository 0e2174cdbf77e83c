"""MP4 files that lie in their boxes and tables, each with the cause a person must be told."""

import struct
from collections.abc import Iterator

from media.audio import Cause
from tests.media import sounds
from tests.media.sounds import box, full, words


def cases() -> Iterator[tuple[str, bytes, Cause]]:
    kind = box(b"ftyp", b"M4A ", words(0))
    opus, aac = sounds.sample_entry(b"Opus", sounds.dops()), sounds.sample_entry(b"mp4a", sounds.esds())
    video = sounds.trak(sounds.sample_entry(b"avc1", b""), [], kind=b"vide", number=2)
    yield "video beside sound in mp4", sounds.mp4(extra_traks=video), Cause.HAS_VIDEO
    yield "two sound tracks in mp4", sounds.mp4(extra_traks=sounds.trak(opus, [], number=2)), Cause.SEVERAL_TRACKS
    yield "video alone in mp4", kind + box(b"moov", sounds.movie_header(), video), Cause.HAS_VIDEO
    yield "a movie without tracks", kind + box(b"moov", sounds.movie_header()), Cause.NOT_AUDIO
    yield "no movie", kind + box(b"mdat", bytes(50)), Cause.DAMAGED
    yield "a track without anything", kind + box(b"moov", box(b"trak")), Cause.DAMAGED
    yield "a hundred thousand tracks", kind + box(b"moov", box(b"trak") * 100_000), Cause.DAMAGED
    yield "dust of boxes", kind + box(b"free") * 300_000, Cause.DAMAGED
    yield "a box of no size", kind + b"\0\0\0\x07moov" + bytes(40), Cause.DAMAGED
    yield "a box past the end", kind + struct.pack(">I", 1 << 31) + b"moov" + bytes(40), Cause.DAMAGED
    yield "a wide box past the end", kind + words(1) + b"moov" + struct.pack(">Q", 1 << 60) + bytes(40), Cause.DAMAGED
    deep = b""
    for _level in range(3000):
        deep = box(b"moov", deep)
    yield "boxes in boxes in boxes", kind + deep, Cause.NOT_AUDIO

    packets = sounds.seconds_of_opus(1)
    body = kind + box(b"mdat", *packets)
    good = dict(zip(("stts", "stsc", "stsz", "stco"), sounds.sample_tables(packets, len(kind) + 8, 960), strict=True))

    def made(entry: bytes = opus, **tables: bytes) -> bytes:
        return body + box(b"moov", sounds.movie_header(), sounds.trak(entry, list({**good, **tables}.values())))

    for name, tables in {
        "more packets than sizes": {"stsz": full(b"stsz", words(0, 60), words(3) * 50)},
        "four milliard packets": {"stsz": full(b"stsz", words(3, 0xFFFFFFFF))},
        "four milliard packets of four gigabytes": {"stsz": full(b"stsz", words(0xFFFFFFFF, 0xFFFFFFFF))},
        "packets past the sound": {"stsz": full(b"stsz", words(1 << 20, 50))},
        "packets of no size": {"stsz": full(b"stsz", words(0, 50), words(0) * 50)},
        "no sizes": {"stsz": b""},
        "sizes cut off": {"stsz": full(b"stsz", words(0))},
        "two tables of sizes": {"stsz": good["stsz"] * 2},
        "places outside the sound": {"stco": full(b"stco", words(1, 0))},
        "places past the end": {"stco": full(b"stco", words(1, 1 << 31))},
        "wide places past the end": {"stco": full(b"co64", words(1, 1 << 30, 0))},
        "no places": {"stco": full(b"stco", words(0))},
        "four milliard places": {"stco": full(b"stco", words(0xFFFFFFFF, 0))},
        "runs of nothing": {"stsc": full(b"stsc", words(1, 1, 0, 1)), "stco": full(b"stco", words(50), words(28) * 50)},
        "runs of everything": {"stsc": full(b"stsc", words(1, 1, 0xFFFFFFFF, 1))},
        "no runs": {"stsc": full(b"stsc", words(0))},
        "runs that begin later": {"stsc": full(b"stsc", words(1, 7, 50, 1))},
        "bytes used twice": {
            "stsc": full(b"stsc", words(1, 1, 1, 1)),
            "stsz": full(b"stsz", words(150, 200)),
            "stco": full(b"stco", words(200), words(len(kind) + 8) * 200),
        },
    }.items():
        yield name, made(**tables), Cause.DAMAGED
    for name, entry, cause in (
        ("encrypted mp4", sounds.sample_entry(b"enca", sounds.esds()), Cause.WRONG_CODEC),
        ("alac", sounds.sample_entry(b"alac", bytes(40)), Cause.WRONG_CODEC),
        ("flac in mp4", sounds.sample_entry(b"fLaC", bytes(40)), Cause.WRONG_CODEC),
        ("old QuickTime", sounds.sample_entry(b"mp4a", sounds.esds(), version=1), Cause.WRONG_CODEC),
        ("mp3 in mp4", sounds.sample_entry(b"mp4a", sounds.esds(object_type=0x6B)), Cause.WRONG_CODEC),
        ("an aac profile nobody plays", sounds.sample_entry(b"mp4a", sounds.esds(b"\x0a\x08")), Cause.WRONG_CODEC),
        (
            "aac channels spelled out",
            sounds.sample_entry(b"mp4a", sounds.esds(b"\x12\x00" + sounds.NAME[:9])),
            Cause.WRONG_CODEC,
        ),
        ("aac of a rate spelled out", sounds.sample_entry(b"mp4a", sounds.esds(b"\x17\x88")), Cause.WRONG_CODEC),
        ("aac without a configuration", sounds.sample_entry(b"mp4a", sounds.esds(b"")), Cause.DAMAGED),
        (
            "aac with a long configuration",
            sounds.sample_entry(b"mp4a", sounds.esds(b"\x12\x08" + bytes(40))),
            Cause.DAMAGED,
        ),
        ("a descriptor past its end", sounds.sample_entry(b"mp4a", full(b"esds", b"\x03\x7f\0\1\0")), Cause.DAMAGED),
        ("another descriptor", sounds.sample_entry(b"mp4a", full(b"esds", b"\x05\x02\x12\x08")), Cause.DAMAGED),
        (
            "a descriptor of endless length",
            sounds.sample_entry(b"mp4a", full(b"esds", b"\x03" + b"\xff" * 40)),
            Cause.DAMAGED,
        ),
        (
            "a stream that leans on another",
            sounds.sample_entry(b"mp4a", full(b"esds", b"\x03\x03\0\1\xe0")),
            Cause.DAMAGED,
        ),
        ("no configuration", sounds.sample_entry(b"mp4a", b""), Cause.DAMAGED),
        ("opus of six channels", sounds.sample_entry(b"Opus", sounds.dops(channels=6)), Cause.WRONG_CODEC),
        ("opus with a channel map", sounds.sample_entry(b"Opus", sounds.dops(family=1)), Cause.WRONG_CODEC),
        ("two descriptions", opus + aac, Cause.DAMAGED),
        ("a description cut off", box(b"mp4a", bytes(9)), Cause.DAMAGED),
        ("no description", b"", Cause.DAMAGED),
    ):
        yield name, made(entry), cause
    yield "packets that are no opus", _replaced(made(), b"".join(packets), b"\xff" * 150), Cause.DAMAGED

    empty = [full(name, words(0)) for name in (b"stts", b"stsc", b"stco")] + [full(b"stsz", words(0, 0))]
    start = kind + box(b"moov", sounds.movie_header(), sounds.trak(opus, empty))
    yield "fragments of nothing", start, Cause.EMPTY
    yield (
        "a fragment that counts to four milliard",
        start + sounds.fragment(packets, 1, len(start), count=0xFFFFFFFF),
        Cause.DAMAGED,
    )
    yield (
        "a fragment that counts further than its rows",
        start + sounds.fragment(packets, 1, len(start), count=5000),
        Cause.DAMAGED,
    )
    yield "a fragment of places elsewhere", start + sounds.fragment(packets, 1, 0, wide=True), Cause.DAMAGED
    usual = full(b"tfhd", words(1, 0xFFFFFFFF), flags=0x20010)
    many = box(b"moof", box(b"traf", usual, full(b"trun", words(200_000)) * 40))
    yield "runs that promise without rows", start + many, Cause.DAMAGED
    yield "a fragment without a header", start + box(b"moof", box(b"traf", full(b"trun", words(1)))), Cause.DAMAGED
    yield "a hundred thousand fragments", start + box(b"moof", box(b"traf")) * 100_000, Cause.DAMAGED


def _replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) == 1
    return data.replace(old, new)
