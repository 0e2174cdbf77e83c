"""The API tells of a recording everyone may hear, and of no other."""

import pytest
from django.core.files.base import ContentFile
from rest_framework import serializers

from media import actions
from media.fields import AudioClipField
from media.models import AudioClip
from tests.media import sounds

pytestmark = pytest.mark.django_db


class Thing(serializers.Serializer):
    audio = AudioClipField(source="clip")


@pytest.fixture
def clip(at) -> AudioClip:
    return actions.keep_clip(
        ContentFile(sounds.mp3()), title="Lời chào", transcript="Xin chào.", language="vi", by=None, at=at
    )


def test_it_tells_of_a_public_recording(clip, settings):
    clip.is_public = True

    told = Thing({"clip": clip}).data["audio"]

    assert told == {
        "url": f"{settings.SITE_URL}/tep/audioclip/{clip.key}/clip.mp3",
        "type": "audio/mpeg",
        "duration": pytest.approx(2, abs=0.05),
        "language": "vi",
        "transcript": "Xin chào.",
    }


def test_it_tells_nothing_of_a_private_recording(clip):
    assert Thing({"clip": clip}).data == {"audio": None}


def test_it_tells_nothing_where_there_is_none():
    assert Thing({"clip": None}).data == {"audio": None}


def test_it_takes_nothing_in(clip):
    typed = Thing(data={"audio": {"url": "https://khac.example/"}})

    assert typed.is_valid()
    assert typed.validated_data == {}
