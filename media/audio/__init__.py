"""Recordings made safe: bytes in, safe bytes out.

Every container is read to its last byte and written anew from what was understood: the sound's packets, their times, and
nothing else. A tag nobody has heard of is therefore gone too.
"""

from media.audio import mp3, mp4, ogg, webm
from media.audio.sounds import LONGEST, MAX_BYTES, Cause, SafeSound, UnsafeSound

__all__ = ["LONGEST", "MAX_BYTES", "Cause", "SafeSound", "UnsafeSound", "clean"]


def clean(data: bytes, *, longest: float = LONGEST) -> SafeSound:
    """This will return a recording without anything but its sound, its type told from the bytes alone.

    Refuses (`UnsafeSound`, with a cause) what is not MP3, M4A/AAC, Ogg (Opus, Vorbis), WebM/Opus or MP4/Opus, what holds
    pictures, what is damaged, what is over `MAX_BYTES` or over `longest` seconds.
    """
    if not data:
        raise UnsafeSound(Cause.EMPTY)
    if len(data) > MAX_BYTES:
        raise UnsafeSound(Cause.TOO_BIG)
    for is_one, container in _CONTAINERS:
        if is_one(data[:12]):
            return container(data, longest)
    raise UnsafeSound(Cause.NOT_AUDIO)


_CONTAINERS = (
    (lambda head: head[:4] == b"OggS", ogg.clean),
    (lambda head: head[:4] == b"\x1a\x45\xdf\xa3", webm.clean),
    (lambda head: head[4:8] == b"ftyp", mp4.clean),
    (lambda head: head[:3] == b"ID3" or mp3.is_frame(head[:4]), mp3.clean),
)
