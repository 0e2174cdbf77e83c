"""Which copies everyone may fetch: those a live page shows, and as long as it does."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.files.storage import Storage, storages
from django.db import transaction
from wagtail.models import Page, ReferenceIndex

from media import queries
from media.models import AudioClip, Picture, PublishableFile
from portal.foundation import actions as foundation_actions
from portal.foundation.models import SiteRevision

logger = logging.getLogger(__name__)

BATCH = 50
"""Files moved in one transaction: it holds the site's revision, and with it everybody who publishes."""


def publish_shown_files(*, at: datetime) -> int:
    """This will lay open the copies of what live pages show, take back all others, and return how many changed.

    A scan: whoever calls it, however often, leaves the same. Pictures of children who can be recognized stay private.
    """
    changed = 0
    for model in (Picture, AudioClip):
        while step := _publish_some(model, at=at):
            changed += step
    return changed


@transaction.atomic
def note_references(page_id: int) -> None:
    """This will write down what a page shows now, without waiting for Wagtail's own task to do so."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page:
        ReferenceIndex.create_or_update_for_object(page)


@transaction.atomic
def _publish_some(model: type[PublishableFile], *, at: datetime) -> int:
    hold_publishing()
    shown = queries.shown_ids(model, at=at)
    # Locked, so that nobody covers a face in the file while its old copies are laid open.
    hidden = list(model._default_manager.select_for_update().filter(is_public=True).exclude(pk__in=shown)[:BATCH])
    # In no order: rows whose files are lost for good would else stand before all others for ever.
    waiting = list(queries.publishable(model).select_for_update().filter(pk__in=shown).order_by("?")[:BATCH])
    opened = [thing for thing in waiting if _lay_open(thing)]
    if model is Picture:  # drawn anew from the file that is kept
        lost = [thing.pk for thing in waiting if thing not in opened]
        Picture.objects.filter(pk__in=lost).update(key="", sizes=[], copies_asked_at=None)
    withdraw(hidden)
    model._default_manager.filter(pk__in=[thing.pk for thing in opened]).update(is_public=True)
    if hidden or opened:
        foundation_actions.bump_site_revision()
    return len(hidden) + len(opened)


def hold_publishing() -> None:
    """This will make all who publish or withdraw a page wait until the caller's transaction ends.

    They count the revision up, so none of them comes between looking and acting.
    """
    if SiteRevision.objects.select_for_update().filter(pk=1).first() is None:
        foundation_actions.bump_site_revision()


def withdraw(things: Iterable[PublishableFile]) -> None:
    """This will take pictures or recordings back from everyone, in the caller's transaction; he counts the revision up."""
    for thing in things:
        type(thing)._default_manager.filter(pk=thing.pk).update(is_public=False)
        transaction.on_commit(partial(_take_back, thing))


@transaction.atomic
def _take_back(thing: PublishableFile) -> None:
    """Delete the public copies, unless a page has shown them again since the transaction that withdrew them."""
    hold_publishing()
    if not type(thing)._default_manager.filter(pk=thing.pk, key=thing.key, is_public=True).exists():
        forget_folder(storages["public"], thing.copies_folder)


def _lay_open(thing: PublishableFile) -> bool:
    """Copy the copies: should the transaction fail, they stay private in truth and the sweep takes these away."""
    private, public = storages["default"], storages["public"]
    names = _names_in(private, thing.copies_folder)
    if not names and isinstance(thing, AudioClip) and private.exists(thing.file.name or ""):
        # A recording's copy is its file again; a picture's copies are drawn anew by a task.
        with private.open(thing.file.name or "") as master:
            names = [private.save(thing.copy_name(thing.copy_file), master)]
    if not names:
        logger.error("copies_missing", extra={"path": thing.copies_folder})
        return False
    for name in names:
        public.delete(name)  # a half-written one of a worker that died
        with private.open(name) as copy:
            public.save(name, copy)
    return True


def forget_copies(thing: PublishableFile) -> None:
    """This will delete every copy made under the key of a picture or recording, public ones first."""
    if thing.key:
        for alias in ("public", "default"):
            forget_folder(storages[alias], thing.copies_folder)


def forget_files(thing: Picture | AudioClip) -> None:
    """This will delete the file of a row as it was read, and every copy made of it. Call it when that is committed."""
    forget_copies(thing)
    storages["default"].delete(thing.file.name or "")


def forget_folder(storage: Storage, folder: str) -> None:
    """This will delete a folder of copies with all it holds; one that is gone already is no fault."""
    for name in _names_in(storage, folder):
        storage.delete(name)
    storage.delete(folder)


def _names_in(storage: Storage, folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []
