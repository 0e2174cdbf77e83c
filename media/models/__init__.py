"""Pictures and sounds: private until a live page shows them."""

from media.models.clips import AudioClip
from media.models.pictures import Picture, PictureRendition, PictureState
from media.models.publishing import PublishableFile

__all__ = ["AudioClip", "Picture", "PictureRendition", "PictureState", "PublishableFile"]
