"""Who may read and decide what children wrote, and what a decision must hold."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.people import queries as people_queries
from portal.people import rules as people_rules
from portal.people.models import Role, User
from portal.safeguarding import queries
from portal.safeguarding.models import (
    OPEN_STATES,
    READ_ELSEWHERE,
    Decision,
    FreeText,
    RejectionReason,
    ReviewDecision,
    SecondReading,
    Severity,
    TextKind,
    TextState,
)
from portal.safeguarding.rules.desk_refusals import (
    BadDecision,
    ClaimedByAnother,
    KeptFromYou,
    LanguageNotRead,
    NeedsMasking,
    NoSecondReading,
    NotWaiting,
    OwnEntry,
    PersonalDataLeft,
    SameReader,
    StaleVersion,
    TextDecided,
    TextGone,
    WithProtection,
    WrongDecision,
)

CLAIM_LASTS = timedelta(minutes=30)
LONGEST_MESSAGE = 600
LONGEST_NOTE = 300
LONGEST_PUBLIC_TEXT = 100_000
SECOND_OF = 10
"""One decision in so many is read by a second person (S-14)."""

PUBLISHING = (Decision.PUBLISH, Decision.MASK)
REFUSING = (Decision.REJECT, Decision.WITHDRAW)

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
        "Cảm ơn em đã gửi bài. Cô chú thấy bài này của người khác. Cô chú muốn nghe lời của em. Em viết rồi gửi lại nhé."
    ),
    RejectionReason.UNCLEAR: _(
        "Cảm ơn em đã gửi bài. Cô chú chưa hiểu hết ý em. Em viết thêm một chút rồi gửi lại nhé."
    ),
    RejectionReason.ADVERTISES: _(
        "Cảm ơn em đã gửi bài. Ở đây cô chú không đăng lời mua bán. Em viết điều em nghĩ rồi gửi lại nhé."
    ),
}
"""A kind first wording for each reason; the moderator changes it as she likes."""


def claim_holder(text: FreeText, *, at: datetime) -> int | None:
    """This will return the id of the person whose claim on a text is live, or None. Claims end after 30 minutes."""
    if text.claimed_by_id is None or text.claimed_at is None or text.claimed_at + CLAIM_LASTS <= at:
        return None
    return text.claimed_by_id


def check_can_moderate_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse whoever may not read this text as a moderator.

    Refuses what `people.rules.check_can_moderate` refuses, `KeptFromYou`, `OwnEntry` to whoever entered it for a child, and
    `WithProtection` once it was handed over.
    """
    people_rules.check_can_moderate(by, at=at)
    if text.entered_by_id == by.pk:
        raise OwnEntry
    if text.source_kind in READ_ELSEWHERE or text.keep_from.filter(pk=by.pk).exists():
        raise KeptFromYou
    if text.state == TextState.PROTECTION:
        raise WithProtection


def check_can_see_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse even the facts of a text that lies with protection: `WithProtection` to all but officers (S-13).

    Officers need live training and commitment, as for a concern: refuses what `people.rules.check_can_protect` refuses.
    """
    if text.state != TextState.PROTECTION:
        return
    if Role.PROTECTION not in people_queries.roles_of(by):
        raise WithProtection
    people_rules.check_can_protect(by, at=at)


def sees_unmasked(text: FreeText, *, by: User) -> bool:
    """This will say whether this person sees personal data in a text: protection officers, while it is theirs (S-11)."""
    if Role.PROTECTION not in people_queries.roles_of(by) or not by.is_active:
        return False
    if text.keep_from.filter(pk=by.pk).exists():
        return False
    return text.state == TextState.PROTECTION or queries.has_open_concern(text)


def check_can_open_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse whoever may not see the words: neither a moderator for them, nor a protection officer whose they are.

    Refuses `TextGone` too, once withdrawn or erased, and what `people.rules.check_can_protect` refuses. Words a child took
    back are opened only by officers whose concern they belong to.
    """
    if text.state == TextState.ERASED:
        raise TextGone
    if sees_unmasked(text, by=by):
        people_rules.check_can_protect(by, at=at)
    else:
        check_can_moderate_text(text, by=by, at=at)
        _check_not_gone(text)


