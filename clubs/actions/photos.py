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
from media.models import Picture
from portal.foundation import actions as foundation_actions
from portal.foundation import queue
from portal.people import actions as people_actions
from portal.people.models import Participant
from portal.safeguarding import actions as safeguarding_actions


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
    """This will put a photo to a piece that waits, in place of one before; `children` are those who can be recognized on it.

    Whoever had the words open must read them again, together with the photo. It refuses what `check_can_add_photo` refuses,
    `NobodyTied` when somebody can be recognized and nobody is named, `ConsentMissing` while one of them lacks a consent,
    `NotDescribed` and every `images.BadPicture`; then nothing is stored.
    """
    safeguarding_actions.note_change_beside(piece.words)  # the text before the piece, as those lock who withdraw
    piece = locked(piece)
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
    forget_photos([piece])
    _set_picture(piece, picture, added_by=by)
    _tell(piece, by=by, verb=gettext_noop("thêm ảnh cho bài"), at=at)
    return piece


@transaction.atomic
def remove_photo(piece: Piece, *, by: Any, at: datetime) -> Piece:
    """This will take the photo off a piece and out of the public; it refuses what `check_can_remove_photo` refuses."""
    piece = locked(piece)
    rules.check_can_remove_photo(piece, by=by, at=at)
    if piece.picture is not None:
        forget_photos([piece])
        _set_picture(piece, None, added_by=None)
        _tell(piece, by=by, verb=gettext_noop("bỏ ảnh khỏi bài"), at=at)
    return piece


def hand_on_photo(former: Piece, piece: Piece) -> None:
    """This will let the photo of a piece go with the one its author sent instead, where it is looked at anew.

    Call it in the transaction of sending.
    """
    former = locked(former)
    if former.picture is not None:
        _set_picture(piece, former.picture, added_by=former.picture_added_by)
        _set_picture(former, None, added_by=None)


def locked(piece: Piece) -> Piece:
    """This will return a piece anew, with its photo; nobody else changes it until the caller's transaction ends."""
    return Piece.objects.light().select_related("picture").select_for_update(of=("self",)).get(pk=piece.pk)


def forget_photos(pieces: Iterable[Piece]) -> None:
    """This will delete the photos of pieces for good, their files too. It holds publishing: lock what else you need before."""
    pieces = list(pieces)
    # As the rows are now: a photo may have come, or gone along with the piece sent instead, since the caller read them.
    rows = Piece.objects.select_for_update().filter(pk__in=[piece.pk for piece in pieces]).order_by("pk")
    Picture.objects.filter(pk__in=[key for key in rows.values_list("picture", flat=True) if key]).delete()
    for piece in pieces:
        piece.picture = None


def _set_picture(piece: Piece, picture: Picture | None, *, added_by: Any) -> None:
    piece.picture, piece.picture_added_by = picture, added_by
    piece.save(update_fields=["picture", "picture_added_by"])


def _tell(piece: Piece, *, by: Any, verb: str, at: datetime) -> None:
    people_actions.log_access(by=by, verb=verb, subject=f"clubs.piece {piece.pk}", reason="", at=at)
    foundation_actions.bump_site_revision()
    transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))
