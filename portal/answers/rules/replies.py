"""Which adult may write to a child on her receipt, and what is said there (S-01)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.answers import queries
from portal.answers.models import Receipt, ReceiptEntry
from portal.answers.rules.receipts import AlreadyErased
from portal.foundation.refusals import NotAllowed, Refusal
from portal.foundation.vietnamese import reading
from portal.people import queries as people_queries
from portal.people import rules as people_rules
from portal.people.models import Role, User
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import FreeText, TextState

LONGEST_REPLY = 2000
LONGEST_SENTENCE = 22
CLOSED_TO_ADULTS = (TextState.PROTECTION, TextState.WITHDRAWN, TextState.ERASED)
"""What nobody opens by a receipt: the protection desk has it, or the child took it back."""


class BadReply(Refusal):
    """Empty, or too long."""

    code = "bad_reply"
    status = 400
    sentence = _("Hãy viết lời trả lời, tối đa 2.000 ký tự.")


class PersonalDataInReply(Refusal):
    """The words hold a telephone number, an address, a name: whoever finds the code would read them."""

    code = "personal_data_in_reply"
    status = 400
    sentence = _("Lời trả lời có thông tin riêng. Bỏ đi, hoặc đánh dấu rằng thông tin này ai đọc cũng được.")


class KeptFromYou(NotAllowed):
    """What the child wrote is about this person, or about what she decided."""

    code = "kept_from_you"
    sentence = _("Phiếu này người khác trả lời.")


class NobodyWaits(Refusal):
    """Somebody else saw it already."""

    code = "already_seen"
    status = 409
    sentence = _("Lời này đã có người thứ hai xem.")


class OwnReply(NotAllowed):
    """A second person must see it."""

    code = "own_reply"
    sentence = _("Lời này do bạn viết. Cần một người khác xem.")


class NotReadable(NotAllowed):
    """The words are with the protection desk, withdrawn or erased."""

    code = "not_readable"
    sentence = _("Lời này không mở ở đây.")


class BadReason(Refusal):
    """Nobody opens a child's words without saying why (S-13)."""

    code = "bad_reason"
    status = 400
    sentence = _("Hãy ghi vì sao bạn mở lời này.")


def check_reason(reason: str) -> None:
    """This will refuse BadReason for an empty reason."""
    if not reason:
        raise BadReason(fields={"reason": [str(BadReason.sentence)]})


def check_can_reply(receipt: Receipt, *, by: User) -> None:
    """This will refuse NotAllowed, KeptFromYou and AlreadyErased.

    A complaint is answered by those it is for alone, a request about data by those who handle requests.
    """
    needed = "answers.change_complaint" if queries.is_complaint(receipt) else "answers.add_receiptentry"
    if not by.is_active or not by.has_perm(needed):
        raise NotAllowed
    check_not_kept_from(receipt, by=by)
    if receipt.is_erased:
        raise AlreadyErased


def check_not_kept_from(receipt: Receipt, *, by: User) -> None:
    """This will refuse KeptFromYou whoever may not know of this receipt."""
    if not queries.receipts_for(by).filter(pk=receipt.pk).exists():
        raise KeptFromYou


def check_reply_words(words: str, *, is_checked: bool) -> None:
    """This will refuse BadReply, and PersonalDataInReply unless the person looked and says that anyone may read it."""
    if not words or len(words) > LONGEST_REPLY:
        raise BadReply(fields={"words": [str(BadReply.sentence)]})
    if not is_checked and safeguarding_queries.personal_data(words):
        raise PersonalDataInReply(fields={"words": [str(PersonalDataInReply.sentence)]})


def hard_to_read(words: str) -> list[str]:
    """This will return the sentences of a reply that are long for a child; a hint, not a refusal."""
    return [found.text for found in reading.too_long(words, LONGEST_SENTENCE)]


def check_can_see_reply(entry: ReceiptEntry, *, by: User) -> None:
    """This will refuse NotAllowed, KeptFromYou, OwnReply and NobodyWaits."""
    if not by.is_active or not by.has_perm("answers.view_receipt"):
        raise NotAllowed
    if not queries.replies_for(by).filter(pk=entry.pk).exists():
        raise KeptFromYou
    if entry.by_id == by.pk:
        raise OwnReply
    if entry.seen_by_id is not None:
        raise NobodyWaits


def check_can_open_words(receipt: Receipt, text: FreeText, *, by: User, at: datetime) -> None:
    """This will refuse whoever may not read a child's words behind a receipt: KeptFromYou, NotReadable, and what moderation
    refuses.

    A director reads complaints without being a moderator.
    """
    check_not_kept_from(receipt, by=by)
    if text.keep_from.filter(pk=by.pk).exists():
        raise KeptFromYou
    if text.thread != receipt.thread or text.state in CLOSED_TO_ADULTS:
        raise NotReadable
    if queries.is_complaint(receipt):
        return
    if Role.DIRECTOR in people_queries.roles_of(by) and hasattr(receipt, "data_request"):
        return
    people_rules.check_can_moderate(by, at=at)
