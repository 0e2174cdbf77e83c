"""Pictures and recordings that stand on pages, made through the same actions staff use."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from media import actions as media_actions
from media.models import AudioClip, Picture
from tests.media.photos import photo
from tests.media.sounds import ogg_opus

ALT = "Hàng sim tím bên con suối"


def a_picture(at: datetime, **changed: Any) -> Picture:
    """A picture with its copies, private."""
    words = {"title": "Đồi sim", "description": ALT, "shows_identifiable_child": False, **changed}
    picture = media_actions.keep_picture(photo(60, 40), **words, by=None, at=at)
    picture.refresh_from_db()
    media_actions.prepare_copies(picture)
    picture.refresh_from_db()
    return picture


def a_recording(at: datetime, transcript: str) -> AudioClip:
    """Two seconds of silence said to be these words, private."""
    return media_actions.keep_clip(ContentFile(ogg_opus()), title="Bản đọc thử", transcript=transcript, by=None, at=at)


def publish(page: Any, at: datetime) -> None:
    """Publish a page and lay open what it shows, as the worker would."""
    page.save_revision().publish()
    media_actions.note_references(page.pk)
    media_actions.publish_shown_files(at=at)


def show_picture(page: Any, at: datetime, **changed: Any) -> Picture:
    """Give a page a picture of its own that everyone may see."""
    page.picture = a_picture(at, **changed)
    publish(page, at)
    page.picture.refresh_from_db()
    return page.picture


def read_aloud(page: Any, at: datetime) -> AudioClip:
    """Give a page a public recording of exactly its words."""
    page.recording = a_recording(at, page.spoken_text())
    publish(page, at)
    page.recording.refresh_from_db()
    return page.recording
