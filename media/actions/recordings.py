"""A recording that is kept elsewhere: made safe here, stored by whoever asked."""

from dataclasses import dataclass

from django.core.files.base import ContentFile

from media import audio, rules

MEDIA_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "audio/mp4", "ogg": "audio/ogg", "webm": "audio/webm"}


@dataclass(frozen=True)
class SafeRecording:
    """A sound without anything else, its type told from its bytes alone."""

    bytes: bytes
    media_type: str
    seconds: float


def safe_recording(data: bytes, *, longest_seconds: float) -> SafeRecording:
    """This will return a recording written anew with its sound alone; refuses (BadSound) what is no sound, or too long."""
    sound = rules.safe_sound(ContentFile(data), longest=min(longest_seconds, audio.LONGEST))
    return SafeRecording(sound.data, MEDIA_TYPES[sound.kind], sound.duration)
