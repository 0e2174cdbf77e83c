"""Pieces of young reporters: sent, sent again, taken back, renewed, expired."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clubs import queries, rules
from clubs.actions import photos
from clubs.models import Opinion, Piece, PieceDraft
from clubs.models.pieces import PARTS
from portal.answers import actions as answers_actions
from portal.answers.models import Receipt
from portal.foundation import actions as foundation_actions
from portal.foundation import erasure
from portal.people import queries as people_queries
from portal.people.models import Activity, Participant
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import OPEN_STATES, FreeText, TextKind, TextState

PIECE = "clubs.piece"
TAKEN_OFF = "piece-taken-off"
"""In the journal, so that no older copy of the database puts a piece back on the site."""


@transaction.atomic
def send_piece(
    participant: Participant,
    *,
    instance: UUID,
    title: str,
    text: str = "",
    drawing: Any = "",
    description: str = "",
    recording: File | None = None,
    is_bylined: bool = False,
    replaces: Piece | None = None,
    at: datetime,
) -> tuple[Piece, str]:
    """This will send a piece to the desk, words, drawing and recording each as a text, and return it with its code.

    The same sent twice is one piece. With `replaces` it stands in the place, and on the receipt, of one that could not be
    published, and takes its photo along, and her voice unless she recorded anew or it is what came back. It refuses
    `ConsentMissing`, `NotAMember`, `NoTitle`, `NothingSaid`, `TooLong`, `BadDrawing`, `NotARecording`, `RecordingTooLong`,
    `CannotResend`, `SentByAnother`, `answers.rules.NotTheSender`; then nothing is stored. Other words under the same key are
    kept on the same receipt, for a person to read.
    """
    sent = Piece.objects.select_related("receipt", "club__place", *PARTS).filter(pk=instance).first()
    if sent is not None:
        for part in rules.parts_of(sent):
            rules.check_is_own_sending(part, participant=participant)
    club = sent.club if sent is not None else rules.check_can_send(participant, at=at)
    if replaces is not None and sent is None:
        replaces = photos.locked(replaces)  # two may be sent in its place at the same moment
        rules.check_can_resend(replaces, participant=participant, instance=instance)
    words = rules.words_of_piece(title=title, text=text, description=description)
    strokes = rules.drawing_of(drawing)
    if recording is None and replaces is not None and sent is None:
        recording = queries.voice_kept(replaces)
    rules.check_has_something(text=text, drawing=strokes, has_recording=bool(recording))
    sound = rules.sound_of(recording) if recording else None
    earlier = sent or replaces
    if earlier is not None:
        receipt, code = earlier.receipt, answers_actions.code_of(earlier.receipt)
    else:
        receipt, code = answers_actions.issue_receipt(
            instance=instance, kind=PIECE, label=_("Bài em gửi"), thread=instance, participant=participant, at=at
        )

    def receive(kind: TextKind, content: Any, key: UUID, media_type: str = "") -> FreeText:
        return safeguarding_actions.receive_text(
            instance=key,
            kind=kind,
            content=content,
            media_type=media_type,
            source=_("Phóng viên nhỏ, %(club)s") % {"club": club},
            source_kind=PIECE,
            source_url=reverse("pieces_desk:piece", args=[instance]),
            language=participant.language,
            place=club.place,
            age_band=participant.age_band,
            participant=participant,
            thread=receipt.thread,
            is_meant_for_public=sent is None,
            at=at,
        )

    parts = {
        "words": receive(TextKind.WORDS, words, instance),
        "drawing": receive(TextKind.DRAWING, strokes, uuid5(instance, "drawing")) if strokes else None,
        "recording": receive(TextKind.RECORDING, sound.bytes, uuid5(instance, "recording"), sound.media_type)
        if sound
        else None,
    }
    if sent is not None:
        if sent.is_bylined and not is_bylined:  # gone back to, and unticked
            sent.is_bylined = False
            sent.save(update_fields=["is_bylined"])
            foundation_actions.bump_site_revision()
        return sent, code
    piece, is_new = Piece.objects.get_or_create(  # the same may have arrived in the same moment
        pk=instance,
        defaults={
            "club": club,
            "participant": participant,
            **parts,
            "receipt": receipt,
            "replaces": replaces,
            "is_bylined": is_bylined and queries.pen_name_may_be_shown(participant, club.pk),
            "sent_at": at,
        },
    )
    if is_new and replaces is not None:
        photos.hand_on_photo(replaces, piece)
    PieceDraft.objects.filter(pk=instance, participant=participant).delete()
    return piece, code


@transaction.atomic
def withdraw_piece(piece: Piece, *, participant: Participant, at: datetime) -> None:
    """This will take a piece back at once: off the site, its public files deleted. Twice is once. It refuses `NotYours`."""
    rules.check_can_withdraw(piece, participant=participant)
    take_off([piece], with_unread=True, at=at)


@transaction.atomic
def renew_piece(piece: Piece, *, participant: Participant, at: datetime) -> None:
    """This will keep a piece on the site for 24 months more. It refuses `NotYours`, `CannotRenew`."""
    piece = Piece.objects.select_for_update(of=("self",)).select_related(*PARTS).get(pk=piece.pk)
    on = timezone.localdate(at)
    rules.check_can_renew(piece, participant=participant, at=at, on=on)
    piece.expires_on, piece.renewed_at = rules.renewed_until(on), at
    piece.save(update_fields=["expires_on", "renewed_at"])
    foundation_actions.bump_site_revision()


def take_off(pieces: Iterable[Piece], *, with_unread: bool = False, at: datetime) -> int:
    """This will withdraw pieces, whoever asked: rows marked, texts unpublished, public files gone; returns how many.

    What nobody has read yet is still read unless its author herself took it back: a guardian's no must not silence a call
    for help. No piece comes back from here, so its photo goes for good. Call it in a transaction.
    """
    pieces = list(pieces)
    _withdraw_parts(pieces, with_unread=with_unread, at=at)
    standing = [piece for piece in pieces if piece.withdrawn_at is None]
    for piece in standing:
        piece.withdrawn_at = at
        piece.save(update_fields=["withdrawn_at"])
        erasure.note(TAKEN_OFF, piece.pk, at=at)
    photos.forget_photos(pieces)
    if standing:
        foundation_actions.bump_site_revision()
    return len(standing)


@erasure.eraser(TAKEN_OFF)
def _take_off_again(piece_id: UUID, at: datetime) -> None:
    take_off(Piece.objects.select_related(*PARTS).filter(pk=piece_id), at=at)


@transaction.atomic
def expire_pieces(*, at: datetime) -> int:
    """This will take down pieces whose time is over, with their public files, and return how many."""
    found = list(Piece.objects.select_related(*PARTS).expired(timezone.localdate(at)))
    _withdraw_parts(found, at=at)
    for piece in found:
        piece.expires_on = piece.last_day  # kept: the day of publishing goes with the text
        piece.save(update_fields=["expires_on"])
    photos.forget_photos(found)
    if found:
        foundation_actions.bump_site_revision()
    return len(found)


@transaction.atomic
def take_off_without_consent(*, of: UUID | None = None, at: datetime) -> int:
    """This will take off the site whatever stands there without live consents, and return how many pieces.

    A scan: the announcement that somebody withdrew, or that the age `of` a child changed, only hastens it.
    """
    public = Piece.objects.light().published(timezone.localdate(at))
    if of is not None:
        public = public.filter(participant=of)
    found = [(piece, piece.participant_id) for piece in public if piece.participant_id is not None]
    if not found:
        return 0
    authors = {author for _piece, author in found}
    clubs = people_queries.consent_statuses(authors, Activity.CLUB)
    pictures = people_queries.consent_statuses(authors, Activity.PICTURE)
    fallen = [
        piece
        for piece, author in found
        if not clubs[author].is_complete or (piece.is_bylined and not pictures[author].is_complete)
    ]
    return take_off(fallen, at=at)


@transaction.atomic
def take_off_for(participant_id: UUID, activity: str, *, at: datetime) -> int:
    """This will take off a child's pieces for which a consent was withdrawn: all for the club or for everything, those
    with her pen name or a photo for pictures; returns how many."""
    if activity in {"", Activity.CLUB}:
        PieceDraft.objects.filter(participant=participant_id).delete()  # only this yes allowed keeping them
    found = Piece.objects.select_related(*PARTS).filter(participant=participant_id, withdrawn_at=None)
    if activity == Activity.PICTURE:
        found = found.with_face_or_name()
    elif activity not in {"", Activity.CLUB}:
        return 0
    return take_off(list(found), at=at)


@transaction.atomic
def finish_withdrawals(*, at: datetime) -> int:
    """This will withdraw what was decided about after its piece had been taken off, and return of how many pieces."""
    decided = reduce(or_, (Q(**{f"{part}__state__in": DECIDED}) for part in PARTS))
    found = list(Piece.objects.select_related(*PARTS).filter(decided).exclude(withdrawn_at=None))
    _withdraw_parts(found, at=at)
    return len(found)


DECIDED = (TextState.PUBLISHED, TextState.REJECTED, TextState.READ)


def _withdraw_parts(pieces: Iterable[Piece], *, with_unread: bool = False, at: datetime) -> None:
    keys = [part.pk for piece in pieces for part in rules.parts_of(piece)]
    for text in safeguarding_actions.hold_texts(keys):
        if text.state in DECIDED or (with_unread and text.state in OPEN_STATES):
            safeguarding_actions.withdraw_text(text, at=at)


@transaction.atomic
def forget_author(participant_id: UUID, *, at: datetime) -> None:
    """This will take a child's pieces off the site, forget whose they were, and forget her drafts. Twice is once."""
    PieceDraft.objects.filter(participant=participant_id).delete()
    found = Piece.objects.select_related(*PARTS).filter(participant=participant_id)
    take_off(list(found), at=at)
    Piece.objects.filter(participant=participant_id).update(participant=None, is_bylined=False)


