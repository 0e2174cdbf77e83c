"""The screen where an editor covers faces, with number fields alone."""

import pytest
from PIL import Image

from media.models import Picture
from tests import desk, personas
from tests.media.photos import photo

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def client():
    return desk.signed_in(personas.editor())


def regions(*boxes: tuple[str, str, str, str], total: int = 3) -> dict[str, str]:
    filled = {"form-TOTAL_FORMS": str(total), "form-INITIAL_FORMS": "0"}
    for number, box in enumerate(boxes):
        for name, value in zip(("left", "top", "width", "height"), box, strict=True):
            filled[f"form-{number}-{name}"] = value
    return filled


def address(picture: Picture) -> str:
    return f"/admin/images/{picture.pk}/che/"


def test_it_stands_beside_the_picture(client, picture):
    assert f'href="{address(picture)}"' in client.get(f"/admin/images/{picture.pk}/").content.decode()


def test_it_offers_fields_without_a_script(client, picture):
    html = client.get(address(picture)).content.decode()

    assert html.count('<fieldset class="blurring__region"') == 4  # three to fill in, one to copy
    assert "kéo ngón tay hoặc chuột" in html


def test_it_covers_what_was_filled_in(client, keep):
    picture = keep(photo(400, 300))
    response = client.post(address(picture), regions(("0", "0", "100", "50"), ("10", "80.5", "5", "5")))

    assert response.status_code == 302
    with Picture.objects.get().file.open() as file, Image.open(file) as image:
        shades = [image.getpixel((200, y))[0] for y in (5, 145, 200, 295)]
    # A gradient from black to white: the covered half is flat tiles now, the rest as it was.
    assert shades[0] > 10
    assert abs(shades[2] - 170) < 12
    assert abs(shades[3] - 251) < 12


def test_it_refuses_nothing_drawn(client, picture):
    response = client.post(address(picture), regions(), follow=True)

    assert response.status_code == 400
    assert "Hãy vẽ ít nhất một khung" in response.content.decode()
    assert Picture.objects.get().file.name == picture.file.name


@pytest.mark.parametrize(
    "box", [("x", "0", "10", "10"), ("0", "0", "0", "10"), ("-1", "0", "5", "5"), ("0", "0", "101", "5")]
)
def test_it_refuses_numbers_that_are_no_rectangle(client, picture, box):
    response = client.post(address(picture), regions(box))

    assert response.status_code == 400
    assert 'class="error-message"' in response.content.decode()
    assert Picture.objects.get().file.name == picture.file.name


def test_it_refuses_more_than_it_covers(client, picture):
    boxes = [("0", "0", "5", "5")] * 41

    assert client.post(address(picture), regions(*boxes, total=41)).status_code == 400


def test_it_is_closed_to_those_who_may_only_choose(picture):
    client = desk.signed_in(personas.approver())

    for answer in (client.get(address(picture)), client.post(address(picture), regions(("0", "0", "9", "9")))):
        assert answer.status_code == 302  # Wagtail sends them home with a sentence
    assert Picture.objects.get().file.name == picture.file.name


def test_it_knows_no_other_picture(client, db):
    assert client.get("/admin/images/999/che/").status_code == 404


def test_it_reminds_of_the_answer_about_children(client, keep):
    picture = keep(shows_identifiable_child=True)

    response = client.post(address(picture), regions(("0", "0", "9", "9")), follow=True)

    assert "hãy đổi câu trả lời bên dưới thành “Không”" in response.content.decode()
