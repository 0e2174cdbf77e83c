"""Faces, name tags and number plates covered so that nobody can uncover them."""

import math
from collections.abc import Iterable

from PIL import Image, ImageFilter

from media.images import drawing
from media.images.reasons import BadRegion
from media.images.safe import SafeImage

MAX_REGIONS = 40
_TILES = 4
"""A covered region keeps 4 × 4 averages, whatever its size: too few for a face, a word or a number."""

Region = tuple[float, float, float, float]
"""Left, top, width, height as fractions of the picture."""


def blur(content: bytes, regions: Iterable[Region]) -> SafeImage:
    """This will return a picture of ours with regions covered; it refuses `BadRegion`: none, too many, or none inside."""
    boxes = list(regions)
    if not 0 < len(boxes) <= MAX_REGIONS:
        raise BadRegion
    image = drawing.decode(content)
    for box in [_box(image, region) for region in boxes]:
        image.paste(_covered(image.crop(box)), box)
    return drawing.encode(image)


def _box(image: Image.Image, region: Region) -> tuple[int, int, int, int]:
    if not all(math.isfinite(number) for number in region):
        raise BadRegion
    left, top, width, height = region
    # Rounded outwards: a pixel too many is covered, never one too few.
    edges = (
        max(0, math.floor(left * image.width)),
        max(0, math.floor(top * image.height)),
        min(image.width, math.ceil((left + width) * image.width)),
        min(image.height, math.ceil((top + height) * image.height)),
    )
    if width <= 0 or height <= 0 or edges[0] >= edges[2] or edges[1] >= edges[3]:
        raise BadRegion
    return edges


def _covered(part: Image.Image) -> Image.Image:
    """Averages of a few tiles, smoothed. What a tile held is gone before the smoothing, so no filter can be undone."""
    tiles = part.resize((min(_TILES, part.width), min(_TILES, part.height)), Image.Resampling.BOX)
    wide = tiles.resize(part.size, Image.Resampling.BICUBIC)
    return wide.filter(ImageFilter.GaussianBlur(max(part.size) / 16))
