"""Files no row names: what a worker left that died between writing a file and committing its row, or the other way round."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import UploadedFile

from media.actions import publishing
from media.models import AudioClip, Picture, PictureRendition

IN_FLIGHT = timedelta(hours=1)
"""A private file younger than this may belong to a row that is being written."""

UNFINISHED_FOR = timedelta(days=1)
"""One of several pictures whose form nobody filled in by then is not wanted."""

_MASTERS = {"pictures": Picture, "clips": AudioClip, "images": PictureRendition}


def forget_orphans(*, at: datetime) -> int:
    """This will delete public copies of what is not public at once, private files no row names after an hour, uploads whose
    form was never filled in after a day; it returns how many files and folders were set right.

    What should be public and has no copies there, after a restore for example, is private again until the next scan.
    """
    return _public_copies() + _private_copies(at=at) + _masters(at=at) + _unfinished_uploads(at=at)


def _public_copies() -> int:
    storage, gone = storages["public"], 0
    for model in (Picture, AudioClip):
        kind = str(model._meta.model_name)
        if set(_listed(storage, kind)[0]) == _keys(model.objects.filter(is_public=True)):
            continue
        with transaction.atomic():
            publishing.hold_publishing()  # what is being laid open just now is not yet public, and no orphan
            laid, public = set(_listed(storage, kind)[0]), _keys(model.objects.filter(is_public=True))
            for key in laid - public:
                publishing.forget_folder(storage, f"{kind}/{key}")
            model.objects.filter(key__in=public - laid).update(is_public=False)
            gone += len(laid ^ public)
    return gone


def _private_copies(*, at: datetime) -> int:
    storage, gone = storages["default"], 0
    for model in (Picture, AudioClip):
        kind = str(model._meta.model_name)
        for key in set(_listed(storage, kind)[0]) - _keys(model.objects.all()):
            names = [f"{kind}/{key}/{name}" for name in _listed(storage, f"{kind}/{key}")[1]]
            if all(_is_older(storage, name, at - IN_FLIGHT) for name in names):
                publishing.forget_folder(storage, f"{kind}/{key}")
                gone += 1
    return gone


def _masters(*, at: datetime) -> int:
    storage, gone = storages["default"], 0
    for folder, model in _MASTERS.items():
        names = {f"{folder}/{name}" for name in _listed(storage, folder)[1]}
        known = set(model._default_manager.values_list("file", flat=True)) if names else set()
        for name in names - known:
            if _is_older(storage, name, at - IN_FLIGHT):
                storage.delete(name)
                gone += 1
    return gone


def _unfinished_uploads(*, at: datetime) -> int:
    storage, folder = storages["default"], "wagtail_uploads"
    names = [f"{folder}/{name}" for name in _listed(storage, folder)[1]]
    old = [name for name in names if _is_older(storage, name, at - UNFINISHED_FOR)]
    UploadedFile.objects.filter(file__in=old).delete()
    for name in old:
        storage.delete(name)
    return len(old)


def _keys(rows: QuerySet[Any]) -> set[str]:
    return set(rows.exclude(key="").values_list("key", flat=True))


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _is_older(storage: Storage, name: str, moment: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False  # somebody else was quicker
