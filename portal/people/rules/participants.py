"""What a child may be called here, which age she may say, and who may open her door again."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.foundation.refusals import NotAllowed, Refusal
from portal.foundation.vietnamese import text
from portal.people import queries
from portal.people.models import AgeBand, Participant, Role, User

LONGEST_PEN_NAME = 40


class BadPenName(Refusal):
    """Nothing to see in it, or too long."""

    code = "bad_pen_name"
    status = 400
    sentence = _("Em chọn một bút danh từ 1 đến 40 chữ cái nhé.")

    def __init__(self, sentence: object = None) -> None:
        super().__init__(sentence)
        self.fields = {"pen_name": [str(self.sentence)]}


class UnknownAgeBand(Refusal):
    """Not one of the scheme."""

    code = "unknown_age_band"
    status = 400
    sentence = _("Em chọn lại nhóm tuổi nhé.")

    def __init__(self, sentence: object = None) -> None:
        super().__init__(sentence)
        self.fields = {"age_band": [str(self.sentence)]}


class BandNotOffered(UnknownAgeBand):
    """Under 7 only a guardian registers."""

    code = "band_not_offered"
    sentence = _("Em dưới 7 tuổi thì cha mẹ ghi tên giúp em nhé.")


class OlderNeedsAdult(UnknownAgeBand):
    """A child grows by one band at most, once in a school year; whoever looks after her corrects the rest."""

    code = "older_needs_adult"
    status = 409
    sentence = _(
        "Mỗi năm học em chỉ lên một nhóm tuổi. Nếu lần trước em chọn nhầm, em nhờ cô chú phụ trách sửa giúp nhé."
    )


class GrownUpNeedsAdult(OlderNeedsAdult):
    """From 18 on nobody else's yes is needed: that is no word a child can say to open every door herself."""

    code = "grown_up_needs_adult"
    sentence = _("Em đủ 18 tuổi thì em nhờ cô chú phụ trách ghi giúp nhé. Bây giờ em chọn “từ 16 tuổi”.")


class UnknownLanguage(Refusal):
    """Not one of the languages children here speak."""

    code = "unknown_language"
    status = 400
    sentence = _("Em chọn lại tiếng nhé.")

    def __init__(self) -> None:
        super().__init__(fields={"language": [str(self.sentence)]})


class ParticipantErased(Refusal):
    """Nothing is known of this child any more."""

    code = "participant_erased"
    status = 410
    sentence = _("Thông tin về em đã được xóa. Em hỏi cô chú phụ trách nhé.")


class NotFacilitator(NotAllowed):
    """Only whoever looks after children here may do this."""

    code = "not_facilitator"
    sentence = _("Chỉ người phụ trách câu lạc bộ làm được việc này. Hãy hỏi người quản trị.")


def check_pen_name(name: str) -> str:
    """This will return a pen name in the form that is kept; it refuses BadPenName when nothing shows or over 40 characters.

    "A Brôl" and "Y Blên" are whole names. Whether it gives its bearer away is asked above, with what safeguarding knows.
    """
    try:
        cleaned = text.clean_name(name)
    except text.EmptyNameError as error:
        raise BadPenName from error
    if not any(character.isalnum() for character in cleaned):
        raise BadPenName(_("Bút danh cần ít nhất một chữ cái. Em viết lại nhé."))
    # Both counts: what a reader sees, and what the column holds ("é" typed with ten marks is one character).
    if text.count_characters(cleaned) > LONGEST_PEN_NAME or len(cleaned) > LONGEST_PEN_NAME:
        raise BadPenName(_("Bút danh dài quá. Em chọn tên ngắn hơn 40 chữ cái nhé."))
    return cleaned


def check_age_band(age_band: str, *, is_by_guardian: bool = False) -> AgeBand:
    """This will return the band said; it refuses UnknownAgeBand, and BandNotOffered to a child who says under 7."""
    if age_band not in AgeBand.values:
        raise UnknownAgeBand
    if age_band == AgeBand.UNDER_7 and not is_by_guardian:
        raise BandNotOffered
    return AgeBand(age_band)


def check_says_band(age_band: str) -> AgeBand:
    """This will return the band somebody new may say; it refuses what `check_age_band` does, and GrownUpNeedsAdult."""
    band = check_age_band(age_band)
    if band == AgeBand.FROM_18:
        raise GrownUpNeedsAdult
    return band


def check_says_own_age(participant: Participant, age_band: str, *, at: datetime) -> AgeBand:
    """This will return the band a child may say of herself; it refuses what `check_says_band` does, and OlderNeedsAdult.

    A younger band needs more consents, so she may always say it. An older one needs fewer: only once in a school year,
    and only the next, lest a child whose guardian said no says that she is 18.
    """
    is_grown_up = participant.age_band == AgeBand.FROM_18
    band = check_age_band(age_band) if is_grown_up else check_says_band(age_band)
    bands = list(AgeBand)
    older_by = bands.index(band) - bands.index(AgeBand(participant.age_band)) if participant.age_band else 0
    if older_by > 1 or (older_by == 1 and not queries.must_restate_age(participant, at=at)):
        raise OlderNeedsAdult
    return band


def check_language(language: str) -> str:
    """This will return the language; it refuses UnknownLanguage for one nobody here speaks."""
    if language not in languages.SPOKEN:
        raise UnknownLanguage
    return language


def check_is_there(participant: Participant) -> None:
    """This will refuse ParticipantErased for a child nothing is known of any more. No query."""
    if participant.is_erased:
        raise ParticipantErased


def check_looks_after_children(participant: Participant, *, by: User, at: datetime) -> None:
    """This will refuse to lift a lock, give a new PIN or correct an age: NotFacilitator, ParticipantErased.

    Whether it is the facilitator of this child's own club, `clubs` asks before.
    """
    if not by.is_active or not queries.roles_of(by) & {Role.FACILITATOR, Role.ADMINISTRATOR}:
        raise NotFacilitator
    check_is_there(participant)
