"""From a file nobody trusts to a picture drawn anew."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

import pillow_heif
from PIL import Image, ImageCms

from media.images import kinds
from media.images.limits import (
    ACCEPTED,
    CAMERA_FORMATS,
    MAX_BYTES,
    MAX_PIXELS,
    MAX_PIXELS_OF_OTHERS,
    MAX_PROFILE_BYTES,
)
from media.images.reasons import Animated, BadPicture, Damaged, EmptyFile, NotAPicture, TooManyBytes, TooManyPixels
from media.images.safe import SafeImage

LONGEST_EDGE = 2560
"""Enough to cut a part out of and print a page; no screen of a reader shows more."""

QUALITY = 92

pillow_heif.register_heif_opener(thumbnails=False)

_one_at_a_time = threading.Lock()
"""A large picture takes up to 0.4 GB for a moment; several at once in one process would not fit a small server."""

_ORIENTATION_TAG = 0x0112
_TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def check_and_redraw(upload: bytes | IO[bytes]) -> SafeImage:
    """This will return what an uploaded file shows, drawn anew as a JPEG of at most 2,560 pixels a side.

    Turned the right way up, in sRGB, transparent parts white; nothing else of the file survives. It refuses with a subclass
    of `BadPicture`, and of a picture with several frames it takes only the container's own first (HEIC bursts, MPO).
    """
    content = _read(upload)
    kinds.check_kind(content)
    with _quietly(), Image.open(BytesIO(content), formats=ACCEPTED) as image:
        if image.width * image.height > (MAX_PIXELS if image.format in CAMERA_FORMATS else MAX_PIXELS_OF_OTHERS):
            raise TooManyPixels
        # Several pictures in a file of a camera are a burst or a depth map beside the photo; elsewhere they move.
        if image.format not in CAMERA_FORMATS and getattr(image, "is_animated", False):
            raise Animated
        return encode(_drawn(image))


def decode(content: bytes) -> Image.Image:
    """This will return the pixels of a picture this package made."""
    with Image.open(BytesIO(content), formats=("JPEG",)) as image:
        image.load()
        return _bare(image)


def encode(image: Image.Image) -> SafeImage:
    """This will write bare RGB pixels as the JPEG that is kept."""
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return SafeImage(out.getvalue(), image.width, image.height)


def _read(upload: bytes | IO[bytes]) -> bytes:
    if isinstance(upload, bytes):
        content = upload
    else:
        # What is too big is told by its size, before a byte is read; where the size is unknown, one byte more tells.
        if (getattr(upload, "size", None) or 0) > MAX_BYTES:
            raise TooManyBytes
        upload.seek(0)
        content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise TooManyBytes
    if not content:
        raise EmptyFile
    return content


@contextmanager
def _quietly() -> Iterator[None]:
    """Whatever a decoder says of a broken file, in however many ways, is one answer: it is damaged."""
    with _one_at_a_time, warnings.catch_warnings():
        # Pillow warns of broken metadata, which we drop anyway, and of many pixels, which we count ourselves.
        warnings.simplefilter("ignore")
        try:
            yield
        except BadPicture:
            raise
        except Image.UnidentifiedImageError as error:
            # The first bytes promised a picture; what followed was none.
            raise Damaged from error
        except Image.DecompressionBombError as error:
            raise TooManyPixels from error
        except Exception as error:
            raise Damaged from error


def _drawn(image: Image.Image) -> Image.Image:
    turns = _TURNS.get(image.getexif().get(_ORIENTATION_TAG, 1), ())
    profile = image.info.get("icc_profile") or b""
    if image.format in {"JPEG", "MPO"}:
        # A JPEG can be decoded at half its size, with a quarter of the memory, as long as more than enough is left.
        image.draft(None, _fitting(image.size, LONGEST_EDGE * 6 // 5))
    if image.mode in {"1", "P", "PA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    image.load()
    size = _fitting(image.size, LONGEST_EDGE)
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    for turn in turns:
        image = image.transpose(turn)
    return _bare(_on_white(_in_srgb(image, profile)))


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = max(1, max(size) / longest)
    return max(1, round(size[0] / scale)), max(1, round(size[1] / scale))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey, as scanners write them. Nothing we accept holds anything wider."""
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the profile meant them; a profile that cannot be read is left out, as browsers do."""
    if not profile or len(profile) > MAX_PROFILE_BYTES or image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = image.mode if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _bare(image: Image.Image) -> Image.Image:
    """Only pixels: Pillow's writers take comments, profiles and Exif from what an image remembers of its file."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


__all__ = ["LONGEST_EDGE", "NotAPicture", "check_and_redraw", "decode", "encode"]
