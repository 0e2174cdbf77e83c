"""Pictures and sounds as the API shows them: addresses of what is public, null for everything else."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from media import images
from media.models import AudioClip, Picture


class AudioClipField(serializers.Serializer[AudioClip]):
    """A recording everyone may hear, or null: address, media type, seconds, language code, and the words that are read."""

    url = serializers.SerializerMethodField()
    type = serializers.CharField(source="media_type", read_only=True)
    duration = serializers.FloatField(read_only=True)
    language = serializers.CharField(read_only=True)
    transcript = serializers.CharField(read_only=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"read_only": True, "allow_null": True, **kwargs})

    def get_attribute(self, instance: Any) -> AudioClip | None:
        clip = super().get_attribute(instance)
        return clip if clip and clip.is_public else None

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, clip: AudioClip) -> str:
        return urljoin(settings.SITE_URL, clip.url)


class PictureCopySerializer(serializers.Serializer[dict[str, Any]]):
    """One size of a picture, in three formats."""

    width = serializers.IntegerField(read_only=True)
    height = serializers.IntegerField(read_only=True)
    avif = serializers.URLField(read_only=True)
    webp = serializers.URLField(read_only=True)
    jpg = serializers.URLField(read_only=True)


class PictureField(serializers.Serializer[Picture]):
    """A picture everyone may see, or null: what it shows in words (empty when it only decorates), and its sizes, narrowest
    first.
    """

    alt = serializers.CharField(source="default_alt_text", read_only=True)
    is_decorative = serializers.BooleanField(read_only=True)
    copies = serializers.SerializerMethodField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"read_only": True, "allow_null": True, **kwargs})

    def get_attribute(self, instance: Any) -> Picture | None:
        picture = super().get_attribute(instance)
        return picture if picture and picture.is_public else None

    @extend_schema_field(PictureCopySerializer(many=True))
    def get_copies(self, picture: Picture) -> list[dict[str, Any]]:
        return [
            {
                "width": width,
                "height": height,
                **{
                    ending: urljoin(settings.SITE_URL, picture.copy_url(f"{width}.{ending}"))
                    for ending in images.FORMATS
                },
            }
            for width, height in picture.sizes
        ]
