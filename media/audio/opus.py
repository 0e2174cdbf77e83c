"""Opus packets, as three containers carry them (RFC 6716, RFC 7845)."""

from media.audio.sounds import Cause, UnsafeSound, damaged

RATE = 48_000
"""Samples per second in which Opus counts time, whatever the microphone's rate was."""
LONGEST_PACKET = RATE * 120 // 1000

_SILK = (480, 960, 1920, 2880)
_HYBRID = (480, 960)
_CELT = (120, 240, 480, 960)


def samples_in(packet: bytes) -> int:
    """This will return how many samples a packet plays for; refuses one that cannot be Opus."""
    if not packet:
        raise damaged("an empty packet")
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = _SILK[config % 4]
    elif config < 16:
        frame = _HYBRID[config % 2]
    else:
        frame = _CELT[config % 4]
    if code < 3:
        count = min(code, 1) + 1
    elif len(packet) < 2:
        raise damaged("a packet without its frame count")
    else:
        count = packet[1] & 63
    if not 0 < frame * count <= LONGEST_PACKET:
        raise damaged("a packet of impossible length")
    return frame * count


def safe_head(head: bytes) -> bytes:
    """This will return the header without the microphone's rate; refuses what is not one channel or a pair."""
    if not head.startswith(b"OpusHead"):
        raise damaged("no OpusHead")
    if len(head) != 19 or head[8] >> 4 or head[18] != 0 or head[9] not in (1, 2):
        raise UnsafeSound(Cause.WRONG_CODEC, "more than a pair of channels, or an unknown version")
    return head[:12] + bytes(4) + head[16:]


def skip_in(head: bytes) -> int:
    """This will return how many samples a player leaves out at the start."""
    return int.from_bytes(head[10:12], "little")


def head_in_mp4(box: bytes) -> bytes:
    """This will return the contents of a new `dOps` box; refuses what is not one channel or a pair."""
    if len(box) != 11 or box[0] or box[10] or box[1] not in (1, 2):
        raise UnsafeSound(Cause.WRONG_CODEC, "more than a pair of channels, or an unknown version")
    return box[:4] + RATE.to_bytes(4) + box[8:]
