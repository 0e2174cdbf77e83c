"""What this package gives out, and the mark by which the rest of media knows it."""

from dataclasses import dataclass

from django.core.files.base import ContentFile


@dataclass(frozen=True)
class SafeImage:
    """A picture drawn anew from pixels: its bytes hold nothing but them."""

    content: bytes
    width: int
    height: int

    def as_file(self) -> "SafeFile":
        """This will return the picture as a file to keep."""
        return SafeFile(self)


class SafeFile(ContentFile):
    """A file whose bytes this package wrote. The model takes no other: see `SafeImageField`."""

    def __init__(self, image: SafeImage) -> None:
        super().__init__(image.content, name="picture.jpg")
        self.width, self.height = image.width, image.height
