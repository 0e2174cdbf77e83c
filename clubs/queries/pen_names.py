"""A member's own pen name: where it stands, and which name stood below a piece."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from clubs.models import ClubMembership, Piece
from clubs.queries.answers import answers_about
from portal.people import queries as people_queries
from portal.people.models import Activity
from portal.safeguarding.models import OPEN_STATES, FreeText, RejectionReason, TextState


class NameState(models.TextChoices):
    """Where a pen name stands, as its bearer reads it."""

    WAITING = "waiting", _("Cô chú đang đọc bút danh này.")
    PUBLISHED = "published", _("Cô chú đã đọc. Tên này ghi được ở bài đăng.")
    REJECTED = "rejected", _("Cô chú đã đọc. Tên này chưa dùng được.")


NAME_REASONS: dict[str, Any] = {
    RejectionReason.PRIVATE: _("Tên này cho biết em là ai hoặc ở đâu."),
    RejectionReason.HURTS: _("Tên này có thể làm bạn khác buồn hoặc đau."),
    RejectionReason.OTHERS_STORY: _("Tên này nói chuyện riêng của người khác."),
    RejectionReason.NOT_OWN: _("Tên này là tên của người khác."),
    RejectionReason.UNCLEAR: _("Cô chú chưa hiểu tên này."),
    RejectionReason.ADVERTISES: _("Tên này quảng cáo hoặc rủ mua bán."),
}
"""The reasons of the house rules, said of a name."""


@dataclass(frozen=True)
class OwnName:
    """What a member is told of her pen name. Not accepted, it is not repeated to her either."""

    name: str
    state: NameState
    reason: str = ""
    message: str = ""

    @property
    def is_rejected(self) -> bool:
        return self.state == NameState.REJECTED


def own_name(membership: ClubMembership) -> OwnName:
    """This will return where a member's pen name stands. One query when it was not accepted."""
    text, name = membership.pen_name_text, membership.participant.pen_name
    if not name:
        for answer in answers_about([text.pk] if text else [], reasons=NAME_REASONS).values():
            return OwnName("", NameState.REJECTED, **asdict(answer))
        return OwnName("", NameState.REJECTED)
    is_accepted = text is not None and text.state == TextState.PUBLISHED
    return OwnName(name, NameState.PUBLISHED if is_accepted else NameState.WAITING)


def bylines(pieces: Iterable[Piece]) -> dict[Any, str]:
    """This will return the pen name below each piece that may carry one now, by the piece's key. At most three queries.

    It is the name its author had accepted when she sent it: a name she chose later signs what she sends later. Both
    consents to names and pictures must be live.
    """
    signed = [piece for piece in pieces if piece.is_bylined]
    authors = {piece.participant_id for piece in signed if piece.participant_id}
    if not authors:
        return {}
    statuses = people_queries.consent_statuses(authors, Activity.PICTURE)
    members = ClubMembership.objects.filter(
        participant__in=[pk for pk, status in statuses.items() if status.is_complete]
    ).values_list("participant", "club", "pen_name_text__thread")
    threads: dict[Any, Any] = {(participant, club): thread for participant, club, thread in members}
    names = FreeText.objects.light().filter(thread__in=threads.values()).exclude(state__in=OPEN_STATES)
    found: dict[Any, str] = {}
    for name in names.order_by("received_at", "pk"):
        for piece in signed:
            is_hers = threads.get((piece.participant_id, piece.club_id)) == name.thread
            # Her first name, or the last one she had when she sent the piece.
            if is_hers and (piece.pk not in found or name.received_at <= piece.sent_at):
                found[piece.pk] = name.public_text if name.state == TextState.PUBLISHED else ""
    return found
