"""What a decision about a text must hold, and which decisions a second person reads."""

import hmac
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import why_not
from portal.people.models import User
from portal.safeguarding import queries
from portal.safeguarding.models import (
    OPEN_STATES,
    Decision,
    FreeText,
    RejectionReason,
    ReviewDecision,
    SecondReading,
    Severity,
    TextKind,
    TextState,
)
from portal.safeguarding.rules.desk import (
    check_can_moderate_text,
    check_not_gone,
    check_reads_language,
    claim_holder,
    is_waiting,
)
from portal.safeguarding.rules.desk_refusals import (
    BadDecision,
    ClaimedByAnother,
    ConcernOpen,
    NeedsMasking,
    NoSecondReading,
    PersonalDataLeft,
    SameReader,
    StaleVersion,
    TextDecided,
    WrongDecision,
)
from portal.safeguarding.rules.languages import guess

LONGEST_MESSAGE = 600
LONGEST_NOTE = 300
LONGEST_PUBLIC_TEXT = 250_000
SECOND_OF = 10
"""One decision in so many is read by a second person (S-14)."""

PUBLISHING = (Decision.PUBLISH, Decision.MASK)
REFUSING = (Decision.REJECT, Decision.WITHDRAW)
IN_ANY_LANGUAGE = (Decision.WITHDRAW, Decision.PROTECTION)
"""What takes words out of sight or to protection waits for no reader of their language."""

SUGGESTIONS: dict[str, Promise] = {
    RejectionReason.PRIVATE: _(
        "Cảm ơn em đã gửi bài. Bài có thông tin riêng nên cô chú giữ lại để em được an toàn. "
        "Em bỏ tên, số điện thoại, nơi ở rồi gửi lại nhé."
    ),
    RejectionReason.HURTS: _(
        "Cảm ơn em đã gửi bài. Có lời trong bài làm bạn khác buồn. Em nói lại bằng lời nhẹ hơn rồi gửi lại nhé."
    ),
    RejectionReason.OTHERS_STORY: _(
        "Cảm ơn em đã gửi bài. Bài kể chuyện riêng của bạn khác. Em kể chuyện của em, hoặc bỏ phần đó rồi gửi lại nhé."
    ),
    RejectionReason.NOT_OWN: _(
        "Cảm ơn em đã gửi bài. Cô chú thấy bài này giống bài của người khác. Cô chú muốn nghe lời của em. "
        "Em viết rồi gửi lại nhé."
    ),
    RejectionReason.UNCLEAR: _(
        "Cảm ơn em đã gửi bài. Cô chú chưa hiểu hết ý em. Em viết thêm một chút rồi gửi lại nhé."
    ),
    RejectionReason.ADVERTISES: _(
        "Cảm ơn em đã gửi bài. Ở đây cô chú không đăng lời mua bán. Em viết điều em nghĩ rồi gửi lại nhé."
    ),
}
"""The kind sentence of each reason. It goes out at once; a moderator's own words wait for a second person."""

NAME_SUGGESTION = _("Cảm ơn em. Tên này chưa dùng được. Em chọn một tên khác nhé.")


def check_can_decide_text(text: FreeText, *, version: int, by: User, at: datetime, decision: str = "") -> None:
    """This will refuse a decision now.

    Refuses what reading refuses, `TextGone` once withdrawn or erased, `StaleVersion`, `TextDecided` unless it was reported
    or is taken down, `ClaimedByAnother`, and `LanguageNotRead` unless the decision is one for any language.
    """
    check_can_moderate_text(text, by=by, at=at)
    check_not_gone(text)
    if text.version != version:
        raise StaleVersion
    is_taken_down = decision == Decision.WITHDRAW and text.state == TextState.PUBLISHED
    if not is_waiting(text) and not is_taken_down:
        raise TextDecided
    if claim_holder(text, at=at) not in {None, by.pk}:
        raise ClaimedByAnother
    if decision and decision not in IN_ANY_LANGUAGE:
        check_reads_language(text, by=by, at=at)


def possible_decisions(text: FreeText, *, by: User, at: datetime) -> list[Decision]:
    """This will return how somebody may decide a text now; nothing is published while a concern is open."""
    found = _decisions_about(text)
    refusal = why_not(check_can_decide_text, text, version=text.version, by=by, at=at)
    if refusal is not None:
        is_public = isinstance(refusal, TextDecided) and text.state == TextState.PUBLISHED
        found = [Decision.WITHDRAW] if is_public else []
    if found and why_not(check_reads_language, text, by=by, at=at) is not None:
        found = [decision for decision in found if decision in IN_ANY_LANGUAGE]
    if found and queries.has_open_concern(text):
        found = [decision for decision in found if decision not in PUBLISHING]
    return found


def _decisions_about(text: FreeText) -> list[Decision]:
    if text.state == TextState.PUBLISHED:
        masking = [Decision.MASK] if text.kind in {TextKind.WORDS, TextKind.RECORDING} else []
        return [Decision.PUBLISH, *masking, Decision.WITHDRAW, Decision.PROTECTION]
    if text.state not in OPEN_STATES:
        return []
    if not text.is_meant_for_public:
        return [Decision.READ, Decision.PROTECTION]
    masking = [Decision.MASK] if text.kind == TextKind.WORDS else []
    return [Decision.PUBLISH, *masking, Decision.REJECT, Decision.PROTECTION]


