"""AAC's configuration as MP4 carries it (ISO 14496-1 descriptors, ISO 14496-3 AudioSpecificConfig)."""

from dataclasses import dataclass

from media.audio.sounds import Cause, UnsafeSound, damaged

SAMPLES = 1024
"""In every packet, at the core's rate; spectral band replication doubles what is heard, not how long."""

_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_PLAYED = (2, 5, 29)
"""Low complexity, HE and HE version 2: what phones write and browsers play."""
_MPEG4, _MPEG2_LC = 0x40, 0x67
_STREAM, _DECODER, _SPECIFIC, _SYNC = 3, 4, 5, 6


@dataclass(frozen=True)
class Config:
    kind: int
    rate: int
    channels: int
    specific: bytes


def read(box: bytes) -> Config:
    """This will return the configuration in an `esds` box; refuses other codecs and more than a pair of channels."""
    stream = _descriptor(box[4:], _STREAM)
    if len(stream) < 3 or stream[2] & 0xE0:
        raise damaged("a stream that leans on another")
    decoder = _descriptor(stream[3:], _DECODER)
    if decoder[:1] not in (bytes([_MPEG4]), bytes([_MPEG2_LC])):
        raise UnsafeSound(Cause.WRONG_CODEC, "not AAC")
    specific = _descriptor(decoder[13:], _SPECIFIC)
    if not 2 <= len(specific) <= 16:
        raise damaged("a configuration of impossible length")
    bits = int.from_bytes(specific[:2])
    kind, rate, channels = bits >> 11, bits >> 7 & 15, bits >> 3 & 15
    # Channel layouts spelled out (0) may hold a comment.
    if kind not in _PLAYED or rate >= len(_RATES) or channels not in (1, 2):
        raise UnsafeSound(Cause.WRONG_CODEC, "a profile or layout browsers do not play")
    return Config(decoder[0], _RATES[rate], channels, specific)


def descriptor(config: Config) -> bytes:
    """This will return the contents of a new `esds` box."""
    decoder = bytes([config.kind, 0x15]) + bytes(11) + _new(_SPECIFIC, config.specific)
    return bytes(4) + _new(_STREAM, b"\0\1\0" + _new(_DECODER, decoder) + _new(_SYNC, b"\2"))


def _descriptor(data: bytes, wanted: int) -> bytes:
    size = 0
    if data[:1] == bytes([wanted]):
        for place, byte in enumerate(data[1:5], start=2):
            size = size << 7 | byte & 0x7F
            if not byte & 0x80:
                if place + size <= len(data):
                    return data[place : place + size]
                break
    raise damaged("a descriptor is missing or cut off")


def _new(tag: int, body: bytes) -> bytes:
    return bytes([tag, len(body)]) + body
