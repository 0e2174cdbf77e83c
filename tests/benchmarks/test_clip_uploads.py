"""What a recording of thirteen megabytes costs to make safe: seconds of one core, and memory beside the file itself."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from media import audio
from tests.media import sounds

pytestmark = pytest.mark.benchmark

MEGABYTE = 1024 * 1024


def opus_of(size: int) -> list[bytes]:
    """Packets of 64 kbit/s."""
    return [b"\xf8" + bytes(159)] * (size // 160)


def joined_ogg(size: int) -> bytes:
    """The pages of one second again and again, for drawing a checksum bit by bit takes long."""
    start = sounds.ogg_opus(seconds_of(1))
    body = start.index(b"OggS", start.index(b"OpusTags"))
    pages = [start[:body]]
    for number in range(size // 8000):
        page = start[body:]
        written = page[:5] + b"\0" + (48_000 * (number + 1)).to_bytes(8, "little") + page[14:18]
        written += (number + 2).to_bytes(4, "little") + bytes(4) + page[26:]
        pages.append(written[:22] + audio.ogg._checksum(written) + written[26:])
    return b"".join(pages)


def seconds_of(seconds: int) -> list[bytes]:
    return opus_of(8000 * seconds)


MAKERS: dict[str, Callable[[int], bytes]] = {
    "mp3": lambda size: sounds.mp3(size // 417),
    "ogg": joined_ogg,
    "webm": lambda size: sounds.webm(opus_of(size)),
    "mp4": lambda size: sounds.mp4(opus_of(size)),
    "mp4 in fragments": lambda size: sounds.fragmented_mp4(opus_of(size)),
}


def seconds(data: bytes) -> float:
    """The least of three: what else a process has to do only ever adds."""
    taken = []
    for _time in range(3):
        begun = time.process_time()
        audio.clean(data, longest=1e9)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("name", MAKERS)
def test_it_takes_time_and_memory_in_step_with_the_file(name):
    small, large = MAKERS[name](2 * MEGABYTE), MAKERS[name](13 * MEGABYTE)

    ratio = seconds(large) / seconds(small)
    tracemalloc.start()
    audio.clean(large, longest=1e9)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    print(
        f"{name}: {len(large) / MEGABYTE:.1f} MB in {seconds(large):.2f} s, memory {peak / len(large):.1f} × the file"
    )
    assert ratio < 3 * len(large) / len(small)
    assert peak < 6 * len(large)
