"""Small pictures for tests, drawn here."""

import random
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

GPS_MARK = b"2026:11:22 08:15:59"
"""Stands in the Exif of `gps_photo` beside the place."""


def drawing(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A gradient, so that turning and covering can be seen."""
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def scene(width: int = 1200, height: int = 800) -> Image.Image:
    """Shapes with soft edges and the grain of a sensor: it weighs what a phone's photo of this size weighs."""
    chance = random.Random(1)
    base = drawing(width, height)
    pen = ImageDraw.Draw(base)
    for _shape in range(90):
        left, top, reach = chance.randrange(width), chance.randrange(height), chance.randrange(8, width // 8)
        pen.ellipse((left, top, left + reach, top + reach // 2), fill=tuple(chance.randbytes(3)))
    base = base.filter(ImageFilter.GaussianBlur(2))
    grain = Image.frombytes("L", (width // 2, height // 2), chance.randbytes(width // 2 * (height // 2)))
    grain = grain.resize((width, height), Image.Resampling.BICUBIC).point(lambda value: 128 + (value - 128) // 8)
    return ImageChops.add(base, grain.convert("RGB"), scale=1, offset=-128)


def written(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture as one kind of file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 60, height: int = 40, **options: Any) -> bytes:
    """A JPEG with a gradient."""
    return written(drawing(width, height), **options)


def gps_photo(width: int = 60, height: int = 40, kind: str = "JPEG") -> bytes:
    """A photo that tells when and where it was taken."""
    exif = Image.Exif()
    exif[0x0132] = GPS_MARK.decode()
    exif[0x010F] = "Sngan Phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (14.0, 21.0, 3.5), 3: "E", 4: (108.0, 0.0, 7.25)})
    return written(drawing(width, height), kind, exif=exif)
