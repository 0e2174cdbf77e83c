"""What a picture may weigh and what it may be. Nothing else of Pillow is ever asked to read an upload."""

MAX_BYTES = 20 * 1024 * 1024
"""A photo of a present phone at its best setting has 5–15 MB."""

MAX_PIXELS = 50_000_000
"""8,160 × 6,120: the largest mode of common phones. Read from the header, before a pixel is decoded."""

MAX_PIXELS_OF_OTHERS = 25_000_000
"""Of formats no camera writes: their readers need up to 16 bytes a pixel at once, those of JPEG and HEIC 3 to 9."""

CAMERA_FORMATS = ("JPEG", "MPO", "HEIF")

MAX_PROFILE_BYTES = 1024 * 1024
"""A larger colour profile is ignored, not read: those of cameras and printers have 0.5–600 KB."""

ACCEPTED = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
"""Names of Pillow's readers. What a file is called, and what the browser says it is, do not matter."""
