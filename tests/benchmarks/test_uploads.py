"""What one upload costs: memory and processor time of drawing it anew and of its copies, beside those of a plain decoding."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.benchmark

CHILD = """
import json, os, resource, sys, time
os.environ["PORTAL_MODE"] = "test"
from io import BytesIO
from PIL import Image
from media import images
def peak():  # of this process alone; getrusage would tell the peak of the parent it was made from
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) // 1024
images.check_and_redraw(open(sys.argv[2], "rb").read())  # a small one: what is loaded once is loaded
content = open(sys.argv[1], "rb").read()
before, resting = resource.getrusage(resource.RUSAGE_SELF), peak()
safe = images.check_and_redraw(content)
drawn, highest = resource.getrusage(resource.RUSAGE_SELF), peak()
copies = images.web_copies(safe.content)
done = resource.getrusage(resource.RUSAGE_SELF)
start = time.process_time()
with Image.open(BytesIO(content)) as image:
    image.load()
    pixels = image.width * image.height
decoding = time.process_time() - start
print(json.dumps({
    "megapixels": round(pixels / 1e6, 1),
    "upload_kb": len(content) // 1024,
    "kept_kb": len(safe.content) // 1024,
    "peak_mb": highest - resting,
    "draw_seconds": round(drawn.ru_utime - before.ru_utime, 2),
    "copies_seconds": round(done.ru_utime - drawn.ru_utime, 2),
    "decoding_seconds": round(decoding, 2),
}))
"""

DRAW = """
import sys
from PIL import Image
import pillow_heif
from tests.media.photos import scene
pillow_heif.register_heif_opener()
kind, width, height, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
image = scene(1200, 800).resize((width, height), Image.Resampling.BICUBIC)
if kind == "PNG":
    image.putalpha(200)
image.save(path, kind, **({"quality": 88} if kind != "PNG" else {"compress_level": 1}))
"""


@pytest.mark.parametrize(
    ("kind", "width", "height"),
    [("JPEG", 4000, 3000), ("HEIF", 4000, 3000), ("JPEG", 8160, 6120), ("PNG", 6000, 4000)],
)
def test_upload(kind, width, height, tmp_path, record_property):
    """Memory is bounded by the picture's own pixels, however the file was written."""
    path, small = tmp_path / "large", tmp_path / "small"
    for size, file in (((width, height), path), ((60, 40), small)):
        subprocess.run([sys.executable, "-c", DRAW, kind, *map(str, size), file], check=True)

    ran = subprocess.run([sys.executable, "-c", CHILD, path, small], check=True, capture_output=True, text=True)

    found = json.loads(ran.stdout)
    bytes_a_pixel = found["peak_mb"] * 1024**2 / (width * height)
    print(f"\n{kind} {found} bytes_a_pixel={bytes_a_pixel:.1f}")
    record_property("upload", found)
    assert bytes_a_pixel < 16
    assert found["kept_kb"] < 4096
