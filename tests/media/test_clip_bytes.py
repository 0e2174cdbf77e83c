"""What comes out of media.audio is the sound and nothing else, and players know how long it is."""

import tracemalloc

import pytest

from media import audio
from media.audio import opus
from media.models.clips import MEDIA_TYPES, AudioKind
from tests.media import sounds

KINDS = {
    "mp3": "mp3",
    "ogg_opus": "ogg",
    "ogg_vorbis": "ogg",
    "webm": "webm",
    "mp4_opus": "mp4",
    "m4a": "m4a",
    "mp4_fragments": "mp4",
    "m4a_fragments": "m4a",
}
every_container = pytest.mark.parametrize("name", sounds.ALL)


def test_it_is_asked_about_every_kind_there_is():
    assert KINDS.keys() == sounds.ALL.keys()
    assert set(KINDS.values()) == set(AudioKind.values) == {str(kind) for kind in MEDIA_TYPES}


@every_container
def test_it_tells_kind_and_length_from_the_bytes(name):
    sound = audio.clean(sounds.ALL[name]())

    assert sound.kind == KINDS[name]
    assert sound.duration == pytest.approx(2, abs=0.05)


@every_container
def test_it_lets_nothing_through_that_tells_who_where_or_with_what(name):
    told = sounds.ALL[name](tagged=True)

    sound = audio.clean(told)

    assert [mark for mark in sounds.MARKS if mark in told]
    assert [mark for mark in sounds.MARKS if mark in sound.data] == []


@every_container
def test_it_makes_the_same_file_whatever_was_told_beside_the_sound(name):
    make = sounds.ALL[name]

    assert audio.clean(make(tagged=True)) == audio.clean(make())


@every_container
def test_it_finds_nothing_more_to_do_in_what_it_made(name):
    once = audio.clean(sounds.ALL[name](tagged=True))

    assert audio.clean(once.data) == once


@pytest.mark.parametrize("name", ["ogg_opus", "webm", "mp4_opus", "mp4_fragments"])
def test_it_keeps_every_packet_byte_for_byte_and_in_order(name):
    packets = sounds.distinct_opus(230)

    sound = audio.clean(sounds.ALL[name](packets=packets, tagged=True))

    place = 0
    for packet in packets:
        place = sound.data.index(packet, place) + len(packet)
    assert sound.duration == pytest.approx(230 * 0.02, abs=0.01)


@pytest.mark.parametrize("name", ["m4a", "m4a_fragments"])
def test_it_keeps_packets_of_aac_byte_for_byte(name):
    packets = [bytes([number]) * (number + 7) for number in range(230)]

    sound = audio.clean(sounds.ALL[name](packets=packets, tagged=True))

    assert sound.data.endswith(b"".join(packets))


def test_it_keeps_frames_of_mp3_byte_for_byte():
    frames = [sounds.MP3_HEADER + bytes([number]) * 413 for number in range(40)]

    sound = audio.clean(sounds.id3() + b"".join(frames) + sounds.mp3_tags_behind())

    assert sound.data == b"".join(frames)


@pytest.mark.parametrize(
    "index", [sounds.xing(77), sounds.xing(77, b"Info"), sounds.vbri(77)], ids=["Xing", "Info", "VBRI"]
)
def test_it_leaves_the_index_of_an_encoder_out(index):
    assert audio.clean(index + sounds.mp3()) == audio.clean(sounds.mp3())


def test_it_writes_an_index_where_frames_differ_in_size():
    frames = sounds.vbr_frames(400)

    sound = audio.clean(b"".join(frames))

    start = sound.data.index(b"Xing")
    assert sound.data.endswith(b"".join(frames))
    assert sound.data[start + 4 : start + 16] == sounds.words(7, 400, len(sound.data))
    contents = sound.data[start + 16 : start + 116]
    assert list(contents) == sorted(contents)
    assert contents[50] == pytest.approx(128, abs=2)


@pytest.mark.parametrize(
    ("header", "size", "seconds"),
    [
        (b"\xff\xfb\x90\x00", 417, 1152 / 44100),
        (b"\xff\xf3\x80\xc0", 208, 576 / 22050),
        (b"\xff\xe3\x18\xc0", 72, 576 / 8000),
    ],
    ids=["MPEG 1 stereo", "MPEG 2", "MPEG 2.5"],
)
def test_it_knows_every_version_of_mp3(header, size, seconds):
    slow = bytes([header[0], header[1], header[2] & 0x0F | 0x10, header[3]])
    frames = sounds.mp3_frames(50, header, size)

    sound = audio.clean(b"".join(frames))
    varied = audio.clean(b"".join(frames) + slow.ljust({417: 104, 208: 26, 72: 72}[size], b"\0"))

    assert sound.duration == pytest.approx(50 * seconds)
    assert audio.clean(varied.data) == varied