def check_can_claim_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse a claim: what reading refuses, `TextGone`, `NotWaiting`, `ClaimedByAnother`."""
    check_can_moderate_text(text, by=by, at=at)
    _check_not_gone(text)
    if not is_waiting(text):
        raise NotWaiting
    if claim_holder(text, at=at) not in {None, by.pk}:
        raise ClaimedByAnother


def check_can_decide_text(text: FreeText, *, version: int, by: User, at: datetime, decision: str = "") -> None:
    """This will refuse a decision now.

    Refuses what reading refuses, `TextGone` once withdrawn or erased, `StaleVersion`, `TextDecided` unless it was reported
    or is taken down, and `ClaimedByAnother`.
    """
    check_can_moderate_text(text, by=by, at=at)
    _check_not_gone(text)
    if text.version != version:
        raise StaleVersion
    is_taken_down = decision == Decision.WITHDRAW and text.state == TextState.PUBLISHED
    if not is_waiting(text) and not is_taken_down:
        raise TextDecided
    if claim_holder(text, at=at) not in {None, by.pk}:
        raise ClaimedByAnother


def possible_decisions(text: FreeText) -> list[Decision]:
    """This will return how a text may be decided now."""
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
    reads_language: bool,
    is_checked: bool,
) -> None:
    """This will refuse a decision that lacks what it needs.

    Refuses `WrongDecision`, `BadDecision` (reason and kind message for a rejection, words for masking, severity-free note
    for protection), `LanguageNotRead`, `NeedsMasking` and `PersonalDataLeft`.
    """
    if decision not in possible_decisions(text):
        raise WrongDecision(_wrong(text))
    if text.state == TextState.LANGUAGE and decision != Decision.PROTECTION and not reads_language:
        raise LanguageNotRead
    _check_words(decision, public_text=public_text, reason=reason, message=message, note=note)
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


def is_waiting(text: FreeText) -> bool:
    """This will say whether a person must look at a text: nobody decided yet, or somebody reported what is public."""
    return text.state in OPEN_STATES or (text.state == TextState.PUBLISHED and text.is_reported)


def _check_not_gone(text: FreeText) -> None:
    if text.state in {TextState.WITHDRAWN, TextState.ERASED}:
        raise TextGone


def needs_second_reading(text: FreeText, decision: str) -> bool:
    """This will say whether the decision about to be made is read by a second person (S-14).

    Always for severity 1 and 2 and for what was reported; else for a tenth, drawn by a keyed digest nobody can foresee.
    Never for what goes to protection: an officer is the second person, and no other reader opens it.
    """
    if decision == Decision.PROTECTION:
        return False
    if text.severity <= Severity.TODAY or text.is_reported:
        return True
    drawn = hmac.new(settings.SECRET_KEY.encode(), f"second {text.pk} {text.version}".encode(), sha256).digest()
    return int.from_bytes(drawn[:8]) % SECOND_OF == 0


def check_can_read_second(decision: ReviewDecision, *, by: User, at: datetime) -> None:
    """This will refuse a second reading: what reading refuses, `SameReader`, `NoSecondReading` when done, gone or not due."""
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


def check_second_note(*, agrees: bool, note: str) -> None:
    """This will refuse `BadDecision` when somebody disagrees without saying why, or says it too long."""
    if not agrees and not note:
        raise BadDecision(fields={"note": [str(_("Ghi vì sao bạn thấy khác. Đừng chép lời của em vào đây."))]})
    if len(note) > LONGEST_NOTE:
        raise BadDecision(fields={"note": [str(_("Ghi chú dài quá 300 ký tự."))]})


def check_can_name_language(text: FreeText, *, language: str, by: User, at: datetime) -> None:
    """This will refuse what claiming refuses, and `WrongDecision` for an unknown language or a text already decided."""
    check_can_claim_text(text, by=by, at=at)
    if language not in languages.SPOKEN or text.state not in OPEN_STATES:
        raise WrongDecision(_("Hãy chọn một tiếng trong danh sách."))


def check_can_return_text(text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse giving a text of protection back to the desk: what `check_can_protect` refuses, `NotWaiting`."""
    people_rules.check_can_protect(by, at=at)
    if text.state != TextState.PROTECTION:
        raise NotWaiting
