"""Whatever is uploaded as a recording is refused with its cause or comes out clean, and soon."""

import pytest

from media import audio
from tests.media import hostile_sounds, sounds

CASES = list(hostile_sounds.cases())
FLIPPED = list(hostile_sounds.flipped())


@pytest.mark.parametrize(("data", "cause"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_it_says_why_it_takes_no_such_file(data, cause):
    with pytest.raises(audio.UnsafeSound) as refusal:
        audio.clean(data)

    assert refusal.value.cause == cause, refusal.value


@pytest.mark.parametrize("data", [pytest.param(case[1], id=case[0]) for case in FLIPPED])
def test_it_refuses_a_broken_file_or_makes_it_clean(data):
    try:
        sound = audio.clean(data)
    except audio.UnsafeSound:
        return

    assert not [mark for mark in sounds.MARKS if mark in sound.data]


def test_it_was_shown_enough():
    assert len(CASES) >= 150
    assert len({name for name, *_rest in CASES + FLIPPED}) == len(CASES + FLIPPED)
