"""A photo for a piece: by a facilitator of the club alone, made safe, shown only with the consents of who is on it (S-16)."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Piece
from media import actions as media_actions
from portal.foundation import actions as foundation_actions
from portal.foundation import queue
from portal.people import actions as people_actions
from portal.people.models import Participant


@transaction.atomic
def add_photo(
    piece: Piece,
    *,
    upload: bytes | IO[bytes],
    description: str,
    shows_identifiable_child: bool,
    children: Iterable[Participant] = (),
    by: Any,
    at: datetime,
) -> Piece:
    """This will put a photo to a piece, in place of one before; `children` are those who can be recognized on it.

    It refuses what `check_can_facilitate` refuses, `NobodyTied` when somebody can be recognized and nobody is named,
    `ConsentMissing` while one of them lacks a consent, `NotDescribed` and every `images.BadPicture`; then nothing is stored.
    """
    rules.check_can_add_photo(piece, by=by, at=at)
    children = list(children)
    rules.check_children_named(children, shows_identifiable_child=shows_identifiable_child)
    picture = media_actions.keep_picture(
        upload,
        title=_("Ảnh của bài phóng viên nhỏ"),
        description=description,
        shows_identifiable_child=shows_identifiable_child,
        by=None,  # the right comes from the club, not from the library of pictures
        at=at,
    )
    for child in children:
        people_actions.tie_picture(picture, child, by=by, at=at)
    piece.picture, piece.picture_added_by = picture, by
    piece.save(update_fields=["picture", "picture_added_by"])
    _tell(piece, by=by, verb=gettext_noop("thêm ảnh cho bài"), at=at)
    return piece


@transaction.atomic
def remove_photo(piece: Piece, *, by: Any, at: datetime) -> Piece:
    """This will take the photo off a piece and out of the public; it refuses what `check_can_facilitate` refuses."""
    rules.check_can_add_photo(piece, by=by, at=at)
    if piece.picture is not None:
        piece.picture.delete()
        piece.picture = piece.picture_added_by = None
        piece.save(update_fields=["picture", "picture_added_by"])
        _tell(piece, by=by, verb=gettext_noop("bỏ ảnh khỏi bài"), at=at)
    return piece


def _tell(piece: Piece, *, by: Any, verb: str, at: datetime) -> None:
    people_actions.log_access(by=by, verb=verb, subject=f"clubs.piece {piece.pk}", reason="", at=at)
    foundation_actions.bump_site_revision()
    transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))
