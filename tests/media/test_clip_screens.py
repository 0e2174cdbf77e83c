"""Staff upload, hear, change and find recordings; what is refused is said beside the field, in Vietnamese."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media import actions
from media.models import AudioClip
from portal.people.actions import roles
from portal.people.models import Role
from tests import desk, personas, vietnamese_only
from tests.media import sounds

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_media_audioclip"
TYPED = {"title": "Lời chào", "language": "vi", "transcript": "Xin chào các em."}


@pytest.fixture(autouse=True)
def _roles(db) -> None:
    roles.ensure_roles()


@pytest.fixture
def editor():
    return desk.signed_in(personas.editor())


@pytest.fixture
def clip(at) -> AudioClip:
    return actions.keep_clip(ContentFile(sounds.mp3()), title="Bài về đuối nước", transcript="Gọi 114.", by=None, at=at)


def sound(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "Ghi am.txt", sounds.mp4(codec="aac", tagged=True) if data is None else data, "text/plain"
    )


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_it_takes_a_recording(editor):
    response = editor.post(reverse(f"{NAME}:add"), {**TYPED, "upload": sound()}, follow=True)

    clip = AudioClip.objects.get()
    assert (clip.title, clip.kind, clip.uploaded_by.full_name) == ("Lời chào", "m4a", "Y Blên")
    assert "Bản ghi còn riêng cho tới khi" in text(response)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"upload": sound(b"<html>xin</html>")}, "không phải bản ghi âm"),
        ({"upload": sound(b"")}, "không có tiếng nào"),
        ({"upload": sound(sounds.mp3()[:-9])}, "Tệp bị hỏng hoặc bị cắt"),
        ({"upload": sound(sounds.mp3(75_000))}, "quá 15 MB"),
        ({"upload": sound(b"".join(sounds.mp3_frames(50_100, b"\xff\xf3\x18\xc0", 36)))}, "dài quá 30 phút"),
        (
            {"upload": sound(sounds.mp4(extra_traks=sounds.trak(b"", [], kind=b"vide", number=2)))},
            "Tệp này có cả hình",
        ),
        ({}, "Hãy điền ô này"),
        ({"upload": sound(), "transcript": ""}, "Hãy điền ô này"),
        ({"upload": sound(), "transcript": "\u200b"}, "Hãy ghi lời của bản ghi"),
        ({"upload": sound(), "language": "xx"}, "xx"),
    ],
)
def test_it_says_beside_the_field_why_it_refuses(editor, settings, typed, sentence):
    response = editor.post(reverse(f"{NAME}:add"), {**TYPED, **typed})

    assert response.status_code == 200
    assert sentence in text(response)
    assert vietnamese_only.foreign_texts(vietnamese_only.spoken_texts(response.content.decode()), {"xx"}) == []
    assert AudioClip.objects.count() == 0
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_it_lets_staff_hear_a_private_recording(editor, clip):
    screen = editor.get(reverse(f"{NAME}:edit", args=[clip.pk])).content.decode()

    address = re.search(r'<audio[^>]*src="([^"]+)"', screen)[1]
    assert 'aria-label="Nghe: Bài về đuối nước"' in screen
    assert "Riêng, chỉ cán bộ nghe được" in screen
    response = editor.get(address)
    assert response.headers["Content-Type"] == "audio/mpeg"
    assert b"".join(response.streaming_content) == sounds.mp3()


def test_it_changes_the_words_and_leaves_the_recording(editor, clip):
    response = editor.post(reverse(f"{NAME}:edit", args=[clip.pk]), {**TYPED, "language": "km"}, follow=True)

    changed = AudioClip.objects.get()
    assert (changed.title, changed.language, changed.file.name) == ("Lời chào", "km", clip.file.name)
    assert "Đã lưu" in text(response)


def test_it_replaces_the_recording(editor, clip):
    editor.post(reverse(f"{NAME}:edit", args=[clip.pk]), {**TYPED, "upload": sound()})

    assert AudioClip.objects.get().kind == "m4a"


def test_it_keeps_the_player_when_a_replacement_is_refused(editor, clip):
    response = editor.post(reverse(f"{NAME}:edit", args=[clip.pk]), {**TYPED, "upload": sound(b"<html>")})

    assert "không phải bản ghi âm" in text(response)
    assert clip.file.url in response.content.decode()
    assert AudioClip.objects.get().title == "Bài về đuối nước"


def test_it_keeps_a_language_it_has_no_name_for(editor, clip):
    AudioClip.objects.update(language="cmo")

    editor.post(reverse(f"{NAME}:edit", args=[clip.pk]), {**TYPED, "language": "cmo"})

    assert AudioClip.objects.get().language == "cmo"


def test_it_lists_length_language_and_state(editor, clip):
    AudioClip.objects.update(is_public=True)

    shown = text(editor.get(reverse(f"{NAME}:list")))

    for words in ("Bài về đuối nước", "0:02", "tiếng Việt", "Đang hiện"):
        assert words in shown


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=đuối", True),
        ("q=114", True),
        ("q=bỏng", False),
        ("is_public=false", True),
        ("is_public=true", False),
        ("language=vi", True),
        ("language=km", False),
    ],
)
def test_it_finds_recordings(editor, clip, query, is_found):
    assert ("Bài về đuối nước" in text(editor.get(reverse(f"{NAME}:list") + f"?{query}"))) is is_found


def test_it_lists_many_in_few_queries(editor, clip, at, django_assert_max_num_queries):
    address = reverse(f"{NAME}:list")
    editor.get(address)
    for number in range(20):
        actions.keep_clip(ContentFile(sounds.mp3()), title=f"Bài {number}", transcript="Em ơi.", by=None, at=at)

    with django_assert_max_num_queries(20):
        editor.get(address)


def test_it_stands_beside_pictures_and_documents(editor):
    menu = editor.get(reverse("wagtailadmin_home")).content.decode()

    addresses = [f'"url": "{reverse(name)}"' for name in ("wagtailimages:index", f"{NAME}:list", "wagtaildocs:index")]
    places = [menu.index(address, menu.index('"name": "files"')) for address in addresses]
    assert places == sorted(places)


def test_it_lets_approvers_look_and_choose_alone(clip):
    approver = desk.signed_in(personas.approver())

    assert approver.get(reverse(f"{NAME}:list")).status_code == 200
    assert "Bài về đuối nước" in approver.get(reverse("wagtailsnippetchoosers_media_audioclip:choose")).json()["html"]
    heard = approver.get(clip.file.url)
    assert b"".join(heard) == sounds.mp3()
    assert approver.post(reverse(f"{NAME}:add"), {**TYPED, "upload": sound()}).status_code == 302
    assert approver.post(reverse(f"{NAME}:edit", args=[clip.pk]), TYPED).status_code == 302
    assert AudioClip.objects.get().title == "Bài về đuối nước"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROTECTION, Role.FACILITATOR, Role.FIGURES])
def test_it_keeps_everyone_else_out(role, clip):
    other = desk.signed_in(personas.staff("Lê Thị Hoa", [role]))

    assert other.get(reverse(f"{NAME}:list")).status_code == 302
    assert other.get(clip.file.url).status_code == 404


def test_it_lets_the_campaigner_work_too():
    campaigner = desk.signed_in(personas.staff("Lê Thị Hoa", [Role.CAMPAIGNER]))

    campaigner.post(reverse(f"{NAME}:add"), {**TYPED, "upload": sound()})

    assert AudioClip.objects.count() == 1


def test_it_deletes_for_administrators_alone(editor, clip, settings, django_capture_on_commit_callbacks):
    administrator, address = desk.signed_in(personas.administrator()), reverse(f"{NAME}:delete", args=[clip.pk])

    editor.post(address)
    assert AudioClip.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(address)

    assert AudioClip.objects.count() == 0
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_it_says_so_when_it_was_deleted_meanwhile(editor, clip, monkeypatch):
    # The row goes between the screen's own look and the action's.
    change = actions.change_clip

    def late(clip, **typed):
        AudioClip.objects.all().delete()
        change(clip, **typed)

    monkeypatch.setattr(actions, "change_clip", late)

    response = editor.post(reverse(f"{NAME}:edit", args=[clip.pk]), TYPED)

    assert "Bản ghi này vừa bị xóa" in text(response)


def test_it_has_no_copies_of_recordings(editor, clip):
    assert editor.get(f"/admin/ban-ghi-am/copy/{clip.pk}/").status_code == 404
