"""Who may say something into the opinion box, who may read and answer it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from clubs import queries
from clubs.models import Club, Opinion
from clubs.models.opinions import SEEN_BY_ADULTS
from media import actions as media_actions
from media import rules as media_rules
from portal.answers import rules as answers_rules
from portal.foundation.refusals import NotAllowed, Refusal
from portal.foundation.vietnamese.text import normalize
from portal.people import rules as people_rules
from portal.people.models import Activity, Participant
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import FreeText, TextKind, TextState

LONGEST_WORDS = safeguarding_rules.LONGEST_WORDS


class NotAMember(Refusal):
    """The child belongs to no club now."""

    code = "not_a_member"
    sentence = _("Em chưa ở câu lạc bộ nào. Em xin mã của cô chú phụ trách nhé.")


class NothingSaid(Refusal):
    """What came is empty."""

    code = "nothing_said"
    status = 400
    sentence = _("Em chưa viết, vẽ hay nói gì. Em thêm một chút rồi gửi nhé.")


class TooLong(Refusal):
    """More words than the box holds."""

    code = "too_long"
    status = 400
    sentence = _("Bài dài quá. Em chia thành hai lần gửi nhé.")


class NotARecording(Refusal):
    """The file is no recording we keep; everything else the child made is kept for her."""

    code = "not_a_recording"
    status = 400
    sentence = _("Tệp này không phải tiếng nói ghi âm. Em bấm Ghi âm, hoặc chọn tệp khác.")


class RecordingTooLong(NotARecording):
    code = "recording_too_long"
    sentence = _("Đoạn ghi âm dài quá 3 phút. Em nói ngắn hơn một chút nhé.")


class SentByAnother(Refusal):
    """The same key was used by somebody else: a guess, or two children on one form."""

    code = "sent_by_another"
    status = 409
    sentence = _("Phiếu này đã gửi rồi. Em mở trang mới rồi gửi lại nhé.")


class NotReadYet(Refusal):
    """A moderator has not read the opinion; staff who answer see nothing of it."""

    code = "not_read_yet"
    sentence = _("Lời này chưa có người đọc duyệt. Hãy đợi rồi mở lại.")


class NotPublic(Refusal):
    """A public reply to words that are not public would tell what they were."""

    code = "not_public"
    status = 409
    sentence = _("Lời của em không đăng công khai. Hãy trả lời riêng qua phiếu.")


class NoReply(Refusal):
    """The reply is empty or too long."""

    code = "no_reply"
    status = 400
    sentence = _("Hãy viết lời trả lời, dài nhất 2.000 ký tự.")


def check_can_send(participant: Participant, *, at: datetime) -> Club:
    """This will return the club a child speaks in. It refuses `ConsentMissing` and `NotAMember`."""
    people_rules.check_consents(participant, Activity.CLUB, at=at)
    membership = queries.membership_of(participant)
    if membership is None:
        raise NotAMember
    return membership.club


def check_is_own_sending(text: FreeText, *, participant: Participant | None) -> None:
    """This will refuse `SentByAnother` for a key another used, and for one whose words were erased: they do not come back."""
    if text.state == TextState.ERASED or text.participant_id != (participant.pk if participant else None):
        raise SentByAnother


def said(kind: str, content: Any) -> Any:
    """This will return what was said in its kept shape: words, strokes or sound. It never refuses for what is said.

    It refuses `NothingSaid`, `TooLong` and `BadDrawing`.
    """
    match kind:
        case TextKind.WORDS:
            words = str(content).replace("\0", "").replace("\r\n", "\n").strip()
            if not normalize(words).strip():  # nor what nobody can see
                raise NothingSaid(fields={"words": [str(NothingSaid.sentence)]})
            if len(words) > LONGEST_WORDS:
                raise TooLong(fields={"words": [str(TooLong.sentence)]})
            return words
        case TextKind.DRAWING:
            if content in ("", "[]", []):
                raise NothingSaid(fields={"drawing": [str(NothingSaid.sentence)]})
            return drawing_of(content)
        case TextKind.RECORDING if content:
            return content
    raise NothingSaid


def drawing_of(content: Any) -> list[dict[str, Any]]:
    """This will return a drawing's strokes, none for an empty sheet. It refuses `BadDrawing`."""
    if content in ("", "[]", []):
        return []
    try:
        return safeguarding_rules.check_drawing(content)
    except safeguarding_rules.BadDrawing as refusal:
        refusal.fields = {"drawing": [str(refusal)]}
        raise


def sound_of(upload: File) -> "media_actions.SafeRecording":
    """This will return the sound alone of what a child recorded. It refuses `NotARecording` and `RecordingTooLong`."""
    try:
        upload.seek(0)
        return media_actions.safe_recording(upload.read(), longest_seconds=safeguarding_rules.LONGEST_RECORDING)
    except RequestDataTooBig as error:  # of such an upload no byte was kept
        raise RecordingTooLong(fields={"recording": [str(RecordingTooLong.sentence)]}) from error
    except media_rules.BadSound as bad:
        kind = RecordingTooLong if bad.code == "sound_too_long" else NotARecording
        raise kind(fields={"recording": [str(kind.sentence)]}) from bad


def check_can_see(opinion: Opinion, *, by: Any, at: datetime) -> None:
    """This will refuse `NotAllowed` to those who do not answer this opinion: a facilitator sees her club's box alone.

    Without live training and commitment she sees nothing of it: `people.rules.check_is_qualified` says why.
    """
    if not queries.opinions_for(by).filter(pk=opinion.pk).exists():
        raise NotAllowed
    if queries.is_only_facilitator(by):
        people_rules.check_is_qualified(by, at=at)


def check_can_reply(opinion: Opinion, *, by: Any, at: datetime) -> None:
    """This will refuse `NotAllowed`, and `NotReadYet` before a moderator has read it."""
    check_can_see(opinion, by=by, at=at)
    if not by.has_perm("clubs.change_opinion"):
        raise NotAllowed
    if opinion.text.state not in SEEN_BY_ADULTS:
        raise NotReadYet


def check_can_reply_privately(opinion: Opinion, *, by: Any, at: datetime) -> None:
    """This will refuse as `check_can_reply` does, and whoever may not write on receipts, as facilitators may not."""
    check_can_reply(opinion, by=by, at=at)
    answers_rules.check_can_reply(opinion.receipt, by=by)


def check_can_reply_publicly(opinion: Opinion, *, by: Any, at: datetime) -> None:
    """This will refuse as `check_can_reply` does, and `NotPublic` where the child's words are not published."""
    check_can_reply(opinion, by=by, at=at)
    if opinion.text.state != TextState.PUBLISHED:
        raise NotPublic


def reply_words(words: str) -> str:
    """This will return a reply as it is kept. It refuses `NoReply`."""
    words = words.replace("\0", "").replace("\r\n", "\n").strip()
    if not words or len(words) > 2000:
        raise NoReply(fields={"words": [str(NoReply.sentence)]})
    return words
