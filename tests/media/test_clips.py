"""A recording is kept private without its tags, changed, replaced and deleted together with its files."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import ModelLogEntry

from media import actions, audio, rules
from media.actions import publishing
from media.models import AudioClip
from portal.foundation.models import SiteRevision
from portal.foundation.refusals import NotAllowed
from tests import personas
from tests.media import sounds

pytestmark = pytest.mark.django_db
WORDS = {"title": "Lời chào", "transcript": "Xin chào các em.", "language": "vi"}


@pytest.fixture
def files(settings):
    """Every file on the disk, by its path below the uploads."""
    return lambda: sorted(
        str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()
    )


def upload(data: bytes = b"", name: str = "Ghi am nha em Na 0905123456.m4a") -> ContentFile:
    return ContentFile(data or sounds.ogg_opus(tagged=True), name=name)


def kept(at, **changes) -> AudioClip:
    return actions.keep_clip(upload(), **{**WORDS, **changes}, by=None, at=at)


def published(clip: AudioClip) -> AudioClip:
    """As if a live page showed it."""
    publishing._lay_open(clip)
    AudioClip.objects.filter(pk=clip.pk).update(is_public=True)
    clip.refresh_from_db()
    return clip


def fetched(address: str) -> int:
    """The status a passer-by gets."""
    response = Client().get(address)
    b"".join(response)
    return response.status_code


def revision() -> int:
    return SiteRevision.objects.values_list("number", flat=True).first() or 0


def test_it_keeps_the_sound_alone_in_private(at, files):
    editor = personas.editor()

    clip = actions.keep_clip(upload(), **WORDS, by=editor, at=at)

    clip.refresh_from_db()
    assert (clip.kind, clip.is_public, clip.uploaded_by, clip.created_at) == ("ogg", False, editor, at)
    assert clip.duration == pytest.approx(1.9935)
    assert files() == [f"private/audioclip/{clip.key}/clip.ogg", f"private/{clip.file.name}"]
    for name in (clip.file.name, clip.copy_name("clip.ogg")):
        with storages["default"].open(name) as stored:
            assert stored.read() == audio.clean(sounds.ogg_opus()).data


def test_it_gives_names_that_tell_nothing(at):
    first, second = kept(at), kept(at)

    assert "Na" not in first.file.name
    assert "0905" not in first.file.name
    assert len({first.file.name, second.file.name, first.key, second.key}) == 4
    assert first.url == f"/admin/tep/audioclip/{first.key}/clip.ogg"
    assert first.media_type == "audio/ogg"


def test_it_keeps_the_words_as_they_were_typed(at):
    clip = kept(at, title="  Lời \u200b chào ", transcript="Cô chú… hỏi\nem.\0 ", language="bdq")

    assert (clip.title, clip.transcript, clip.language) == ("Lời chào", "Cô chú… hỏi\nem.", "bdq")
    assert (clip.language_name, clip.length, str(clip)) == ("tiếng Ba Na", "0:02", "Lời chào")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"transcript": "\u200b \n"}, "transcript"),
        ({"language": "tiếng Việt"}, "language"),
        ({"language": ""}, "language"),
        ({"language": "vi-Latn-VN"}, "language"),
    ],
)
def test_it_refuses_words_that_cannot_be(at, files, changes, field):
    with pytest.raises(rules.BadClip) as refusal:
        kept(at, **changes)

    assert list(refusal.value.fields) == [field]
    assert (AudioClip.objects.count(), files()) == (0, [])


@pytest.mark.parametrize(
    ("data", "code", "remedy"),
    [
        (b"<html><script>alert(1)</script>", "sound_not_audio", "MP3, M4A, Ogg"),
        (sounds.ogg_opus()[:-3], "sound_damaged", "bản gốc"),
        (sounds.mp4(extra_traks=sounds.trak(b"", [], kind=b"vide", number=2)), "sound_has_video", "phần tiếng"),
        (sounds.ogg_opus() + sounds.ogg_opus(serial=9), "sound_several_tracks", "một đường tiếng"),
        (sounds.mp4(codec="aac").replace(b"mp4a", b"alac"), "sound_wrong_codec", "MP3 hoặc M4A"),
        (b"", "sound_not_audio", "MP3"),
    ],
)
def test_it_refuses_a_file_with_its_remedy_and_keeps_nothing(at, files, data, code, remedy):
    with pytest.raises(rules.BadSound) as refusal:
        actions.keep_clip(upload(data or b"\0"), **WORDS, by=None, at=at)

    assert (refusal.value.code, refusal.value.status) == (code, 400)
    assert remedy in refusal.value.fields["upload"][0]
    assert (AudioClip.objects.count(), files()) == (0, [])


def test_it_refuses_an_empty_file(at):
    with pytest.raises(rules.BadSound) as refusal:
        actions.keep_clip(ContentFile(b""), **WORDS, by=None, at=at)

    assert refusal.value.code == "sound_empty"


def test_it_refuses_what_is_too_big_without_reading_it(at):
    class Huge(ContentFile):
        def read(self, *args):
            raise AssertionError("read")

    huge = Huge(b"")
    huge.size = audio.MAX_BYTES + 1

    with pytest.raises(rules.BadSound) as refusal:
        actions.keep_clip(huge, **WORDS, by=None, at=at)

    assert "15 MB" in str(refusal.value)


def test_it_refuses_what_is_longer_than_the_caller_allows(at):
    with pytest.raises(rules.BadSound) as refusal:
        actions.keep_clip(upload(sounds.mp3(7000)), **WORDS, longest=180, by=None, at=at)

    assert "3 phút" in str(refusal.value)


@pytest.mark.parametrize("persona", [personas.approver, personas.moderator])
def test_it_refuses_those_who_may_not_add(at, files, persona):
    with pytest.raises(NotAllowed):
        actions.keep_clip(upload(), **WORDS, by=persona(), at=at)

    assert files() == []


def test_it_refuses_those_who_may_not_change_or_delete(at):
    clip, editor, approver = kept(at), personas.editor(), personas.approver()

    for attempt in (
        lambda: actions.change_clip(clip, **WORDS, by=approver, at=at),
        lambda: actions.replace_clip_file(clip, upload(), by=approver, at=at),
        lambda: actions.delete_clip(clip, by=approver, at=at),
        lambda: actions.delete_clip(clip, by=editor, at=at),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize(
    "content", [ContentFile(sounds.ogg_opus(), name="a.ogg"), ContentFile(b"<html>", name="a.html")]
)
def test_it_stores_no_file_that_did_not_come_out_of_the_check(at, files, content):
    clip = AudioClip(**WORDS, kind="ogg", duration=1, created_at=at)
    clip.file = content

    with pytest.raises(TypeError):
        clip.save()
    with pytest.raises(TypeError):
        AudioClip.objects.bulk_create([clip])

    assert files() == []


def test_it_takes_the_files_away_when_the_row_cannot_be_written(at, files, monkeypatch):
    # A disk that is full when the copy is written.
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.storages["default"], "save", full)

    with pytest.raises(OSError, match="space"):
        kept(at)

    assert (AudioClip.objects.count(), files()) == (0, [])


@pytest.mark.parametrize("wrong", [{"duration": 0}, {"transcript": ""}, {"is_public": True, "key": ""}])
def test_it_is_held_by_the_database_too(at, wrong):
    clip = kept(at)

    with pytest.raises(IntegrityError), transaction.atomic():
        AudioClip.objects.filter(pk=clip.pk).update(**wrong)


def test_it_changes_words_and_leaves_the_file(at, files):
    clip, editor = kept(at), personas.editor()
    before = files()

    actions.change_clip(clip, title="Lời chào mới", transcript="Chào em.", language="en", by=editor, at=at)

    clip.refresh_from_db()
    assert (clip.title, clip.transcript, clip.language) == ("Lời chào mới", "Chào em.", "en")
    assert files() == before
    assert ModelLogEntry.objects.filter(action="wagtail.edit", user=editor).count() == 1


def test_it_shows_pages_anew_when_the_words_of_a_public_one_change(at):
    private, public = kept(at), published(kept(at))
    before = revision()

    actions.change_clip(private, **WORDS, by=None, at=at)
    between = revision()
    actions.change_clip(public, **WORDS, by=None, at=at)

    assert (between, revision()) == (before, before + 1)


def test_it_writes_no_old_state_back(at):
    stale = kept(at)
    published(AudioClip.objects.get(pk=stale.pk))

    actions.change_clip(stale, **WORDS, by=None, at=at)

    assert AudioClip.objects.get(pk=stale.pk).is_public


def test_it_replaces_the_file_and_forgets_the_old_one(at, files, django_capture_on_commit_callbacks):
    clip = kept(at)
    before = files()

    with django_capture_on_commit_callbacks(execute=True):
        actions.change_clip(clip, **WORDS, upload=upload(sounds.mp3(tagged=True)), by=None, at=at)

    clip.refresh_from_db()
    assert (clip.kind, clip.is_public) == ("mp3", False)
    assert files() == [f"private/audioclip/{clip.key}/clip.mp3", f"private/{clip.file.name}"]
    assert not set(files()) & set(before)


def test_it_takes_a_replaced_recording_off_the_site_at_once(at, django_capture_on_commit_callbacks):
    clip = published(kept(at))
    address, before = clip.url, revision()
    assert fetched(address) == 200

    with django_capture_on_commit_callbacks(execute=True):
        actions.replace_clip_file(clip, upload(sounds.webm()), by=None, at=at)

    assert fetched(address) == 404
    assert revision() > before


def test_it_keeps_the_old_recording_when_the_new_one_is_refused(at, files):
    clip = kept(at)
    before = files()

    with pytest.raises(rules.BadSound):
        actions.change_clip(clip, **{**WORDS, "title": "Khác"}, upload=upload(b"<html>"), by=None, at=at)

    clip.refresh_from_db()
    assert (clip.title, files()) == ("Lời chào", before)


def test_it_deletes_every_file_with_the_row(at, files, django_capture_on_commit_callbacks):
    clip, administrator = published(kept(at)), personas.administrator()
    address, before = clip.url, revision()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_clip(clip, by=administrator, at=at)

    assert (AudioClip.objects.count(), files()) == (0, [])
    assert fetched(address) == 404
    assert revision() == before + 1
    assert ModelLogEntry.objects.get(action="wagtail.delete").user == administrator


def test_it_keeps_the_files_when_the_deletion_does_not_hold(at, files):
    clip = kept(at)
    before = files()

    with transaction.atomic():
        actions.delete_clip(clip, by=None, at=at)
        transaction.set_rollback(True)

    assert (AudioClip.objects.count(), files()) == (1, before)


def test_it_says_so_when_somebody_else_deleted_it_first(at):
    clip = kept(at)
    AudioClip.objects.get(pk=clip.pk).delete()

    for attempt in (
        lambda: actions.change_clip(clip, **WORDS, by=None, at=at),
        lambda: actions.replace_clip_file(clip, upload(), by=None, at=at),
        lambda: actions.delete_clip(clip, by=None, at=at),
    ):
        with pytest.raises(rules.ClipGone):
            attempt()


def test_it_costs_few_queries(at, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        kept(at)


def test_it_is_an_ordinary_file_to_migrations():
    assert AudioClip._meta.get_field("file").deconstruct()[1] == "django.db.models.FileField"
