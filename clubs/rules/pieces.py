"""What a young reporter may send, change and take back."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from clubs import queries
from clubs.models import Piece, PieceDraft
from clubs.models.pieces import PUBLIC_FOR_MONTHS, months_after
from clubs.rules import clubs, opinions
from portal.foundation.refusals import Refusal, why_not
from portal.foundation.vietnamese import text as vietnamese
from portal.people import rules as people_rules
from portal.people.models import Participant
from portal.safeguarding.models import OPEN_STATES, TextState

LONGEST_TITLE = 120
MOST_DRAFTS = 20
RENEWABLE_FOR = timedelta(days=60)
"""How long before its last day a piece may be renewed."""


class NoTitle(Refusal):
    """A piece needs a title, and something below it."""

    code = "no_title"
    status = 400
    sentence = _("Bài cần có tên. Em đặt tên ngắn thôi cũng được.")


class NotYours(Refusal):
    """Another's piece is hidden as if it did not exist."""

    code = "not_found"
    status = 404
    sentence = _("Em không có bài này. Em xem lại danh sách bài của em nhé.")


class CannotResend(Refusal):
    """Only a piece that could not be published is sent again, once."""

    code = "cannot_resend"
    status = 409
    sentence = _("Bài này không cần gửi lại. Em viết bài mới nhé.")


class CannotRenew(Refusal):
    """Too early, too late, or no longer public."""

    code = "cannot_renew"
    status = 409
    sentence = _("Bài này hiện chưa cần đăng thêm.")


class TooManyDrafts(Refusal):
    """Twenty drafts are enough."""

    code = "too_many_drafts"
    status = 409
    sentence = _("Em có nhiều bài nháp quá. Em gửi hoặc xóa bớt rồi lưu nhé.")


class DraftUnreadable(Refusal):
    """No key reads what was kept; it stays, for a key may be found again."""

    code = "draft_unreadable"
    status = 409
    sentence = _("Bài nháp này chưa mở được. Cô chú vẫn giữ, không ghi đè. Em viết bài mới nhé.")


def content_of(draft: PieceDraft) -> dict[str, Any]:
    """This will return what a draft holds. It refuses `DraftUnreadable`."""
    content = queries.draft_content(draft)
    if content is None:
        raise DraftUnreadable
    return content


def title_of(title: str) -> str:
    """This will return a title on one line. It refuses `NoTitle`, and `TooLong`."""
    title = vietnamese.normalize(title, single_line=True)
    if not title:
        raise NoTitle(fields={"title": [str(NoTitle.sentence)]})
    if len(title) > LONGEST_TITLE:
        raise opinions.TooLong(
            _("Tên bài dài quá. Em rút ngắn lại nhé."),
            fields={"title": [str(_("Tên bài dài quá. Em rút ngắn lại nhé."))]},
        )
    return title


def words_of_piece(*, title: str, text: str, description: str = "") -> str:
    """This will return a piece's words as one text: title, then the story, then what the drawing shows.

    It refuses `NoTitle` and `TooLong`.
    """
    title = title_of(title)
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    description = vietnamese.normalize(description, single_line=True)
    check_length(text + description)
    shown = f"{DRAWING_LINE} {description}" if description else ""
    return "\n\n".join(part for part in (title, text, shown) if part)


DRAWING_LINE = "Trong hình:"
"""Begins the last paragraph of a piece whose author said in words what she drew; a moderator reads it with the rest."""


def check_length(text: str) -> None:
    """This will refuse `TooLong`."""
    if len(text) > opinions.LONGEST_WORDS:
        raise opinions.TooLong(fields={"text": [str(opinions.TooLong.sentence)]})


def check_has_something(*, text: str, drawing: list[Any], has_recording: bool) -> None:
    """This will refuse `NothingSaid` for a title alone."""
    if not vietnamese.normalize(text).strip() and not drawing and not has_recording:
        raise opinions.NothingSaid(fields={"text": [str(opinions.NothingSaid.sentence)]})


