"""May this be done with this child's consents, and may somebody answer, witness or take back?"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.refusals import Refusal
from portal.people import queries
from portal.people.models import (
    Activity,
    AgeBand,
    Channel,
    ConsentRecord,
    ConsentText,
    Giver,
    GuardianLink,
    Participant,
    Relation,
    User,
    Withdrawal,
    requirements,
)
from portal.people.rules.reach import check_can_reach

WITNESSING = (Channel.PAPER, Channel.PHONE)
"""How an adult of ours learns that it was the guardian: seeing the signed paper, or calling back."""

ASKABLE = tuple(activity for activity in Activity if activity != Activity.ANONYMOUS)
RELATIONS = [choice for choice in Relation.choices if choice[0] != Relation.SELF]
"""What people are asked about. What needs no name needs no record: answering is the yes."""

IN_USE = (Activity.CLUB, Activity.PICTURE)
"""What the portal does today. Nobody is asked ahead for what does not exist: registering, travel and push come with theirs."""


class ConsentMissing(Refusal):
    """Somebody's yes is still needed; `fields` says whose: child, guardian, witness, or activity when not offered."""

    code = "consent_missing"
    status = 403
    sentence = gettext_lazy(
        "Việc này còn phải chờ. Trong lúc chờ, em vẫn đọc bài, gọi 111 và bấm “Báo cho cô chú” được."
    )


class NotOffered(ConsentMissing):
    """Nobody is asked: the activity is not for this age."""

    code = "not_offered"
    sentence = gettext_lazy("Việc này chưa dành cho nhóm tuổi của em.")


class NotAsked(Refusal):
    """This person's answer is not asked for this activity at this age."""

    code = "not_asked"
    status = 409
    sentence = gettext_lazy("Ở nhóm tuổi này, việc này không hỏi người đó.")


class NoConsentText(Refusal):
    """There are no words to agree to yet."""

    code = "no_consent_text"
    status = 409
    sentence = gettext_lazy("Chưa có lời xin đồng ý cho việc này. Hãy báo người quản trị.")


class BeingErased(Refusal):
    """Everything was taken back, or the child is erased already; nothing new is asked."""

    code = "being_erased"
    status = 409
    sentence = gettext_lazy("Đã có yêu cầu rút lại tất cả. Thông tin sẽ được xóa, nên không hỏi thêm nữa.")


class LinkUnknown(Refusal):
    """No link has this token."""

    code = "link_unknown"
    status = 404
    sentence = gettext_lazy("Đường dẫn này không đúng. Hãy xem lại phiếu, hoặc hỏi người phụ trách câu lạc bộ.")


class LinkAnswered(Refusal):
    """It was answered once already."""

    code = "link_answered"
    status = 410
    sentence = gettext_lazy("Phiếu này đã được trả lời. Muốn đổi ý, hãy dùng mã rút lại hoặc hỏi người phụ trách.")


class LinkExpired(Refusal):
    """Fourteen days have passed."""

    code = "link_expired"
    status = 410
    sentence = gettext_lazy("Phiếu này đã hết hạn. Hãy nhờ người phụ trách câu lạc bộ làm phiếu mới.")


class LinkRevoked(Refusal):
    """A newer link took its place, or staff took it back."""

    code = "link_revoked"
    status = 410
    sentence = gettext_lazy("Phiếu này không còn dùng. Hãy nhờ người phụ trách câu lạc bộ đưa phiếu mới nhất.")


class BadAnswer(Refusal):
    """Something is not answered, or cannot be; `fields` says which."""

    code = "bad_answer"
    status = 400
    sentence = gettext_lazy("Còn chỗ chưa trả lời. Hãy xem từng ô.")


class NothingToAsk(Refusal):
    """For none of these activities is a guardian asked at this age."""

    code = "nothing_to_ask"
    status = 400
    sentence = gettext_lazy("Hãy chọn ít nhất một việc cần hỏi cha mẹ.")


class EvidenceMissing(Refusal):
    """Nobody could later show how we know."""

    code = "evidence_missing"
    status = 400
    sentence = gettext_lazy("Hãy ghi bằng chứng: giấy nào, ký ngày nào, cất ở đâu.")

    def __init__(self) -> None:
        super().__init__(fields={"evidence": [str(self.sentence)]})


class NotWitnessable(Refusal):
    """Only a guardian's yes that lives is witnessed."""

    code = "not_witnessable"
    status = 409
    sentence = gettext_lazy("Chỉ chứng được lời đồng ý còn hiệu lực của cha mẹ.")


class NothingToWithdraw(Refusal):
    """No yes lives that could be taken back."""

    code = "nothing_to_withdraw"
    status = 409
    sentence = gettext_lazy("Không còn lời đồng ý nào để rút lại ở việc này.")


class GuardianNoLonger(Refusal):
    """From 18 on one decides for oneself."""

    code = "guardian_no_longer"
    status = 409
    sentence = gettext_lazy("Em đã từ 18 tuổi nên tự quyết định. Em có thể tự rút lại.")


class CodeUnknown(Refusal):
    """No answer was given under this code."""

    code = "code_unknown"
    status = 404
    sentence = gettext_lazy("Không tìm thấy mã này. Hãy xem lại bốn cặp từ đã ghi.")


