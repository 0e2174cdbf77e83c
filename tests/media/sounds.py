"""Recordings drawn byte by byte: silence in every container, with all that tells who, where and with what planted around it."""

import itertools
import struct

OPUS_SILENCE = b"\xf8\xff\xfe"
"""20 ms."""
AAC_SILENCE = bytes.fromhex("00c800802380")
MP3_HEADER = bytes.fromhex("fffb90c0")
"""MPEG 1, layer III, 128 kbit/s, 44.1 kHz, mono: 417 bytes a frame."""

PLACE = b"+10.7626+106.6602/"
NAME = "Nguyễn Thị Bé Na".encode()
DEVICE = b"iPhone 15 cua me Na"
MOMENT = b"2026-11-20T07:15:00Z"
COVER = b"\xff\xd8\xff\xe0\x00\x10JFIF-bia-dia"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Trai he Sa Thay</x:xmpmeta>'
MARKS = (PLACE, NAME, DEVICE, MOMENT, COVER, XMP)
TAGS = b"|".join(MARKS)
"""Everything a recorder may write down, in one piece."""


def seconds_of_opus(seconds: float) -> list[bytes]:
    return [OPUS_SILENCE] * round(seconds * 50)


def distinct_opus(count: int) -> list[bytes]:
    """Packets that differ, so that one lost or out of place is seen."""
    return [b"\xf8" + struct.pack(">I", number) * 5 for number in range(count)]


# --- MP3 --------------------------------------------------------------------------------------------------------------


def mp3_frames(count: int, header: bytes = MP3_HEADER, size: int = 417) -> list[bytes]:
    """Silent: no side information and no main data."""
    return [header + bytes(size - 4)] * count


def id3(body: bytes = TAGS, claimed: int | None = None, flags: int = 0) -> bytes:
    size = len(body) if claimed is None else claimed
    return b"ID3\x04\0" + bytes([flags]) + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def xing(frames: int, name: bytes = b"Xing", size: int = 417) -> bytes:
    body = MP3_HEADER + bytes(17) + name + (1).to_bytes(4) + frames.to_bytes(4) + TAGS
    return body.ljust(size, b"\0")


def vbri(frames: int) -> bytes:
    return (MP3_HEADER + bytes(32) + b"VBRI" + bytes(10) + frames.to_bytes(4) + TAGS).ljust(417, b"\0")


