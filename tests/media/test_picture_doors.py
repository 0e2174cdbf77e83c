"""Every door of the staff desk takes a picture drawn anew, described, and with the question about children answered."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.images.forms import get_image_form
from wagtail.models import UploadedFile

from media.models import Picture
from portal.foundation.queries import site_revision
from tests import desk, personas
from tests.media.photos import GPS_MARK, gps_photo, photo

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ADD = "/admin/images/add/"
CHOOSE = "/admin/images/chooser/create/"
SEVERAL = "/admin/images/multiple/add/"


@pytest.fixture
def client():
    return desk.signed_in(personas.editor())


def upload(content: bytes, name: str = "be-Lan-lop-3A.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def filled(prefix: str = "", **changed):
    fields = {
        "title": "Lớp học bơi",
        "description": "Bể bơi của trường, nhìn từ sau lưng.",
        "shows_identifiable_child": "False",
        "file": upload(gps_photo()),
        **changed,
    }
    return {f"{prefix}{name}": value for name, value in fields.items() if value is not None}


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_it_keeps_a_picture_from_the_form(client):
    response = client.post(ADD, filled())

    assert response.status_code == 302
    picture = Picture.objects.get()
    assert picture.uploaded_by_user.full_name == "Y Blên"
    assert "Lan" not in picture.file.name
    assert [path for path in stored() if GPS_MARK in path.read_bytes()] == []


def test_it_asks_whether_a_child_can_be_recognized(client):
    response = client.post(ADD, filled(shows_identifiable_child=None))

    assert response.status_code == 200
    assert "shows_identifiable_child" in response.context["form"].errors
    assert stored() == []


def test_it_offers_neither_answer_beforehand(client):
    html = client.get(ADD).content.decode()

    assert html.count('name="shows_identifiable_child"') == 2
    assert "checked" not in html.split('name="shows_identifiable_child"', 1)[1].split("</fieldset>")[0][:600]


def test_it_asks_for_a_description_or_decoration(client):
    response = client.post(ADD, filled(description=" "))

    assert response.context["form"].errors["description"] == ["Viết mô tả ảnh, hoặc đánh dấu ảnh chỉ để trang trí."]
    assert stored() == []


def test_it_takes_decoration_without_words(client):
    client.post(ADD, filled(description="", is_decorative="on"))

    assert Picture.objects.get().default_alt_text == ""


def test_it_says_why_a_file_is_refused(client):
    response = client.post(
        ADD, filled(file=upload(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.jpg"))
    )

    assert "Hãy xuất hình ra PNG" in response.content.decode()
    assert stored() == []


def test_it_keeps_a_picture_from_the_chooser(client):
    response = client.post(CHOOSE, filled("image-chooser-upload-"))

    assert response.json()["step"] == "chosen"
    assert [path for path in stored() if GPS_MARK in path.read_bytes()] == []


def test_it_keeps_no_original_while_a_form_of_several_waits(client):
    response = client.post(SEVERAL, {"files[]": upload(gps_photo()), "title": "be-Lan-lop-3A"})

    assert response.json()["success"]
    assert "be-Lan" not in response.json()["form"]
    waiting = UploadedFile.objects.get()
    assert "Lan" not in waiting.file.name
    assert [path for path in stored() if GPS_MARK in path.read_bytes()] == []


def test_it_makes_a_picture_of_one_of_several(client):
    client.post(SEVERAL, {"files[]": upload(photo(200, 100))})
    waiting = UploadedFile.objects.get()
    prefix = f"uploaded-image-{waiting.pk}-"

    response = client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/", filled(prefix, file=None)
    )

    assert response.json()["success"]
    assert Picture.objects.get().width == 200
    assert not UploadedFile.objects.exists()
    assert [path.parent.name for path in stored()] == ["pictures"]


def test_it_refuses_one_of_several_with_a_sentence(client):
    response = client.post(SEVERAL, {"files[]": upload(b"GIF89a" + bytes(9))})

    assert response.json() == {"success": False, "error_message": response.json()["error_message"]}
    assert "hỏng" in response.json()["error_message"]
    assert stored() == []
    assert not UploadedFile.objects.exists()


def test_it_replaces_a_file_and_takes_the_old_one_away(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADD, filled())
    before = Picture.objects.get()
    old = set(stored())

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/admin/images/{before.pk}/", filled(file=upload(photo(90, 90))))

    assert response.status_code == 302
    after = Picture.objects.get()
    assert (after.width, after.sizes) == (90, [[90, 90]])
    assert after.key != before.key
    assert not old & set(stored())


def test_it_makes_pages_stale_that_quote_a_changed_description(client, picture, show):
    show(picture)
    before = site_revision()

    client.post(f"/admin/images/{picture.pk}/", filled(file=None, description="Đồi sim lúc chiều"))

    after = Picture.objects.get()
    assert site_revision() == before + 1
    assert (after.description, after.is_public, after.key) == ("Đồi sim lúc chiều", True, picture.key)


def test_it_needs_a_file(client):
    assert client.post(SEVERAL, {}).status_code == 400
    assert "file" in client.post(ADD, filled(file=None)).context["form"].errors


def test_it_is_saved_whole_or_not_at_all(db):
    form = get_image_form(Picture)(instance=Picture(), user=personas.editor())

    with pytest.raises(TypeError, match="saved whole"):
        form.save(commit=False)


def test_it_has_no_door_that_draws_for_strangers(client, picture):
    for name in ("wagtailimages_serve", "wagtailapi_v3:create_image"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=("signature", picture.pk, "width-9") if "serve" in name else ())
    assert client.get(f"/admin/images/{picture.pk}/generate_url/").status_code == 404
    assert Client().get("/admin/api/main/images/").status_code in {302, 401, 403}
