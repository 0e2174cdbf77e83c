"""How the desk says no."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User
from portal.safeguarding import queries


class KeptFromYou(NotAllowed):
    """The words are about this very person."""

    code = "kept_from_you"
    sentence = _("Bài này người khác đọc. Hãy đọc bài tiếp theo.")


class OwnEntry(NotAllowed):
    """Whoever wrote it down for a child does not decide about it."""

    code = "own_entry"
    sentence = _("Bạn đã ghi bài này hộ một em. Hãy để một người khác đọc và quyết định.")


class WithProtection(NotAllowed):
    """It was handed to protection: whoever reads for the desk has no more to do with it."""

    code = "with_protection"
    sentence = _("Bài này đã chuyển cho cán bộ bảo vệ trẻ em. Từ lúc đó chỉ cán bộ bảo vệ mở được.")


class ClaimedByAnother(Refusal):
    code = "claimed_by_another"
    status = 409
    sentence = _("Một đồng nghiệp đang đọc bài này. Hãy đọc bài khác, hoặc chờ người đó thả ra.")


class ConcernOpen(Refusal):
    """Officers still care for something about it: it does not become public meanwhile, nor is it said to be in order."""

    code = "concern_open"
    status = 409
    sentence = _(
        "Cán bộ bảo vệ đang lo một việc về bài này, nên chưa đăng được. Hãy chờ việc đó đóng, hoặc chuyển bảo vệ."
    )


class ConcernOver(NotAllowed):
    """It was handed to protection, and what it was about is closed: nobody needs its words any more (R-13)."""

    code = "concern_over"
    sentence = _("Việc về bài này đã đóng, nên không ai mở lời của em nữa. Nếu cần đọc lại, hãy trả bài về hàng đợi.")


class StaleVersion(Refusal):
    """Somebody decided while this form lay open."""

    code = "stale_version"
    status = 409
    sentence = _("Trong lúc bạn đọc, bài này đã thay đổi. Lần bấm này chưa làm gì cả. Hãy mở lại bài để xem.")


class TextGone(Refusal):
    """Withdrawn or erased: nobody decides about it any more."""

    code = "text_gone"
    status = 409
    sentence = _("Em đã rút lại bài này, hoặc bài đã xóa. Không cần quyết định nữa.")


class TextDecided(Refusal):
    code = "text_decided"
    status = 409
    sentence = _("Bài này đã có quyết định. Hãy đọc bài tiếp theo.")


class NotWaiting(Refusal):
    code = "not_waiting"
    status = 409
    sentence = _("Bài này không còn chờ đọc. Hãy tải lại danh sách.")


class WrongDecision(Refusal):
    """This text cannot be decided that way."""

    code = "wrong_decision"
    status = 400


class BadDecision(Refusal):
    """Something a decision needs is missing or wrong; `fields` says what."""

    code = "bad_decision"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


class PersonalDataLeft(Refusal):
    """What would be published still holds personal data."""

    code = "personal_data_left"
    status = 400
    sentence = _(
        "Bản sẽ đăng còn thông tin riêng. Hãy che đi, hoặc đánh dấu rằng bạn đã xem và đó không phải thông tin riêng."
    )

    def __init__(self, sentence: Any = None) -> None:
        super().__init__(sentence, fields={"public_text": [str(sentence or self.sentence)]})


class NeedsMasking(Refusal):
    code = "needs_masking"
    status = 400
    sentence = _("Bài có thông tin riêng đang được che. Hãy chọn “Che thông tin rồi đăng”.")


class LanguageNotRead(NotAllowed):
    """Words are decided by those who read them; the sentence names the language and whom to ask."""

    code = "language_not_read"

    def __init__(self, language: str, readers: Iterable[User]) -> None:
        told = {"language": queries.language_name(language), "people": ", ".join(str(person) for person in readers)}
        if language == languages.UNKNOWN:
            sentence = gettext(
                "Bài này chưa rõ tiếng gì. Nếu nhận ra, hãy ghi tiếng của bài; nếu không, hãy giao đồng nghiệp."
            )
        elif told["people"]:
            sentence = gettext("Bài này chờ người đọc được: %(language)s. Hãy giao cho %(people)s.") % told
        else:
            sentence = (
                gettext("Chưa ai ở Trung tâm đọc được: %(language)s. Hãy nhờ người quản trị ghi người đọc.") % told
            )
        super().__init__(sentence)


class SameReader(NotAllowed):
    """The second reading is for another person."""

    code = "same_reader"
    sentence = _("Bạn đã quyết định bài này. Một người khác phải đọc lại.")


class NoSecondReading(Refusal):
    code = "no_second_reading"
    status = 409
    sentence = _("Bài này không còn chờ đọc lại.")
