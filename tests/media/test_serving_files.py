"""No file that was uploaded and not published can be fetched by anyone without a right."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex, UploadedFile

from media.models import AudioClip
from portal.pages.models import HomePage
from portal.people.models import Role
from tests import desk, personas
from tests.media.conftest import stored

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def clip(at) -> AudioClip:
    clip = AudioClip(
        title="Đọc bài", key="c" * 32, kind="mp3", duration=2.0, transcript="Em chào cô chú.", created_at=at
    )
    clip.file.name = storages["default"].save("clips/0123456789abcdef.mp3", ContentFile(b"0123456789"))
    clip.save()
    storages["default"].save(clip.copy_name("clip.mp3"), ContentFile(b"0123456789"))
    return clip


@pytest.fixture
def document():
    return get_document_model().objects.create(title="Biểu mẫu", file=ContentFile(b"x", name="bieu-mau.docx"))


@pytest.fixture
def everything(picture, clip, document) -> list[str]:
    """The name of every kind of private file."""
    picture.get_rendition("max-165x165").file.close()
    UploadedFile.objects.create(file=ContentFile(b"x", name="dang-cho.jpg"))
    private = settings.MEDIA_ROOT / "private"
    return [str(path.relative_to(private)) for path in stored("private")]


def status(client: Client, address: str) -> int:
    response = client.get(address)
    b"".join(response)
    return response.status_code


def test_it_knows_every_kind_of_private_file(everything):
    assert {name.split("/")[0] for name in everything} == {
        "pictures", "picture", "images", "clips", "audioclip", "documents", "wagtail_uploads",
    }  # fmt: skip


def test_it_sends_strangers_to_the_sign_in_page(everything):
    for name in everything:
        response = Client().get(f"/admin/tep/{name}")
        assert response.status_code == 302
        assert response.url.startswith("/tai-khoan/login/")


def test_it_has_no_private_file_at_a_public_address(everything):
    for name in everything:
        for address in (f"/tep/{name}", f"/tep/../private/{name}", f"/tep/%2e%2e/private/{name}", f"/tai-lieu/{name}"):
            assert status(Client(), address) == 404


def test_it_shows_files_to_no_staff_without_a_right(everything):
    client = desk.signed_in(personas.moderator())

    assert {status(client, f"/admin/tep/{name}") for name in everything} == {404}


def test_it_shows_files_to_staff_who_may_choose_them(everything):
    client = desk.signed_in(personas.editor())

    found = {name.split("/")[0]: status(client, f"/admin/tep/{name}") for name in everything}

    assert found.pop("wagtail_uploads") == 404  # nobody's until its form is filled in
    assert set(found.values()) == {200}


@pytest.mark.parametrize(
    "way", ["picture/{key}/../../{name}", "picture/{key}/%2e%2e/%2e%2e/{name}", "pictures//../{name}"]
)
def test_it_opens_no_file_by_way_of_another(picture, document, way):
    document.delete()  # a file no row names, such as one just replaced: it is nobody's
    name = storages["default"].save("documents/kin.txt", ContentFile(b"x"))
    client = desk.signed_in(personas.editor())

    assert status(client, f"/admin/tep/{way.format(key=picture.key, name=name)}") == 404


@pytest.mark.parametrize(
    "asked", [f"bytes={'9' * 5000}-", f"bytes=0-{'9' * 5000}", "bytes=5-1", "bytes=-1", "bytes=x-"]
)
def test_it_gives_the_whole_file_to_a_rubbish_wish(picture, show, asked):
    show(picture)

    response = Client().get(picture.copy_url("360.jpg"), headers={"Range": asked})

    assert response.status_code == 200
    assert len(b"".join(response)) == storages["public"].size(picture.copy_name("360.jpg"))


def test_it_asks_for_the_second_factor(everything):
    client = Client()
    client.force_login(personas.editor())

    assert {status(client, f"/admin/tep/{name}") for name in everything} == {302}


@pytest.mark.parametrize(
    "name", ["", "x", "pictures/x.jpg", "picture/", "picture//360.jpg", "../private", "pictures/../x"]
)
def test_it_knows_no_other_name(picture, name):
    client = desk.signed_in(personas.administrator())

    assert client.get(f"/admin/tep/{name}").status_code in {301, 404}


def test_it_lets_browsers_keep_and_run_nothing(picture):
    response = desk.signed_in(personas.editor()).get(f"/admin/tep/{picture.file.name}")
    b"".join(response)

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_it_offers_what_it_did_not_make_as_a_download_only(document):
    response = desk.signed_in(personas.editor()).get(f"/admin/tep/{document.file.name}")
    b"".join(response)

    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"


def test_it_shows_published_copies_to_everyone_without_a_session(picture, show):
    show(picture)

    client = Client()
    response = client.get(picture.copy_url("360.avif"))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/avif"
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert not client.cookies
    assert len(b"".join(response.streaming_content)) == storages["public"].size(picture.copy_name("360.avif"))


def test_it_asks_the_database_nothing_for_a_published_copy(picture, show, django_assert_num_queries):
    show(picture)

    with django_assert_num_queries(0):
        assert status(Client(), picture.copy_url("360.jpg")) == 200


@pytest.mark.parametrize(
    ("asked", "answer", "content"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=10-", 200, b"0123456789"),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=-3", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("seconds=0-1", 200, b"0123456789"),
    ],
)
def test_it_gives_players_a_part(clip, asked, answer, content):
    client = desk.signed_in(personas.editor())

    response = client.get(f"/admin/tep/{clip.file.name}", headers={"range": asked})

    assert response.status_code == answer
    assert (response.content if answer == 206 else b"".join(response.streaming_content)) == content
    if answer == 206:
        assert response.headers["Content-Range"].endswith("/10")


def test_it_hides_a_document_no_live_page_links_to(document):
    assert Client().get(document.url).status_code == 404
    assert desk.signed_in(personas.moderator()).get(document.url).status_code == 404


def test_it_sends_staff_to_the_private_address_of_a_hidden_document(document):
    response = desk.signed_in(personas.editor()).get(document.url)

    assert (response.status_code, response.url) == (302, f"/admin/tep/{document.file.name}")


def test_it_gives_a_document_a_live_page_links_to_as_a_download(document):
    home = HomePage.objects.get()
    ReferenceIndex.objects.create(
        content_type=home.content_type,
        base_content_type=_type_of("wagtailcore.page"),
        object_id=str(home.pk),
        to_content_type=_type_of("wagtaildocs.document"),
        to_object_id=str(document.pk),
        model_path="body",
        content_path="body",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )

    response = Client().get(document.url)

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"x"


def _type_of(label: str):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_by_natural_key(*label.split("."))


@pytest.mark.parametrize("name", ["trang.html", "hinh.svg", "chay.js", "app.exe", "macro.docm", "khong-duoi"])
def test_it_takes_no_document_a_browser_would_run(name):
    client = desk.signed_in(personas.editor())

    response = client.post("/admin/documents/add/", {"title": "x", "file": ContentFile(b"x", name=name)})

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_document_model().objects.exists()
    assert stored() == []


@pytest.mark.parametrize("role", Role)
def test_it_lets_those_see_files_who_may_choose_them(role, picture):
    client = desk.signed_in(personas.staff("Cán bộ", [role]))

    expected = 200 if role in {Role.EDITOR, Role.APPROVER, Role.CAMPAIGNER, Role.ADMINISTRATOR} else 404
    assert status(client, f"/admin/tep/{picture.file.name}") == expected