def check_is_author(piece: Piece | PieceDraft, *, participant: Participant) -> None:
    """This will refuse `NotYours`, a 404."""
    if piece.participant_id != participant.pk:
        raise NotYours


def check_can_resend(piece: Piece, *, participant: Participant, instance: UUID | None = None) -> None:
    """This will refuse `NotYours`, and `CannotResend` unless a moderator could not publish a part and it was not sent again.

    `instance` is the new sending's key: the same sent twice is no second one.
    """
    check_is_author(piece, participant=participant)
    newer = Piece.objects.filter(replaces=piece).first()
    if newer is not None and newer.pk != instance:
        raise CannotResend
    if not any(part.state == TextState.REJECTED for part in parts_of(piece)):
        raise CannotResend


def check_can_withdraw(piece: Piece, *, participant: Participant) -> None:
    """This will refuse `NotYours`; a piece in any state may be taken back, and twice is once."""
    check_is_author(piece, participant=participant)


def check_can_renew(piece: Piece, *, participant: Participant, at: datetime, on: date) -> None:
    """This will refuse `NotYours`, and `CannotRenew` outside the last 60 days of a published piece."""
    check_is_author(piece, participant=participant)
    if not Piece.objects.published(on).filter(pk=piece.pk).exists():
        raise CannotRenew
    last = piece.last_day
    if last is None or last - on > RENEWABLE_FOR:
        raise CannotRenew


def renewed_until(on: date) -> date:
    """This will return the last day of a piece renewed on a day."""
    return months_after(on, PUBLIC_FOR_MONTHS)


def parts_of(piece: Piece) -> list[Any]:
    """This will return the texts a piece consists of."""
    return [part for part in (piece.words, piece.drawing, piece.recording) if part is not None]


class NobodyTied(Refusal):
    """Somebody can be recognized on a photo, and nobody said who."""

    code = "nobody_tied"
    status = 400
    sentence = _("Hãy chọn từng em nhận ra được trong ảnh, hoặc che mặt các em.")


class PieceGone(Refusal):
    """A photo belongs to a piece that may yet be public."""

    code = "piece_gone"
    status = 409
    sentence = _("Bài này đã rút hoặc không còn nữa.")


class PieceDecided(Refusal):
    """Nobody would look at a photo that comes after the decision about the words (R-05)."""

    code = "piece_decided"
    status = 409
    sentence = _(
        "Bài đã có người duyệt nên không thêm hay đổi ảnh được nữa: ảnh phải được duyệt cùng bài. "
        "Nhờ em gửi lại (bài đang đăng thì em rút rồi gửi bài mới), và thêm ảnh lúc bài còn chờ đọc."
    )


def check_can_add_photo(piece: Piece, *, by: Any, at: datetime) -> None:
    """This will refuse whoever does not look after the piece's club now, `PieceGone`, and `PieceDecided` about its words.

    What went to protection takes a photo like what waits: a refusal would tell. It is read again before it is public.
    """
    clubs.check_can_facilitate(by, piece.club, at=at)
    if piece.withdrawn_at is not None or piece.words.state in {TextState.WITHDRAWN, TextState.ERASED}:
        raise PieceGone
    if piece.words.state not in {*OPEN_STATES, TextState.PROTECTION}:
        raise PieceDecided


def check_can_remove_photo(piece: Piece, *, by: Any, at: datetime) -> None:
    """This will refuse whoever neither may moderate now nor looks after the piece's club.

    Whatever the piece's state, and without live papers: what is taken away harms nobody.
    """
    if why_not(people_rules.check_can_moderate, by, at=at) is not None:
        clubs.check_looks_after(by, piece.club)


def check_children_named(children: list[Participant], *, shows_identifiable_child: bool) -> None:
    """This will refuse `NobodyTied` when somebody can be recognized and no child is named."""
    if shows_identifiable_child and not children:
        raise NobodyTied(fields={"children": [str(NobodyTied.sentence)]})
