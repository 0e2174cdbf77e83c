"""The copies pages show: a few widths, each in three formats."""

from io import BytesIO

from PIL import Image

from media.images import drawing

WIDTHS = (360, 720, 1080)
"""A phone, a phone with a dense screen, and the widest column of a page."""

FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""By the ending of a copy, smallest first: a browser takes the first it knows."""

_WRITERS = {
    "avif": {"format": "AVIF", "quality": 50, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 72, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "progressive": True, "optimize": True},
}


def web_copies(content: bytes) -> dict[tuple[int, int], dict[str, bytes]]:
    """This will return the copies of a picture of ours by (width, height), narrowest first, then by ending.

    No copy is wider than the picture; a picture narrower than a step stands at its own width instead.
    """
    image = drawing.decode(content)
    widths = [*[width for width in WIDTHS if width < image.width], min(image.width, WIDTHS[-1])]
    copies = {}
    for width in sorted(set(widths)):
        height = max(1, round(image.height * width / image.width))
        copy = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        copies[width, height] = {ending: _written(copy, options) for ending, options in _WRITERS.items()}
    return copies


def _written(image: Image.Image, options: dict) -> bytes:
    out = BytesIO()
    image.save(out, **options)
    return out.getvalue()
