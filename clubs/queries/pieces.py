"""Pieces of young reporters: the author's own with their state in plain words, and the public's."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubs.models import Club, ClubMembership, Piece, PieceDraft
from clubs.models.pieces import PieceQuerySet
from clubs.queries import opinions
from clubs.queries.answers import Answer, answers_about
from clubs.queries.pen_names import bylines
from portal.foundation import encryption, languages
from portal.people import queries as people_queries
from portal.people.models import Activity, Participant
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import OPEN_STATES, TextState


class PieceState(models.TextChoices):
    """Where a piece stands, as its author reads it. What went to protection still says "being read" (S-04)."""

    WAITING = "waiting", _("Cô chú đang đọc bài.")
    PUBLISHED = "published", _("Bài đã lên trang.")
    REJECTED = "rejected", _("Bài chưa đăng được.")
    RESENT = "resent", _("Em đã sửa và gửi lại.")
    WITHDRAWN = "withdrawn", _("Em đã rút bài.")
    EXPIRED = "expired", _("Bài đã hết hạn đăng.")
    TAKEN_DOWN = "taken_down", _("Cô chú đã gỡ bài xuống.")
    ERASED = "erased", _("Bài đã được xóa.")


@dataclass(frozen=True)
class OwnPiece:
    """What its author is told of a piece."""

    piece: Piece
    state: PieceState
    answers: list[Answer]


def own_pieces(participant: Participant) -> PieceQuerySet:
    """This will return a child's pieces, newest first; one she sent again stands for the one before."""
    return (
        Piece.objects.light().filter(participant=participant).select_related("replaced_by").order_by("-sent_at", "-pk")
    )


def drafts_of(participant: Participant) -> models.QuerySet[PieceDraft]:
    """This will return a child's drafts, the newest first."""
    return PieceDraft.objects.filter(participant=participant).order_by("-saved_at")


def draft_content(draft: PieceDraft) -> dict[str, Any] | None:
    """This will return what a draft holds; None where no key we still have reads it."""
    found = encryption.decrypt_bytes(bytes(draft.content), purpose=encryption.DRAFT)
    return json.loads(found) if found else None


def state_of(piece: Piece, *, on: date) -> PieceState:
    """This will say where a piece stands for its author. No query beyond what `light` brought."""
    states = {part.state for part in (piece.words, piece.drawing, piece.recording) if part is not None}
    if TextState.ERASED in states:
        return PieceState.ERASED
    if piece.withdrawn_at is not None:
        return PieceState.WITHDRAWN
    if piece.last_day is not None and piece.last_day < on:
        return PieceState.EXPIRED
    if TextState.WITHDRAWN in states:
        return PieceState.TAKEN_DOWN
    if TextState.REJECTED in states:
        return PieceState.RESENT if hasattr(piece, "replaced_by") else PieceState.REJECTED
    if states & {*OPEN_STATES, TextState.PROTECTION, TextState.READ}:
        return PieceState.WAITING
    return PieceState.PUBLISHED


def rejections(pieces: Iterable[Piece]) -> dict[UUID, list[Answer]]:
    """This will return of each piece the last rejection of every part that was rejected. One query."""
    rejected = {
        piece.pk: [
            part.pk
            for part in (piece.words, piece.drawing, piece.recording)
            if part is not None and part.state == TextState.REJECTED
        ]
        for piece in pieces
    }
    answers = answers_about(part for parts in rejected.values() for part in parts)
    return {pk: [answers[part] for part in parts if part in answers] for pk, parts in rejected.items()}


def told_of(pieces: Iterable[Piece], *, on: date) -> list[OwnPiece]:
    """This will say to their author where her pieces stand, and why those to mend could not be published. One query."""
    stand = {piece: state_of(piece, on=on) for piece in pieces}
    answers = rejections(piece for piece, state in stand.items() if state == PieceState.REJECTED)
    return [OwnPiece(piece, state, answers.get(piece.pk, [])) for piece, state in stand.items()]