def vbr_frames(count: int) -> list[bytes]:
    """Every other frame at 64 kbit/s."""
    slow = (bytes.fromhex("fffb50c0") + bytes(204))[:208]
    return [pair for _number in range(count // 2) for pair in (MP3_HEADER + bytes(413), slow)]


def mp3_tags_behind() -> bytes:
    ape = b"APETAGEX" + bytes(24) + TAGS
    lyrics = b"LYRICSBEGIN" + TAGS + b"000999LYRICS200"
    return ape + lyrics + (b"TAG" + NAME + PLACE).ljust(128, b"\0")


def mp3(count: int = 77, *, tagged: bool = False) -> bytes:
    """Two seconds."""
    sound = b"".join(mp3_frames(count))
    return id3() + id3(flags=0x10) + bytes(50) + sound + mp3_tags_behind() if tagged else sound


# --- Ogg --------------------------------------------------------------------------------------------------------------


def ogg_crc(page: bytes) -> int:
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _bit in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


def ogg_page(
    packets: list[bytes], *, number: int, time: int = 0, flags: int = 0, serial: int = 77, open_end: bool = False
) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    if open_end:
        lacing = lacing[:-1]
    page = b"OggS\0" + bytes([flags]) + struct.pack("<qIII", time, serial, number, 0) + bytes([len(lacing)]) + lacing
    page += b"".join(packets)
    return page[:22] + struct.pack("<I", ogg_crc(page)) + page[26:]


def opus_head(channels: int = 1, skip: int = 312, rate: int = 44100, family: int = 0) -> bytes:
    return b"OpusHead\x01" + bytes([channels]) + struct.pack("<HIhB", skip, rate, 0, family)


def comments(magic: bytes, *, tagged: bool, ending: bytes = b"") -> bytes:
    lines = [b"ARTIST=" + NAME, b"LOCATION=" + PLACE, b"METADATA_BLOCK_PICTURE=" + COVER, TAGS] if tagged else []
    body = struct.pack("<I", len(DEVICE)) + DEVICE + struct.pack("<I", len(lines))
    return magic + body + b"".join(struct.pack("<I", len(line)) + line for line in lines) + ending


def ogg_opus(
    packets: list[bytes] | None = None, *, tagged: bool = False, serial: int = 77, head: bytes | None = None
) -> bytes:
    packets = packets or seconds_of_opus(2)
    pages = [
        ogg_page([head or opus_head()], number=0, flags=2, serial=serial),
        ogg_page([comments(b"OpusTags", tagged=tagged)], number=1, serial=serial),
    ]
    groups = list(itertools.batched(packets, 50))
    time = 0
    for number, group in enumerate(groups, start=2):
        time += 960 * len(group)
        flags = 4 if number == len(groups) + 1 else 0
        pages.append(ogg_page(list(group), number=number, time=time, flags=flags, serial=serial))
    return b"".join(pages)


class _Bits:
    """Vorbis writes its bits from the lowest."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def put(self, value: int, width: int) -> None:
        self.value |= value << self.length
        self.length += width

    def packed(self) -> bytes:
        return self.value.to_bytes((self.length + 7) // 8, "little")


def vorbis_setup() -> bytes:
    """The smallest set-up: one codebook of two words, one floor, one residue, one mapping, one mode."""
    bits = _Bits()
    for value, width in (
        *((0, 8), (0x564342, 24), (1, 16), (2, 24), (0, 1), (0, 1), (0, 5), (0, 5), (0, 4)),  # codebook
        *((0, 6), (0, 16)),  # time
        *((0, 6), (1, 16), (0, 5), (0, 2), (7, 4)),  # floor 1 without partitions
        *((0, 6), (0, 16), (0, 24), (0, 24), (0, 24), (0, 6), (0, 8), (0, 3), (0, 1)),  # residue
        *((0, 6), (0, 16), (0, 1), (0, 1), (0, 2), (0, 8), (0, 8), (0, 8)),  # mapping
        *((0, 6), (0, 1), (0, 16), (0, 16), (0, 8)),  # mode: short blocks
        (1, 1),
    ):
        bits.put(value, width)
    return b"\x05vorbis" + bits.packed()


def ogg_vorbis(count: int = 345, *, tagged: bool = False, serial: int = 78) -> bytes:
    """Blocks of 256 samples, so each packet plays for 128 of them: two seconds of 22.05 kHz."""
    head = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 22050, 0, 0, 0, 0x88, 1)
    tags = comments(b"\x03vorbis", tagged=tagged, ending=b"\x01")
    pages = [
        ogg_page([head], number=0, flags=2, serial=serial),
        ogg_page([tags, vorbis_setup()], number=1, serial=serial),
    ]
    groups = list(itertools.batched([b"\0"] * count, 100))
    time = -128
    for number, group in enumerate(groups, start=2):
        time += 128 * len(group)
        pages.append(
            ogg_page(list(group), number=number, time=time, flags=4 * (number == len(groups) + 1), serial=serial)
        )
    return b"".join(pages)


# --- WebM -------------------------------------------------------------------------------------------------------------

UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"


def element(kind: str, *parts: bytes, size: bytes | None = None) -> bytes:
    body = b"".join(parts)
    return bytes.fromhex(kind) + (size or (len(body) | 1 << 56).to_bytes(8)) + body


def uint(kind: str, value: int) -> bytes:
    return element(kind, value.to_bytes(8).lstrip(b"\0") or b"\0")


WEBM_HEADER = element("1a45dfa3", uint("4286", 1), element("4282", b"webm"), uint("4287", 4))


def webm_track(*, codec: bytes = b"A_OPUS", kind: int = 2, number: int = 1, head: bytes | None = None) -> bytes:
    private = element("63a2", opus_head() if head is None else head)
    sound = element("e1", element("b5", struct.pack(">f", 48000)), uint("9f", 1))
    name = element("536e", NAME)
    return element(
        "ae", uint("d7", number), uint("73c5", 123456789), uint("83", kind), element("86", codec), private, sound, name
    )


def block(packet: bytes, time: int, *, track: int = 1, flags: int = 0x80) -> bytes:
    return element("a3", bytes([0x80 | track]) + struct.pack(">hB", time, flags) + packet)


def webm_cluster(packets: list[bytes], time: int, *, is_live: bool = True, tail: bytes = b"") -> bytes:
    blocks = [block(packet, 20 * number) for number, packet in enumerate(packets)]
    return element("1f43b675", uint("e7", time), *blocks, tail, size=UNKNOWN if is_live else None)


def webm(
    packets: list[bytes] | None = None, *, tagged: bool = False, is_live: bool = True, tracks: bytes | None = None
) -> bytes:
    """As a browser records it: no lengths, no index, clusters of a second."""
    packets = packets or seconds_of_opus(2)
    info = element("1549a966", uint("2ad7b1", 1_000_000), element("4d80", b"Chrome"), element("5741", b"Chrome"))
    if tagged:
        info = element(
            "1549a966", uint("2ad7b1", 1_000_000), element("7ba9", NAME), element("4d80", DEVICE), element("5741", DEVICE),
            element("4461", MOMENT[:8]), element("73a4", TAGS), element("ec", TAGS),
        )  # fmt: skip
    tags = element("1254c367", element("7373", element("67c8", element("45a3", b"LOCATION"), element("4487", TAGS))))
    files = element("1941a469", element("61a7", element("466e", b"cover.jpg"), element("465c", TAGS)))
    chapters = element("1043a770", element("45b9", TAGS))
    groups = list(itertools.batched(packets, 50))
    # Inside a cluster, padding may hide what was written before.
    clusters = [
        webm_cluster(list(group), 1000 * number, is_live=is_live, tail=element("ec", TAGS) if tagged else b"")
        for number, group in enumerate(groups)
    ]
    around = (tags, files, chapters) if tagged else ()
    body = [info, tracks or element("1654ae6b", webm_track()), *around, *clusters, *around[:1]]
    return WEBM_HEADER + element("18538067", *body, size=UNKNOWN if is_live else None)


# --- MP4, M4A -----------------------------------------------------------------------------------------------------------


def box(kind: bytes, *parts: bytes, size: int | None = None) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body) if size is None else size) + kind + body


def full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", flags), *parts)


def words(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


MATRIX = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def esds(specific: bytes = b"\x12\x08", object_type: int = 0x40) -> bytes:
    """AAC LC, 44.1 kHz, mono; the long way of writing lengths, as encoders do."""

    def part(tag: int, body: bytes) -> bytes:
        return bytes([tag, 0x80, 0x80, 0x80, len(body)]) + body

    decoder = bytes([object_type, 0x15]) + bytes(3) + words(64000, 64000) + part(5, specific)
    return full(b"esds", part(3, b"\0\1\0" + part(4, decoder) + part(6, b"\2")))


def dops(channels: int = 1, family: int = 0) -> bytes:
    return box(b"dOps", bytes([0, channels]) + struct.pack(">HIhB", 312, 44100, 0, family))


def sample_entry(kind: bytes, config: bytes, version: int = 0) -> bytes:
    fields = bytes(6) + struct.pack(">HHHIHHIHH", 1, version, 0, 0, 1, 16, 0, 44100, 0)
    return box(kind, fields, config)


def handler(kind: bytes = b"soun", name: bytes = b"") -> bytes:
    return full(b"hdlr", bytes(4), kind, bytes(12), name + b"\0")


def trak(
    entry: bytes,
    tables: list[bytes],
    *,
    kind: bytes = b"soun",
    tagged: bool = False,
    number: int = 1,
    rate: int = 44100,
) -> bytes:
    stamp = words(0xE2000000, 0xE2000001) if tagged else bytes(8)
    about = full(b"tkhd", stamp, words(number, 0, 0), bytes(16), MATRIX, bytes(8), flags=7)
    where = box(b"dinf", full(b"dref", words(1), full(b"url ", flags=1)))
    table = box(b"stbl", full(b"stsd", words(1), entry), *tables, full(b"sgpd", TAGS) if tagged else b"")
    inner = box(b"minf", full(b"smhd", bytes(4)), where, table)
    clock = full(b"mdhd", stamp, words(rate, 0), b"\x55\xc4\0\0")
    sound = box(b"mdia", clock, handler(kind, NAME if tagged else b""), inner)
    return box(b"trak", about, sound, box(b"udta", TAGS) if tagged else b"")


def sample_tables(packets: list[bytes], place: int, ticks: int) -> list[bytes]:
    sizes = [len(packet) for packet in packets]
    return [
        full(b"stts", words(1, len(sizes), ticks)),
        full(b"stsc", words(1, 1, len(sizes), 1)),
        full(b"stsz", words(0, len(sizes), *sizes)),
        full(b"stco", words(1, place)),
    ]


def movie_header(rate: int = 44100, *, tagged: bool = False) -> bytes:
    stamp = words(0xE2000000, 0xE2000001) if tagged else bytes(8)
    return full(b"mvhd", stamp, words(rate, 0, 0x10000), b"\1\0", bytes(10), MATRIX, bytes(24), words(2))


def everything_told() -> list[bytes]:
    """What phones and players put behind the tracks: place, cover, device, moment, XMP."""
    place = box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE)
    items = box(
        b"ilst", box(b"covr", box(b"data", words(13, 0), COVER)), box(b"\xa9too", box(b"data", words(1, 0), DEVICE))
    )
    meta = full(b"meta", handler(b"mdir"), items)
    uuid = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), XMP)
    return [box(b"udta", place, meta, TAGS_BOX), box(b"meta", TAGS_BOX), uuid, TAGS_BOX]


TAGS_BOX = box(b"free", TAGS)


def mp4(
    packets: list[bytes] | None = None, *, codec: str = "opus", tagged: bool = False, extra_traks: bytes = b""
) -> bytes:
    """Sound first and its description behind it, as phones write it."""
    if codec == "opus":
        entry, ticks, rate, packets = sample_entry(b"Opus", dops()), 960, 48000, packets or seconds_of_opus(2)
    else:
        entry, ticks, rate, packets = sample_entry(b"mp4a", esds()), 1024, 44100, packets or [AAC_SILENCE] * 86
    brand = b"M4A " if codec == "aac" else b"isom"
    start = box(b"ftyp", brand, words(0), brand, b"mp42")
    hidden = TAGS if tagged else b""  # bytes beside the packets, which no table names
    start += box(b"uuid", bytes(16), XMP) if tagged else b""
    body = box(b"mdat", hidden, *packets, hidden)
    tables = sample_tables(packets, len(start) + 8 + len(hidden), ticks)
    edits = box(b"edts", full(b"elst", words(1, 0, 0, 0x10000))) if tagged else b""
    told = everything_told() if tagged else []
    track = trak(entry, tables, tagged=tagged, rate=rate)
    return start + body + box(b"moov", movie_header(rate, tagged=tagged), track, extra_traks, edits, *told)


def fragmented_mp4(
    packets: list[bytes] | None = None, *, codec: str = "opus", tagged: bool = False, wide: bool = False
) -> bytes:
    """As browsers record it: an empty description, then pieces of a second."""
    if codec == "opus":
        entry, rate, packets = sample_entry(b"Opus", dops()), 48000, packets or seconds_of_opus(2)
    else:
        entry, rate, packets = sample_entry(b"mp4a", esds()), 44100, packets or [AAC_SILENCE] * 86
    empty = [full(name, words(0)) for name in (b"stts", b"stsc", b"stco")] + [full(b"stsz", words(0, 0))]
    usual = full(b"trex", words(1, 1, 960, 0, 0))
    told = everything_told() if tagged else []
    whole = box(b"ftyp", b"iso5", words(0), b"iso5mp41")
    whole += box(b"moov", movie_header(rate), trak(entry, empty, tagged=tagged, rate=rate), box(b"mvex", usual), *told)
    for number, group in enumerate(itertools.batched(packets, 50), start=1):
        whole += fragment(list(group), number, len(whole), wide=wide)
        whole += box(b"free", TAGS) if tagged else b""
    return whole


def fragment(packets: list[bytes], number: int, begin: int, *, wide: bool = False, count: int | None = None) -> bytes:
    sizes = [len(packet) for packet in packets]
    count = len(sizes) if count is None else count

    def piece(offset: int) -> bytes:
        if wide:  # absolute places, times beside sizes
            about = full(b"tfhd", words(1), struct.pack(">Q", begin), words(960), flags=0x09)
            rows = b"".join(words(960, size) for size in sizes)
            run = full(b"trun", words(count), struct.pack(">i", offset), words(0), rows, flags=0x305)
        else:
            about = full(b"tfhd", words(1), flags=0x20000)
            run = full(b"trun", words(count), struct.pack(">i", offset), words(*sizes), flags=0x201)
        return box(b"moof", full(b"mfhd", words(number)), box(b"traf", about, full(b"tfdt", words(0)), run))

    return piece(len(piece(0)) + 8) + box(b"mdat", *packets)


ALL = {
    "mp3": mp3,
    "ogg_opus": ogg_opus,
    "ogg_vorbis": ogg_vorbis,
    "webm": webm,
    "mp4_opus": mp4,
    "m4a": lambda **options: mp4(codec="aac", **options),
    "mp4_fragments": fragmented_mp4,
    "m4a_fragments": lambda **options: fragmented_mp4(codec="aac", **options),
}
