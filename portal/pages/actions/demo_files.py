"""The pictures and recordings of the demo centre: drawn for it, and read by the machine's own voice where it has one."""

import logging
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import QuerySet

from media import actions as media_actions
from media.actions import speech
from media.models import Picture
from portal.pages import models
from portal.pages.actions import demo_pages
from portal.pages.actions.demo_children import staff
from portal.people import actions as people_actions
from portal.people import rules as people_rules
from portal.people.models import ConsentText, Role

logger = logging.getLogger(__name__)

PICTURED: dict[str, type[models.ClassifiedPage]] = {
    "services.json": models.ServicePage,
    "prevention.json": models.PreventionPage,
    "questions.json": models.QuestionPage,
    "articles.json": models.ArticlePage,
}
SPOKEN: dict[type[models.ClassifiedPage], tuple[str, ...]] = {
    models.ServicePage: ("tu-van-truc-tiep", "tu-van-qua-dien-thoai", "tiep-nhan-thong-bao"),
    models.PreventionPage: ("duoi-nuoc",),
    models.QuestionPage: ("goi-111-co-mat-tien-khong", "em-co-phai-noi-ten-that-khong"),
    models.ArticlePage: ("so-cu-nay-la-111", "mua-he-khong-duoi-nuoc"),
}
"""Pages that are read aloud, by their Vietnamese slugs."""


@dataclass(frozen=True)
class DemoFiles:
    """What a run added, and whether this machine can read aloud."""

    pictures: int
    recordings: int
    has_voice: bool


def load_demo_files(*, at: datetime) -> DemoFiles:
    """This will give demo pages and words of consent that staff never touched the pictures and recordings they lack.

    Drawing copies and reading aloud take seconds, so each page is a transaction of its own. It is for `load_demo` only.
    """
    described = {row["file"]: row for row in demo_pages.read("pictures.json")}
    pictures = 0
    for pages, stem in _wanted_pictures():
        for page in _untouched(pages.filter(picture=None)):
            page.picture, is_new = _picture(described[stem], at=at)
            _publish(page)
            pictures += is_new
    recordings, has_voice = 0, True
    for kind, slugs in SPOKEN.items():
        for slug in slugs:
            for page in _untouched(_translations(kind, slug).filter(recording=None)):
                sound = _spoken(page.spoken_text(), language=page.locale.language_code)
                if sound is None:
                    has_voice = False
                    continue
                page.recording = media_actions.keep_clip(
                    ContentFile(sound),
                    title=page.title,
                    transcript=page.spoken_text(),
                    language=page.locale.language_code,
                    by=None,
                    at=at,
                )
                _publish(page)
                recordings += 1
    recordings += _read_consents_aloud(at=at)
    media_actions.publish_shown_files(at=at)
    return DemoFiles(pictures, recordings, has_voice)


def _wanted_pictures() -> Iterator[tuple[QuerySet[Any], str]]:
    yield models.HomePage.objects.filter(live=True), demo_pages.read("pages.json")["home"]["picture"]
    for name, kind in PICTURED.items():
        for row in demo_pages.read(name):
            if "picture" in row:
                yield _translations(kind, row["slug"]), row["picture"]


def _translations(kind: type[models.ClassifiedPage], slug: str) -> QuerySet[Any]:
    """The page with this Vietnamese slug, in every language it is published in."""
    keys = kind.objects.filter(slug=slug, locale__language_code=settings.LANGUAGE_CODE).values("translation_key")
    return kind.objects.filter(translation_key__in=keys, live=True).select_related("locale")


def _untouched(pages: QuerySet[Any]) -> list[Any]:
    """What a person saved is left alone: a picture taken off a page does not come back."""
    return [page for page in pages if not page.revisions.exclude(user=None).exists()]


def _picture(row: dict[str, Any], *, at: datetime) -> tuple[Picture, bool]:
    kept = Picture.objects.filter(title=row["title"], uploaded_by_user=None).order_by("pk").first()
    if kept:
        return kept, False
    words = {name: row[name] for name in ("title", "description", "is_decorative", "shows_identifiable_child")}
    content = (demo_pages.FOLDER / "pictures" / f"{row['file']}.jpg").read_bytes()
    picture = media_actions.keep_picture(content, **words, by=None, at=at)
    # The worker would draw the copies in its turn; a newcomer sees them at once.
    picture.refresh_from_db()
    media_actions.prepare_copies(picture)
    return picture, True


def _read_consents_aloud(*, at: datetime) -> int:
    newest = {
        (text.activity, text.giver, text.language): text
        for text in ConsentText.objects.filter(activity__in=people_rules.IN_USE).order_by("version")
    }
    recordings = 0
    for text in newest.values():
        words = f"{text.title}.\n{text.body}"
        if text.version > 1 or text.recording_id or not (sound := _spoken(words, language=text.language)):
            continue
        clip = media_actions.keep_clip(
            ContentFile(sound), title=text.title, transcript=words, language=text.language, by=None, at=at
        )
        people_actions.add_consent_text(
            activity=text.activity,
            giver=text.giver,
            language=text.language,
            title=text.title,
            body=text.body,
            recording=clip,
            by=staff()[Role.PROTECTION],
            at=at,
        )
        recordings += 1
    return recordings


def _spoken(words: str, *, language: str) -> bytes | None:
    try:
        return speech.speak(words, language=language)
    except (OSError, subprocess.SubprocessError):
        logger.warning("demo_not_spoken", extra={"language": language}, exc_info=True)
        return None


def _publish(page: Any) -> None:
    demo_pages.publish(page)
    media_actions.note_references(page.pk)
