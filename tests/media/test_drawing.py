"""What comes out is what the file showed: the right way up, in the right colours, no larger than needed."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from media import images
from tests.media import hostile
from tests.media.photos import GPS_MARK, gps_photo, photo, scene, written


def pixels(safe: images.SafeImage) -> Image.Image:
    return Image.open(BytesIO(safe.content), formats=["JPEG"])


def redrawn(content: bytes) -> Image.Image:
    return pixels(images.check_and_redraw(content))


def close(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 6) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_it_takes_every_kind_it_names(kind):
    assert redrawn(hostile.carrier(kind)).size == (48, 32)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_it_loses_place_and_moment(kind):
    content = gps_photo(kind=kind)
    assert GPS_MARK in content

    safe = images.check_and_redraw(content)

    assert GPS_MARK not in safe.content
    assert not pixels(safe).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_turns_the_picture_the_right_way_up(kind, orientation):
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("black", (0, 0, 30, 20))  # dark above, to the left
    # The inverse of what a viewer does, so that every one of them shows the same.
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright.transpose(Image.Transpose(turns[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation

    found = redrawn(written(stored, kind, exif=exif))

    assert found.size == (60, 40)
    assert [found.getpixel(at)[0] < 128 for at in ((10, 10), (50, 10), (10, 30), (50, 30))] == [
        True,
        False,
        False,
        False,
    ]


def test_it_draws_no_larger_than_pages_need():
    assert redrawn(photo(4000, 1000)).size == (2560, 640)
    assert redrawn(photo(100, 3000)).size == (85, 2560)


def test_it_lays_transparent_parts_on_white():
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 10, 20))

    found = redrawn(written(image, "PNG"))

    assert close(found.getpixel((4, 10)), (0, 0, 255))
    assert close(found.getpixel((16, 10)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_it_takes_every_way_a_png_keeps_colors(mode):
    image = Image.new("I;16", (20, 20), 32_896) if mode == "I;16" else Image.new("L", (20, 20), 128).convert(mode)

    found = redrawn(written(image, "PNG"))

    assert found.mode == "RGB"
    if mode != "1":
        assert close(found.getpixel((10, 10)), (128, 128, 128))


def test_it_takes_a_palette_with_a_transparent_color():
    image = Image.new("P", (20, 20), 1)
    image.putpalette([0, 0, 0, 200, 30, 30])

    found = redrawn(written(image, "PNG", transparency=1))

    assert close(found.getpixel((10, 10)), (255, 255, 255))


def test_it_takes_sixteen_bits_a_color():
    rows = b"".join(b"\0" + struct.pack(">HHH", 0xFFFF, 0x8000, 0) * 4 for _row in range(4))
    content = hostile.png((b"IDAT", zlib.compress(rows)), depth=16)
    # The chunk above comes first; the shorter one behind it is then too much, which readers forgive.
    found = redrawn(content)

    assert close(found.getpixel((2, 2)), (255, 128, 0))


def test_it_takes_a_print_shop_photo():
    cyan = Image.new("CMYK", (20, 20), (255, 0, 0, 0))

    red, green, blue = redrawn(written(cyan)).getpixel((10, 10))

    assert red < 60 < green
    assert blue > 200


def test_it_means_the_colors_the_profile_meant():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    image = Image.new("RGB", (20, 20), (200, 100, 50))

    assert close(redrawn(written(image, icc_profile=profile)).getpixel((10, 10)), (200, 100, 50))
    assert close(redrawn(written(image, icc_profile=swapped)).getpixel((10, 10)), (50, 100, 200))


@pytest.mark.parametrize("profile", [b"no profile", bytes(128), b"x" * (images.limits.MAX_PROFILE_BYTES + 1)])
def test_it_leaves_out_a_profile_it_cannot_read(profile):
    image = Image.new("RGB", (20, 20), (200, 100, 50))

    assert close(redrawn(written(image, icc_profile=profile)).getpixel((10, 10)), (200, 100, 50))


def test_it_leaves_out_a_profile_of_another_way_to_name_colors():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = Image.new("RGB", (20, 20), (200, 100, 50))

    assert close(redrawn(written(image, icc_profile=profile)).getpixel((10, 10)), (200, 100, 50))


def test_it_takes_the_first_of_a_burst():
    red, blue = Image.new("RGB", (32, 32), "red"), Image.new("RGB", (32, 32), "blue")

    found = redrawn(written(red, "HEIF", save_all=True, append_images=[blue], primary_index=0))

    assert close(found.getpixel((16, 16)), (255, 0, 0), by=12)


def test_it_looks_at_bytes_and_not_at_names():
    upload = SimpleUploadedFile("thong-bao.pdf", photo(), content_type="application/pdf")

    assert images.check_and_redraw(upload).width == 60


def test_it_reads_no_more_than_it_takes(monkeypatch):
    class Endless:
        asked = 0

        def seek(self, at):
            pass

        def read(self, size):
            self.asked = size
            return b"\xff" * size

    upload = Endless()

    with pytest.raises(images.TooManyBytes):
        images.check_and_redraw(upload)

    assert upload.asked == images.MAX_BYTES + 1


def test_it_does_not_read_what_says_it_is_too_big():
    class Big:
        size = images.MAX_BYTES + 1

    with pytest.raises(images.TooManyBytes):
        images.check_and_redraw(Big())


def test_it_refuses_more_pixels_than_a_phone_takes():
    with pytest.raises(images.TooManyPixels):
        images.check_and_redraw(hostile.jpeg_sized(8160, 6130))


def test_it_refuses_more_pixels_than_memory_is_for_in_other_formats():
    with pytest.raises(images.Damaged):
        images.check_and_redraw(hostile.png(size=(5000, 5000)))
    with pytest.raises(images.TooManyPixels):
        images.check_and_redraw(hostile.png(size=(5000, 5001)))


@pytest.mark.parametrize("size", [(8160, 6120), (4000, 3000), (3000, 4000)])
def test_it_takes_what_phones_take(size):
    width, height = redrawn(written(Image.new("RGB", size, (200, 100, 50)), quality=60)).size

    assert max(width, height) == 2560
    assert abs(width / height - size[0] / size[1]) < 0.002


def test_it_draws_the_same_from_the_same():
    assert images.check_and_redraw(photo()).content == images.check_and_redraw(photo()).content


def test_it_makes_copies_no_wider_than_the_picture():
    widths = {
        width: [size[0] for size in images.web_copies(photo(width, 20))] for width in (1, 90, 360, 500, 1080, 3000)
    }

    assert widths == {
        1: [1],
        90: [90],
        360: [360],
        500: [360, 500],
        1080: [360, 720, 1080],
        3000: [360, 720, 1080],
    }


def test_it_makes_copies_in_the_formats_they_are_named_after():
    for (width, height), formats in images.web_copies(photo(400, 300)).items():
        for ending, kind in {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}.items():
            with Image.open(BytesIO(formats[ending]), formats=[kind]) as copy:
                assert copy.size == (width, height)
                assert not {"exif", "icc_profile", "xmp"} & set(copy.info)


def test_it_keeps_a_photo_light():
    """A photo of 1,200 × 800 with grain, on a phone and on a phone with a dense screen."""
    copies = images.web_copies(images.check_and_redraw(written(scene(), quality=85)).content)

    assert len(copies[360, 240]["avif"]) < len(copies[360, 240]["webp"]) < len(copies[360, 240]["jpg"])
    assert len(copies[720, 480]["avif"]) <= 60_000


@pytest.fixture
def sign() -> bytes:
    """Black bars on white, as fine as letters of a name tag."""
    image = Image.new("RGB", (400, 300), "white")
    for left in range(100, 300, 8):
        image.paste("black", (left, 100, left + 4, 200))
    return written(image, quality=95)


def test_it_covers_so_that_nothing_can_be_read(sign):
    covered = pixels(images.blur(sign, [(0.25, 1 / 3, 0.5, 1 / 3)]))

    inside = covered.crop((110, 110, 290, 190)).convert("L")
    low, high = inside.getextrema()
    assert high - low < 40  # of 255 before
    assert covered.getpixel((20, 20)) == (255, 255, 255)


def test_it_covers_two_different_faces_alike_when_their_averages_are(sign):
    """What is left of a region is its few averages, and only they could be told from it."""
    shifted = written(
        Image.open(BytesIO(sign)).transform((400, 300), Image.Transform.AFFINE, (1, 0, 4, 0, 1, 0)), quality=95
    )

    one = pixels(images.blur(sign, [(0.3, 0.4, 0.4, 0.2)])).crop((125, 125, 275, 175))
    other = pixels(images.blur(shifted, [(0.3, 0.4, 0.4, 0.2)])).crop((125, 125, 275, 175))

    differences = [abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True)]
    assert max(differences) < 40


def test_it_covers_the_very_edge(sign):
    covered = pixels(images.blur(sign, [(0.999, 0.999, 0.5, 0.5)]))

    assert covered.size == (400, 300)


@pytest.mark.parametrize(
    "regions",
    [
        [],
        [(0.1, 0.1, 0, 0.1)],
        [(0.1, 0.1, 0.1, -1)],
        [(1.0, 0.1, 0.1, 0.1)],
        [(float("nan"), 0.1, 0.1, 0.1)],
        [(0.1, float("inf"), 0.1, 0.1)],
        [(0.1, 0.1, 0.1, 0.1)] * 41,
    ],
)
def test_it_refuses_what_is_no_region(sign, regions):
    with pytest.raises(images.BadRegion):
        images.blur(sign, regions)
