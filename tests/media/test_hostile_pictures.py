"""Whatever is uploaded as a picture is refused with a sentence, or comes out as pixels and nothing else."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import UploadedFile

from media import images
from media.models import Picture
from tests import desk, personas
from tests.media import hostile


def test_it_is_tried_with_more_than_three_hundred_files():
    assert len(hostile.EVERY) > 300


@pytest.mark.parametrize("name", hostile.EVERY)
def test_it_refuses_or_cleans(name):
    content, outcome = hostile.EVERY[name]

    answer = answer_to(content)

    if isinstance(answer, images.SafeImage):
        assert outcome in {None, hostile.EITHER}
        assert is_clean(answer.content)
    else:
        assert outcome is not None, str(answer)
        assert isinstance(answer, outcome)
        assert str(answer).endswith(".")


def answer_to(content: bytes) -> images.SafeImage | images.BadPicture:
    try:
        return images.check_and_redraw(content)
    except images.BadPicture as refusal:
        return refusal


def is_clean(content: bytes) -> bool:
    """A JPEG that reads to its end, with no segment but those that draw."""
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        image.load()
        tells = {"exif", "icc_profile", "xmp", "comment", "photoshop", "adobe"} & set(image.info)
        return not tells and content.endswith(b"\xff\xd9") and hostile.MARK not in content and len(image.applist) == 1


@pytest.mark.django_db
def test_it_answers_every_one_at_the_door():
    client = desk.signed_in(personas.editor())
    wrong = []

    for name, (content, _outcome) in hostile.EVERY.items():
        upload = SimpleUploadedFile("anh.jpg", content, content_type="image/jpeg")
        response = client.post("/admin/images/multiple/add/", {"files[]": upload})
        answer = response.json() if response.status_code == 200 else {}
        stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        is_kept = answer.get("success") and len(stored) == 1 and is_clean(stored[0].read_bytes())
        is_refused = answer.get("success") is False and answer["error_message"] and not stored
        if not (is_kept or is_refused):
            wrong.append(name)
        for path in stored:
            path.unlink()

    assert wrong == []
    assert not Picture.objects.exists()
    assert UploadedFile.objects.exists()
