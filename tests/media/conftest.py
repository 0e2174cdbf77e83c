"""Pictures ready to be shown, and what everyone finds of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from media import actions
from media.models import Picture
from portal.pages.models import HomePage
from tests.media.photos import photo


@pytest.fixture
def keep(at, django_capture_on_commit_callbacks) -> Callable[..., Picture]:
    """Keeps a picture the way load_demo does, copies and all."""

    def kept(content: bytes | None = None, **changed: Any) -> Picture:
        words = {"title": "Đồi sim", "description": "Đồi sim buổi sáng", "shows_identifiable_child": False}
        with django_capture_on_commit_callbacks(execute=True):
            picture = actions.keep_picture(content or photo(400, 300), by=None, at=at, **{**words, **changed})
        return Picture.objects.get(pk=picture.pk)

    return kept


@pytest.fixture
def picture(db, keep) -> Picture:
    return keep()


@pytest.fixture
def show(db, django_capture_on_commit_callbacks) -> Callable[[Picture | None], HomePage]:
    """Publishes a home page with this picture, or without one."""

    def shown(picture: Picture | None) -> HomePage:
        home = HomePage.objects.get()
        home.picture = picture
        with django_capture_on_commit_callbacks(execute=True):
            home.save_revision().publish()
        if picture:
            picture.refresh_from_db()
        return home

    return shown


def fetched(picture: Picture, name: str | None = None) -> int:
    """The status a stranger meets at the public address of a copy."""
    response = Client().get(f"/tep/{picture.copy_name(name or f'{picture.sizes[0][0]}.jpg')}")
    b"".join(response)  # read to the end, as a browser does: that closes the file
    return response.status_code


def stored(folder: str = "") -> list[Path]:
    """Every file under the uploads."""
    return [path for path in (Path(settings.MEDIA_ROOT) / folder).rglob("*") if path.is_file()]
