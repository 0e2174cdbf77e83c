"""The list of pictures tells which of them everyone sees."""

import pytest

from media.models import Picture
from tests import desk, personas

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def client():
    return desk.signed_in(personas.administrator())


@pytest.fixture
def pictures(keep, show):
    shown, private, waiting = keep(title="Đang hiện"), keep(title="Còn riêng"), keep(title="Còn chờ")
    keep(title="Hai em bé", shows_identifiable_child=True)
    Picture.objects.filter(pk=waiting.pk).update(key="", sizes=[])
    show(shown)
    return shown, private, waiting


def listed(client, query: str = "") -> list[str]:
    return sorted(picture.title for picture in client.get(f"/admin/images/{query}").context["object_list"])


def test_it_says_the_state_in_both_layouts(client, pictures):
    for layout in ("grid", "list"):
        html = client.get(f"/admin/images/?layout={layout}").content.decode()
        assert all(state in html for state in ("đang hiện", "riêng", "chờ làm bản nhẹ"))


def test_it_shows_no_names_of_files(client, pictures):
    html = client.get("/admin/images/?layout=list").content.decode()

    assert pictures[0].filename not in html


def test_it_narrows_to_a_state(client, pictures):
    assert listed(client, "?state=public") == ["Đang hiện"]
    assert listed(client, "?state=private") == ["Còn riêng", "Hai em bé"]
    assert listed(client, "?state=waiting") == ["Còn chờ"]


def test_it_narrows_to_pictures_of_children(client, pictures):
    assert listed(client, "?shows_identifiable_child=True") == ["Hai em bé"]
    assert len(listed(client, "?shows_identifiable_child=False")) == 3


def test_it_narrows_as_one_types(client, pictures):
    assert client.get("/admin/images/results/?state=public").status_code == 200


def test_it_costs_the_same_however_many_there_are(client, pictures, keep, django_assert_max_num_queries):
    listed(client)
    with django_assert_max_num_queries(30) as few:
        listed(client)
    for _another in range(3):
        keep().get_rendition("max-165x165").file.close()

    with django_assert_max_num_queries(len(few)):
        listed(client)
