"""Pictures made safe: bytes in, safe bytes out."""

from media.images.blurring import Region, blur
from media.images.copies import FORMATS, WIDTHS, web_copies
from media.images.drawing import LONGEST_EDGE, check_and_redraw
from media.images.limits import ACCEPTED, MAX_BYTES, MAX_PIXELS
from media.images.reasons import (
    Animated,
    BadPicture,
    BadRegion,
    Damaged,
    EmptyFile,
    NotAPicture,
    TooManyBytes,
    TooManyPixels,
    VectorDrawing,
)
from media.images.safe import SafeFile, SafeImage

__all__ = [
    "ACCEPTED",
    "FORMATS",
    "LONGEST_EDGE",
    "MAX_BYTES",
    "MAX_PIXELS",
    "WIDTHS",
    "Animated",
    "BadPicture",
    "BadRegion",
    "Damaged",
    "EmptyFile",
    "NotAPicture",
    "Region",
    "SafeFile",
    "SafeImage",
    "TooManyBytes",
    "TooManyPixels",
    "VectorDrawing",
    "blur",
    "check_and_redraw",
    "web_copies",
]