def check_decision(
    text: FreeText,
    decision: str,
    *,
    public_text: str,
    reason: str,
    message: str,
    note: str,
    is_checked: bool,
) -> None:
    """This will refuse a decision that lacks what it needs.

    Refuses `WrongDecision`, `ConcernOpen` for publishing, `NeedsMasking`, `PersonalDataLeft`, and `BadDecision`: reason and
    kind message without a way to meet for a rejection, words for masking, a short note.
    """
    if decision not in _decisions_about(text):
        raise WrongDecision(_wrong(text))
    if decision in PUBLISHING and queries.has_open_concern(text):
        raise ConcernOpen
    _check_words(decision, public_text=public_text, reason=reason, message=message, note=note)
    if decision == Decision.PUBLISH and text.kind == TextKind.RECORDING and not (public_text or text.public_text):
        raise BadDecision(fields={"public_text": [str(_("Gõ lời trong bài nói ra chữ: ai không nghe được thì đọc."))]})
    if decision == Decision.PUBLISH and text.kind in {TextKind.WORDS, TextKind.PEN_NAME}:
        if text.state != TextState.PUBLISHED and queries.personal_data(queries.words_of(text)):
            raise NeedsMasking
    elif decision in PUBLISHING and not is_checked and queries.personal_data(public_text):
        raise PersonalDataLeft


def _check_words(decision: str, *, public_text: str, reason: str, message: str, note: str) -> None:
    wrong: dict[str, list[str]] = {}
    if decision in REFUSING and reason not in RejectionReason.values:
        wrong["reason"] = [str(_("Chọn một lý do trong nội quy."))]
    if decision in REFUSING and not message:
        wrong["message"] = [str(_("Viết vài lời nhẹ nhàng cho em: vì sao, và em gửi lại thế nào."))]
    if len(message) > LONGEST_MESSAGE:
        wrong["message"] = [str(_("Lời nhắn dài quá 600 ký tự."))]
    elif queries.needs_warning(message):
        wrong["message"] = [
            str(_("Lời nhắn có tên, số điện thoại, tài khoản hoặc nơi ở. Hãy bỏ đi: không người lớn nào hẹn riêng em."))
        ]
    if decision == Decision.MASK and not public_text:
        wrong["public_text"] = [str(_("Viết bản sẽ đăng."))]
    if len(public_text) > LONGEST_PUBLIC_TEXT:
        wrong["public_text"] = [str(_("Bản sẽ đăng dài quá."))]
    if len(note) > LONGEST_NOTE:
        wrong["note"] = [str(_("Ghi chú dài quá 300 ký tự."))]
    if wrong:
        raise BadDecision(fields=wrong)


def _wrong(text: FreeText) -> Promise:
    if not text.is_meant_for_public:
        return _("Em không gửi bài này để đăng. Hãy chọn “Đã đọc” hoặc “Chuyển bảo vệ”.")
    return _("Không quyết định như vậy được với bài này. Hãy chọn cách khác.")


def needs_second_reading(text: FreeText, decision: str) -> bool:
    """This will say whether the decision about to be made is read by a second person (S-14).

    Always for severity 1 and 2, for what was reported, and for what a person called Vietnamese though it is not spelt so; else
    for a tenth, drawn by a keyed digest nobody can foresee.
    Never for what goes to protection: an officer is the second person, and no other reader opens it.
    """
    if decision == Decision.PROTECTION:
        return False
    if text.severity <= Severity.TODAY or text.is_reported:
        return True
    if text.language == settings.LANGUAGE_CODE and guess(queries.words_of(text)) != settings.LANGUAGE_CODE:
        return True
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"second {text.pk} {text.version}".encode(), sha256).digest()
    return int.from_bytes(drawn[:8]) % SECOND_OF == 0


def check_can_read_second(decision: ReviewDecision, *, by: User, at: datetime) -> None:
    """This will refuse a second reading.

    Refuses what reading refuses, `SameReader`, `LanguageNotRead`, and `NoSecondReading` when done, gone or not due.
    """
    check_can_moderate_text(decision.text, by=by, at=at)
    if decision.by_id == by.pk:
        raise SameReader
    newest = decision.text.decisions.order_by("-pk").first()
    if (
        not decision.needs_second
        or newest != decision
        or SecondReading.objects.filter(decision=decision).exists()
        or decision.text.state in queries.NOT_READ_AGAIN
    ):
        raise NoSecondReading
    check_reads_language(decision.text, by=by, at=at)


def check_second_note(*, agrees: bool, note: str) -> None:
    """This will refuse `BadDecision` when somebody disagrees without saying why, or says it too long."""
    if not agrees and not note:
        raise BadDecision(fields={"note": [str(_("Ghi vì sao bạn thấy khác. Đừng chép lời của em vào đây."))]})
    if len(note) > LONGEST_NOTE:
        raise BadDecision(fields={"note": [str(_("Ghi chú dài quá 300 ký tự."))]})
