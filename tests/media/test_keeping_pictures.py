"""A picture is kept as it was drawn anew, and gets its copies."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from PIL import Image
from wagtail.models import ModelLogEntry

from media import actions, images, rules
from media.models import Picture, PictureState
from portal.foundation.refusals import NotAllowed
from portal.people.models import Role
from tests import personas
from tests.media.conftest import stored
from tests.media.photos import GPS_MARK, gps_photo, photo

pytestmark = pytest.mark.django_db


def keep(at, **changed):
    words = {"title": "Đồi sim", "description": "Đồi sim buổi sáng", "shows_identifiable_child": False, "by": None}
    return actions.keep_picture(changed.pop("upload", photo()), at=at, **{**words, **changed})


def test_it_keeps_what_the_picture_shows_and_nothing_of_its_file(at):
    picture = keep(at, upload=BytesIO(gps_photo()), by=personas.editor())

    assert (picture.width, picture.height, picture.file_size) == (60, 40, picture.file.size)
    assert picture.file_hash
    assert [path for path in stored() if GPS_MARK in path.read_bytes()] == []
    assert ModelLogEntry.objects.get().timestamp == at


def test_it_makes_copies_by_a_task(keep_ready):
    picture = keep_ready

    assert picture.sizes == [[360, 240], [400, 267]]
    assert {path.name for path in stored("private/picture")} == {
        f"{width}.{ending}" for width in (360, 400) for ending in images.FORMATS
    }


@pytest.fixture
def keep_ready(at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = keep(at, upload=photo(400, 267))
    return Picture.objects.get(pk=picture.pk)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.EDITOR, Role.CAMPAIGNER, Role.ADMINISTRATOR])
def test_it_takes_pictures_from_those_who_may_add_them(role, at):
    assert keep(at, by=personas.staff("Cán bộ", [role]))


def test_it_takes_pictures_from_nobody_else(at):
    with pytest.raises(NotAllowed):
        keep(at, by=personas.moderator())
    assert stored() == []


def test_it_refuses_a_picture_nobody_described(at):
    with pytest.raises(rules.NotDescribed) as refused:
        keep(at, description="  ")

    assert refused.value.fields == {"description": ["Viết mô tả ảnh, hoặc đánh dấu ảnh chỉ để trang trí."]}
    assert stored() == []


def test_it_holds_the_rule_of_description_in_the_database(keep_ready):
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.update(description="")


def test_it_refuses_a_file_that_is_no_picture_and_keeps_nothing(at):
    with pytest.raises(images.NotAPicture):
        keep(at, upload=b"%PDF-1.4")

    assert stored() == []
    assert not Picture.objects.exists()


def test_it_keeps_no_file_it_did_not_draw(at):
    with pytest.raises(TypeError, match="drew anew"):
        Picture(title="x", shows_identifiable_child=False, file=ContentFile(gps_photo(), name="x.jpg"))
    picture = keep(at)
    with pytest.raises(TypeError, match="drew anew"):
        picture.file.save("x.jpg", ContentFile(gps_photo()))
    with pytest.raises(TypeError, match="drew anew"):
        picture.file = ContentFile(gps_photo(), name="x.jpg")
    assert len(stored()) == 1


def test_it_does_not_make_copies_twice(keep_ready):
    before = stored()

    actions.prepare_copies(keep_ready)

    assert stored() == before


def test_it_throws_copies_away_that_come_too_late(at, django_capture_on_commit_callbacks):
    """Two workers at once: the slower one finds the row served already."""
    picture = keep(at)
    slower = Picture.objects.get(pk=picture.pk)
    actions.prepare_copies(picture)
    served = stored("private/picture")

    actions.prepare_copies(slower)

    assert stored("private/picture") == served
    assert Picture.objects.get().key == picture.key


def test_it_throws_copies_away_of_a_file_that_was_covered_meanwhile(at):
    picture = keep(at)
    worker = Picture.objects.get(pk=picture.pk)
    actions.blur_picture(picture, regions=[(0, 0, 1, 1)], by=None, at=at)

    actions.prepare_copies(worker)

    assert stored("private/picture") == []
    assert Picture.objects.get().key == ""


def test_it_lets_a_task_pass_whose_picture_or_file_is_gone(at):
    from media import tasks

    picture = keep(at)
    storages["default"].delete(picture.file.name)

    tasks.prepare_picture.func(picture.pk)
    tasks.prepare_picture.func(picture.pk + 1)

    assert Picture.objects.get().key == ""


def test_it_never_writes_an_old_state_back(keep_ready, show):
    stale = Picture.objects.get()
    show(keep_ready)

    stale.title = "Đồi sim buổi chiều"
    stale.save()

    now = Picture.objects.get()
    assert (now.title, now.is_public, now.sizes) == ("Đồi sim buổi chiều", True, keep_ready.sizes)


def test_it_tells_its_state(keep_ready, show):
    assert Picture(key="").state == PictureState.WAITING
    assert keep_ready.state == PictureState.PRIVATE
    show(keep_ready)
    assert keep_ready.state == PictureState.PUBLIC


def test_it_covers_for_good(keep_ready, at, django_capture_on_commit_callbacks):
    before = set(stored())

    with django_capture_on_commit_callbacks(execute=True):
        actions.blur_picture(Picture.objects.get(), regions=[(0, 0, 0.5, 0.5)], by=personas.editor(), at=at)

    assert not before & set(stored())
    covered = Picture.objects.get()
    assert covered.sizes == keep_ready.sizes
    with covered.file.open() as file, Image.open(file) as image:
        assert image.size == (400, 267)
    entry = ModelLogEntry.objects.get(action="media.blur")
    assert (entry.data["regions"], entry.message) == (1, "Đã che một phần ảnh")


def test_it_lets_only_those_cover_who_may_change(keep_ready, at):
    with pytest.raises(NotAllowed):
        actions.blur_picture(keep_ready, regions=[(0, 0, 1, 1)], by=personas.approver(), at=at)


def test_it_leaves_a_picture_alone_when_nothing_is_to_be_covered(keep_ready, at):
    before = stored()

    with pytest.raises(images.BadRegion):
        actions.blur_picture(keep_ready, regions=[], by=None, at=at)

    assert stored() == before


def test_it_leaves_all_as_it_was_when_the_transaction_fails(keep_ready, at, django_capture_on_commit_callbacks):
    before = {path: path.read_bytes() for path in stored()}

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.blur_picture(Picture.objects.get(), regions=[(0, 0, 1, 1)], by=None, at=at)
        transaction.set_rollback(True)

    assert before.items() <= {path: path.read_bytes() for path in stored()}.items()
    assert Picture.objects.get().file.name == keep_ready.file.name
