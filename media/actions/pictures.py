"""Keeping pictures: drawn anew on arrival, private, with copies made ready by a task."""

import logging
import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.log_actions import log
from wagtail.search import index

from media import images, queries, rules
from media.actions import publishing
from media.models import Picture
from portal.foundation import actions as foundation_actions
from portal.foundation import queue

logger = logging.getLogger(__name__)


@transaction.atomic
def keep_picture(
    upload: bytes | IO[bytes],
    *,
    title: str,
    description: str = "",
    is_decorative: bool = False,
    shows_identifiable_child: bool,
    by: Any,
    at: datetime,
) -> Picture:
    """This will keep what an upload shows, private until a live page shows it, and nothing else of its file.

    It refuses `NotAllowed`, `NotDescribed` and every `images.BadPicture`; then nothing is stored. `by` is None when the program
    itself loads the demo centre. The copies for pages are made by a task.
    """
    rules.check_can_keep_picture(by=by)
    rules.check_described(description=description, is_decorative=is_decorative)
    picture = Picture(
        title=title,
        description=description,
        is_decorative=is_decorative,
        shows_identifiable_child=shows_identifiable_child,
        uploaded_by_user=by,
        file=images.check_and_redraw(upload).as_file(),
    )
    save_with_new_file(picture, at=at)
    log(picture, "wagtail.create", user=by, timestamp=at)
    return picture


@transaction.atomic
def blur_picture(picture: Picture, *, regions: Iterable[images.Region], by: Any, at: datetime) -> None:
    """This will cover regions (left, top, width, height as fractions) for good: what they hid is in no file of ours.

    It refuses `NotAllowed` and `images.BadRegion`.
    """
    rules.check_can_change_picture(picture, by=by)
    regions = list(regions)
    publishing.hold_publishing()  # before any picture, as those do who publish: nobody waits for one who waits for him
    picture.refresh_from_db(from_queryset=Picture.objects.select_for_update())
    with picture.open_file() as master:
        picture.file = images.blur(master.read(), regions).as_file()  # type: ignore[assignment]
    save_with_new_file(picture, at=at)
    log(picture, "media.blur", user=by, timestamp=at, data={"regions": len(regions)})


@transaction.atomic
def save_picture(picture: Picture, *, has_new_file: bool, at: datetime) -> None:
    """This will save what a form changed; a new file replaces all that was made of the one before.

    A picture that now shows a child who can be recognized, and for which nobody vouches, is withdrawn in the same moment.
    """
    if has_new_file:
        save_with_new_file(picture, at=at)
        return
    publishing.hold_publishing()
    current = Picture.objects.select_for_update().get(pk=picture.pk)
    if current.is_public:
        foundation_actions.bump_site_revision()  # pages quote the description
        if picture.shows_identifiable_child and not current.is_vouched:
            publishing.withdraw([current])
    picture.save()
    index.insert_or_update_object(picture)


@transaction.atomic
def save_with_new_file(picture: Picture, *, at: datetime) -> None:
    """This will save a picture whose file was just assigned, take away what was made of the file before, and ask for copies.

    What a cached page shows is stale at once; the files before it go when the transaction holds.
    """
    publishing.hold_publishing()
    before = Picture.objects.select_for_update().filter(pk=picture.pk).first() if picture.pk else None
    picture.key, picture.sizes, picture.is_public, picture.copies_asked_at = "", [], False, at
    picture.is_vouched = False  # consents were given for the picture before, not for this one
    picture._set_image_file_metadata()
    picture.set_focal_point(None)
    picture.save()
    index.insert_or_update_object(picture)
    if before:
        picture.renditions.all().delete()
        transaction.on_commit(partial(publishing.forget_files, before))
        if before.is_public:
            foundation_actions.bump_site_revision()
    transaction.on_commit(partial(queue.enqueue, "media.tasks.prepare_picture", picture.pk))


def prepare_copies(picture: Picture) -> None:
    """This will draw the copies pages show and lay them ready in the private storage, then publish if a page waits.

    Doing it twice, or at once, changes nothing: copies of a file that was replaced meanwhile are thrown away.
    """
    if picture.key:
        return
    name = picture.file.name
    try:
        with default_storage.open(name) as master:
            copies = images.web_copies(master.read())
    except FileNotFoundError:
        # Replaced or deleted since; if not, a restore forgot the uploads, and only a person can help.
        logger.warning("picture_without_file", extra={"path": name})
        return
    # Drawing takes seconds and holds no lock; what is found to be too late is taken away by the sweep or below.
    prepared = Picture(pk=picture.pk, key=secrets.token_hex(16), sizes=[list(size) for size in copies])
    for (width, _height), formats in copies.items():
        for ending, content in formats.items():
            default_storage.save(prepared.copy_name(f"{width}.{ending}"), ContentFile(content))
    with transaction.atomic():
        same_file = Picture.objects.filter(pk=picture.pk, file=name, key="")
        is_wanted = bool(same_file.update(key=prepared.key, sizes=prepared.sizes))
        if is_wanted:
            transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))
    if is_wanted:
        picture.key, picture.sizes = prepared.key, prepared.sizes
    else:
        publishing.forget_copies(prepared)


@transaction.atomic
def ask_for_missing_copies(*, at: datetime) -> int:
    """This will ask again for copies that nobody made within a quarter of an hour, and return for how many pictures."""
    found = list(queries.without_copies(at=at).values_list("pk", flat=True)[:20])
    Picture.objects.filter(pk__in=found).update(copies_asked_at=at)
    for pk in found:
        transaction.on_commit(partial(queue.enqueue, "media.tasks.prepare_picture", pk))
    return len(found)