def test_it_keeps_a_recording_whose_pieces_say_places_the_other_way():
    packets = sounds.distinct_opus(120)

    assert audio.clean(sounds.fragmented_mp4(packets, wide=True)) == audio.clean(sounds.mp4(packets))


def test_it_keeps_a_webm_recording_with_lengths_and_block_groups():
    packets = sounds.distinct_opus(2)
    groups = [
        sounds.element("a0", sounds.uint("9b", 20), sounds.element("a1", b"\x81\0" + bytes([20 * number, 0]) + packet))
        for number, packet in enumerate(packets)
    ]
    cluster = sounds.element("1f43b675", sounds.uint("e7", 7000), *groups, sounds.block(b"<html>", 40, track=5))
    body = sounds.element("18538067", sounds.element("1654ae6b", sounds.webm_track()), cluster)

    sound = audio.clean(sounds.WEBM_HEADER + body)

    assert sound == audio.clean(sounds.webm(packets))


def test_it_leaves_subtitles_and_chapters_out():
    packets = sounds.distinct_opus(60)
    chapters = sounds.trak(sounds.sample_entry(b"text", b""), [], kind=b"text", number=2)
    tracks = sounds.element(
        "1654ae6b", sounds.element("ec", b"x"), sounds.webm_track(), sounds.webm_track(kind=17, number=2)
    )

    assert audio.clean(sounds.mp4(packets, extra_traks=chapters)) == audio.clean(sounds.mp4(packets))
    assert audio.clean(sounds.webm(packets, tracks=tracks)) == audio.clean(sounds.webm(packets))


def test_it_leaves_fragments_of_other_tracks_out():
    packets = sounds.distinct_opus(50)
    recording = sounds.fragmented_mp4(packets)
    other = sounds.fragment(packets, 9, 0).replace(
        sounds.full(b"tfhd", sounds.words(1), flags=0x20000), sounds.full(b"tfhd", sounds.words(7), flags=0x20000)
    )

    assert audio.clean(recording + other) == audio.clean(recording)


def test_it_reads_boxes_that_say_their_size_in_the_other_ways():
    recording = sounds.mp4(tagged=True)
    padding = sounds.words(1) + b"free" + (16 + 9).to_bytes(8) + bytes(9)
    to_the_end = sounds.words(0) + b"free" + sounds.TAGS

    assert audio.clean(recording + padding + to_the_end) == audio.clean(recording)


def test_it_keeps_silences_the_microphone_left_out():
    quiet = sounds.webm_cluster(sounds.seconds_of_opus(1), 0) + sounds.webm_cluster(sounds.seconds_of_opus(1), 60_000)
    body = sounds.element("1654ae6b", sounds.webm_track()) + quiet

    sound = audio.clean(sounds.WEBM_HEADER + sounds.element("18538067", body, size=sounds.UNKNOWN))

    assert sound.duration == pytest.approx(61, abs=0.05)


def test_it_takes_an_ogg_page_that_ends_the_stream_empty():
    packets = sounds.ogg_opus()
    last = packets.rindex(b"OggS")
    page = sounds.ogg_page(sounds.seconds_of_opus(1), number=3, time=96_000, serial=77)
    end = sounds.ogg_page([], number=4, time=96_000, flags=4, serial=77)

    sound = audio.clean(packets[:last] + page + end)

    assert sound.duration == pytest.approx(2, abs=0.01)


def test_it_takes_packets_longer_than_a_page():
    long = b"\xf8" + bytes(range(256)) * 280
    first = sounds.ogg_page([long[:65_025]], number=2, time=-1, open_end=True)
    # 65.025 bytes are 255 whole lacing values; the rest follows on the next page.
    rest = sounds.ogg_page([long[65_025:]], number=3, time=960, flags=5)
    start = sounds.ogg_opus()[: sounds.ogg_opus().index(b"OggS", sounds.ogg_opus().index(b"OpusTags"))]

    sound = audio.clean(start + first + rest)

    assert sound.duration == pytest.approx(0.02 - 312 / 48000)
    assert long[:65_025] in sound.data


def test_it_refuses_more_than_was_asked_for():
    with pytest.raises(audio.UnsafeSound) as refusal:
        audio.clean(sounds.mp3(), longest=1.5)

    assert refusal.value.cause == audio.Cause.TOO_LONG


@every_container
def test_it_grows_no_file_and_little_memory(name):
    data = sounds.mp3(8000, tagged=True) if name == "mp3" else sounds.ALL[name](tagged=True)
    tracemalloc.start()

    sound = audio.clean(data)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sound.data) <= len(data)
    assert peak < 10 * len(data) + 200_000


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [
        (b"\x00", 10),
        (b"\x18", 60),
        (b"\x60", 10),
        (b"\x79\0\0", 40),
        (b"\x80", 2.5),
        (b"\xfa\1\0\0", 40),
        (b"\xfb\x06", 120),
    ],
)
def test_it_knows_how_long_every_mode_of_opus_lasts(packet, milliseconds):
    assert opus.samples_in(packet) == milliseconds * 48
