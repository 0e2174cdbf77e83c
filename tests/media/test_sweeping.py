"""What a worker left behind that died at the wrong moment is found and taken away."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import UploadedFile

from media import actions
from media.models import Picture
from tests.media.conftest import fetched, stored

pytestmark = pytest.mark.django_db

KEY = "0" * 32


def left(alias: str, name: str, hours: float = 0) -> None:
    storages[alias].save(name, ContentFile(b"x"))
    path = Path(storages[alias].path(name))
    os.utime(path, (path.stat().st_mtime - hours * 3600,) * 2)


@pytest.fixture
def now():
    """By the clock of the files."""
    return timezone.now()


def test_it_leaves_what_rows_name(picture, show, now):
    show(picture)
    before = stored()

    assert actions.forget_orphans(at=now + timedelta(days=2)) == 0
    assert stored() == before


def test_it_takes_public_copies_of_what_is_private(picture, now):
    """The worker died after it had copied and before its row was committed."""
    left("public", picture.copy_name("360.jpg"))
    assert fetched(picture, "360.jpg") == 200

    actions.forget_orphans(at=now)

    assert stored("public") == []
    assert fetched(picture, "360.jpg") == 404


def test_it_takes_public_copies_no_row_names(db, now):
    left("public", f"picture/{KEY}/360.jpg")
    left("public", f"audioclip/{KEY}/clip.mp3")

    assert actions.forget_orphans(at=now) == 2
    assert stored() == []


def test_it_gives_back_public_copies_that_were_lost(picture, show, now):
    """A restore brought the rows and not the folder."""
    show(picture)
    actions.publishing.forget_folder(storages["public"], picture.copies_folder)

    actions.forget_orphans(at=now)
    actions.publish_shown_files(at=now)

    assert fetched(picture) == 200


def test_it_waits_before_it_takes_private_copies(db, now):
    left("default", f"picture/{KEY}/360.jpg", hours=0.5)
    left("default", f"picture/{KEY[:-1]}1/360.jpg", hours=1.5)

    assert actions.forget_orphans(at=now) == 1
    assert [path.parent.name for path in stored()] == [KEY]


def test_it_waits_before_it_takes_a_master(db, now):
    left("default", "pictures/new.jpg", hours=0.5)
    left("default", "pictures/old.jpg", hours=1.5)

    actions.forget_orphans(at=now)

    assert [path.name for path in stored()] == ["new.jpg"]


def test_it_minds_no_file_that_goes_while_it_looks(db, now):
    assert actions.sweeping._is_older(storages["default"], "pictures/gone.jpg", now) is False


def test_it_forgets_uploads_whose_form_was_never_filled_in(db, now):
    left("default", "wagtail_uploads/new.jpg", hours=23)
    left("default", "wagtail_uploads/old.jpg", hours=25)
    UploadedFile.objects.create(file="wagtail_uploads/old.jpg")
    UploadedFile.objects.create(file="wagtail_uploads/new.jpg")

    actions.forget_orphans(at=now)

    assert [path.name for path in stored()] == ["new.jpg"]
    assert [row.file.name for row in UploadedFile.objects.all()] == ["wagtail_uploads/new.jpg"]


def test_it_asks_again_for_copies_that_were_lost(picture, at, django_capture_on_commit_callbacks):
    Picture.objects.update(key="", sizes=[])

    assert actions.ask_for_missing_copies(at=at + timedelta(minutes=14)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.ask_for_missing_copies(at=at + timedelta(minutes=16)) == 1

    assert Picture.objects.get().sizes
    assert actions.ask_for_missing_copies(at=at + timedelta(minutes=17)) == 0
