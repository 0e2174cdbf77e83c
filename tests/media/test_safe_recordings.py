"""A recording that is kept elsewhere passes the same door as every other: the sound and nothing else."""

import pytest

from media import actions, rules
from tests.media import sounds

KINDS = [
    (sounds.mp3, "audio/mpeg"),
    (sounds.ogg_opus, "audio/ogg"),
    (sounds.webm, "audio/webm"),
    (sounds.mp4, "audio/mp4"),
]


@pytest.mark.parametrize(("make", "media_type"), KINDS)
def test_it_gives_back_the_sound_alone(make, media_type):
    recording = actions.safe_recording(make(tagged=True), longest_seconds=180)

    assert recording.media_type == media_type
    assert 0 < recording.seconds <= 180
    assert not [mark for mark in sounds.MARKS if mark in recording.bytes]


@pytest.mark.parametrize("data", [b"", b"MZ not a sound", b"\x89PNG\r\n\x1a\n", "em nói".encode() * 1000])
def test_it_refuses_what_is_no_sound(data):
    with pytest.raises(rules.BadSound):
        actions.safe_recording(data, longest_seconds=180)


def test_it_refuses_what_is_too_long_and_says_how_long_it_may_be():
    with pytest.raises(rules.BadSound) as refusal:
        actions.safe_recording(sounds.mp3(count=7_000), longest_seconds=180)

    assert (refusal.value.code, "3 phút" in str(refusal.value)) == ("sound_too_long", True)