@transaction.atomic
def forget_text(text_id: UUID, *, at: datetime) -> None:
    """This will take off the site the piece a text was a part of, and an adult's public reply to it, which answers it."""
    found = Piece.objects.select_related(*PARTS).filter(
        Q(words=text_id) | Q(drawing=text_id) | Q(recording=text_id), withdrawn_at=None
    )
    take_off(list(found), at=at)
    answered = Opinion.objects.filter(text=text_id).exclude(public_reply="")
    if answered.update(public_reply=""):
        foundation_actions.bump_site_revision()


@transaction.atomic
def forget_receipt(receipt_id: UUID, *, at: datetime) -> None:
    """This will take off the site what stands behind a receipt; its texts go by their own erasers."""
    found = Piece.objects.select_related(*PARTS).filter(receipt=receipt_id)
    take_off(list(found), at=at)


def page_to_mend(receipt: Receipt) -> str:
    """This will return the page where a piece that came back is mended whole, title, drawing and voice too, by its author."""
    piece = Piece.objects.light().filter(receipt=receipt, replaced_by=None, withdrawn_at=None).first()
    came_back = piece is not None and any(part.state == TextState.REJECTED for part in rules.parts_of(piece))
    return reverse("mend_piece", args=[piece.pk]) if piece and came_back else ""