def voice_kept(piece: Piece) -> File | None:
    """This will return the recording that goes on with a piece when it is mended: not one that came back itself."""
    part = piece.recording
    if part is None or part.state in {TextState.REJECTED, TextState.WITHDRAWN}:
        return None
    sound = safeguarding_queries.original_of(part)
    return ContentFile(sound, name="ghi-am") if sound else None


@dataclass
class PublicPiece:
    """A piece as everyone sees it."""

    piece: Piece
    byline: str
    """The pen name, or nothing: then "Một bạn ở" and the club."""

    @property
    def body(self) -> list[str]:
        return [part for part in self.piece.body.split("\n") if part.strip() and not _is_caption(part)]

    @property
    def summary(self) -> str:
        words = " ".join(self.body)
        return words if len(words) <= 160 else f"{words[:160].rsplit(' ', 1)[0]}…"

    @property
    def caption(self) -> str:
        """What the author said her drawing shows."""
        found = [part for part in self.piece.body.split("\n") if _is_caption(part)]
        return found[-1].partition(":")[2].strip() if found else ""

    @property
    def recording_url(self) -> str:
        return self.piece.recording.public_url if self.piece.recording else ""

    @property
    def language(self) -> str:
        """The language of its words, where it is not the page's own."""
        return "" if self.piece.words.language == languages.active() else self.piece.words.language


def _is_caption(line: str) -> bool:
    return line.strip().startswith("Trong hình:")


def for_public(pieces: Iterable[Piece]) -> list[PublicPiece]:
    """This will return pieces with the byline each may carry now: three reads, however many pieces.

    A pen name is shown only while it is published itself and both consents to names and pictures are live.
    """
    pieces = list(pieces)
    names = bylines(pieces)
    return [PublicPiece(piece, names.get(piece.pk, "")) for piece in pieces]


def pen_name_may_be_shown(participant: Participant, club_id: int) -> bool:
    """This will say whether a child may choose to put her pen name on a piece."""
    member = ClubMembership.objects.filter(
        participant=participant, club=club_id, pen_name_text__state=TextState.PUBLISHED
    )
    return (
        member.exists()
        and people_queries.consent_statuses([participant.pk], Activity.PICTURE)[participant.pk].is_complete
    )


def pieces_for(user: Any) -> PieceQuerySet:
    """This will return the pieces a member of staff may see in the desk: a facilitator those of her own clubs."""
    if not user.has_perm("clubs.view_piece"):
        return Piece.objects.none()
    found = Piece.objects.light().select_related("picture").filter(replaced_by=None).order_by("-sent_at", "-pk")
    if opinions.is_only_facilitator(user):
        found = found.filter(club__in=Club.objects.for_facilitator(user))
    return found


def state_for_staff(piece: Piece, *, on: date) -> str:
    """This will say where a piece stands, for staff. What went to protection is only "being read" here too."""
    return str(STAFF_STATES[state_of(piece, on=on)])


STAFF_STATES = {
    PieceState.WAITING: _("chờ đọc duyệt"),
    PieceState.PUBLISHED: _("đang đăng"),
    PieceState.REJECTED: _("chưa đăng được"),
    PieceState.RESENT: _("em đã gửi lại"),
    PieceState.WITHDRAWN: _("em đã rút"),
    PieceState.EXPIRED: _("hết hạn đăng"),
    PieceState.TAKEN_DOWN: _("đã gỡ"),
    PieceState.ERASED: _("đã xóa"),
}


def who_may_be_shown(club: Club) -> models.QuerySet[Participant]:
    """This will return the members of a club whose pictures may be shown: their own yes and a guardian's, witnessed."""
    members = ClubMembership.objects.filter(club=club, ended_on=None).values_list("participant", flat=True)
    statuses = people_queries.consent_statuses(list(members), Activity.PICTURE)
    complete = [pk for pk, status in statuses.items() if status.is_complete]
    return Participant.objects.filter(pk__in=complete).order_by("pen_name")


def shown_photos(at: datetime) -> models.QuerySet[Any, Any]:
    """This will return the ids of the photos that public pieces show at a moment. One query."""
    public = Piece.objects.published(timezone.localdate(at)).exclude(picture=None).order_by()
    return public.values_list("picture", flat=True)
