"""What a complaint needs."""

from django.utils.translation import gettext_lazy as _

from portal.answers import queries
from portal.answers.models import Complaint
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User

ANSWER_WITHIN = 10
"""Working days. The law on complaints allows thirty days; a child is told sooner."""


TOO_LONG = _("Lời này dài quá. Em chia thành hai lần gửi nhé. Chuyện gấp thì em gọi 111.")
"""What a door says to more than `safeguarding.rules.LONGEST_WORDS` at one go."""


class BadWords(Refusal):
    """Nothing written."""

    code = "bad_words"
    status = 400
    sentence = _("Em viết vài chữ rồi gửi nhé.")


class BadChoice(Refusal):
    """Not one of the choices."""

    code = "bad_choice"
    status = 400
    sentence = _("Em hãy chọn một dòng.")


class NotForYou(NotAllowed):
    """The complaint is for somebody else."""

    code = "not_for_you"
    status = 404
    sentence = _("Không có lời phản ánh này.")


def check_complaint(about: str, words: str) -> None:
    """This will refuse BadChoice and BadWords."""
    if about not in Complaint.About.values:
        raise BadChoice(fields={"about": [str(BadChoice.sentence)]})
    check_words(words)


def check_words(words: str) -> None:
    """This will refuse BadWords for nothing written. What is written is never refused for what it says."""
    if not words:
        raise BadWords(fields={"words": [str(BadWords.sentence)]})


def check_can_answer_complaint(complaint: Complaint, *, by: User) -> None:
    """This will refuse NotAllowed and NotForYou."""
    if not by.is_active or not by.has_perm("answers.change_complaint"):
        raise NotAllowed
    if not queries.complaints_for(by).filter(pk=complaint.pk).exists():
        raise NotForYou