class AlreadyReplied(Refusal):
    """Somebody answered the family before."""

    code = "already_replied"
    status = 409
    sentence = gettext_lazy("Đã có người trả lời lần rút lại này.")


def check_consents(participant: Participant, activity: str, *, at: datetime) -> None:
    """This will refuse with ConsentMissing (fields: whose yes) or NotOffered what consent does not cover now.

    Anonymous surveys, receipts, reports and help never wait: of those nobody asks this rule, and for ANONYMOUS it passes from
    7 on. The age band the child states now decides.
    """
    if activity == Activity.ANONYMOUS and requirements(participant.age_band, activity).is_offered:
        return
    status = queries.consent_status(participant, activity, at=at)
    if not status.requirement.is_offered:
        raise NotOffered(fields={"activity": list(status.missing)})
    if not status.is_complete:
        raise ConsentMissing(fields=dict(zip(status.waits_for, ([one] for one in status.missing), strict=True)))


def check_can_answer(participant: Participant, activity: str, giver: str) -> None:
    """This will refuse with BeingErased, NotOffered or NotAsked an answer nobody waits for."""
    if participant.is_erased or queries.is_being_erased(participant):
        raise BeingErased
    if activity not in ASKABLE:
        raise NotAsked
    needed = requirements(participant.age_band, activity)
    if not needed.is_offered:
        raise NotOffered
    if not (needed.child if giver == Giver.CHILD else needed.guardian or needed.guardian_told):
        raise NotAsked


def askable_of_child(participant: Participant) -> list[Activity]:
    """This will return the activities this child is asked about herself."""
    return [activity for activity in ASKABLE if requirements(participant.age_band, activity).child]


def askable_of_guardian(participant: Participant) -> list[Activity]:
    """This will return the activities a guardian of this child is asked or told about."""
    table = {activity: requirements(participant.age_band, activity) for activity in ASKABLE}
    return [activity for activity, needed in table.items() if needed.guardian or needed.guardian_told]


def check_can_make_link(participant: Participant, *, activities: Iterable[str], by: User, at: datetime) -> None:
    """This will refuse with NotAllowed, BeingErased, or NothingToAsk when no guardian is asked about these."""
    check_can_reach(participant, by=by, at=at)
    if participant.is_erased or queries.is_being_erased(participant):
        raise BeingErased
    wanted = set(activities)
    if not wanted or not wanted <= set(askable_of_guardian(participant)):
        raise NothingToAsk(fields={"activities": [str(NothingToAsk.sentence)]})


def check_link_open(link: GuardianLink | None, *, at: datetime) -> GuardianLink:
    """This will return a link that may be answered; refuses with LinkUnknown, LinkAnswered, LinkRevoked, LinkExpired."""
    if link is None:
        raise LinkUnknown
    if link.answered_at is not None:
        raise LinkAnswered
    if link.revoked_at is not None or link.participant.is_erased:
        raise LinkRevoked
    if link.expires_at <= at:
        raise LinkExpired
    return link


def check_guardian_answers(link: GuardianLink, *, relation: str, answers: Mapping[str, object]) -> None:
    """This will refuse with BadAnswer whatever is missing or was not asked: silence is no yes (Decree 356/2025)."""
    wrong: dict[str, list[str]] = {}
    if relation not in dict(RELATIONS):
        wrong["relation"] = [_("Hãy chọn người trả lời phiếu này.")]
    for activity in link.activities:
        if not isinstance(answers.get(activity), bool):
            wrong[activity] = [_("Hãy chọn đồng ý hay không đồng ý.")]
    if set(answers) - set(link.activities):
        wrong["answers"] = [_("Có việc không nằm trong phiếu này.")]
    if wrong:
        raise BadAnswer(fields=wrong)


def check_text_found(text: ConsentText | None) -> ConsentText:
    """This will return the words that were asked; refuses with NoConsentText when there are none."""
    if text is None:
        raise NoConsentText
    return text


def check_can_witness(record: ConsentRecord, *, by: User, channel: str, at: datetime) -> None:
    """This will refuse with NotAllowed, NotWitnessable, or BadAnswer for a way that shows nothing."""
    check_can_reach(record.participant, by=by, at=at)
    if record.giver != Giver.GUARDIAN or not record.is_live or record.participant.is_erased:
        raise NotWitnessable
    if channel not in WITNESSING:
        raise BadAnswer(fields={"channel": [_("Hãy chọn: gặp và xem giấy, hoặc gọi lại qua điện thoại.")]})


def check_can_withdraw(participant: Participant, *, activity: str | None, asked_by: str) -> None:
    """This will refuse with BeingErased, GuardianNoLonger, or NotAsked for what is no activity."""
    if participant.is_erased:
        raise BeingErased
    if activity and activity not in ASKABLE:
        raise NotAsked
    if asked_by == Giver.GUARDIAN and participant.age_band == AgeBand.FROM_18:
        raise GuardianNoLonger


def check_can_reply(withdrawal: Withdrawal, *, by: User, at: datetime) -> None:
    """This will refuse with NotAllowed or AlreadyReplied."""
    check_can_reach(withdrawal.participant, by=by, at=at)
    if withdrawal.replied_at is not None:
        raise AlreadyReplied
