"""An adult answers a child on her receipt: signed by role, visible at once, seen by a second person (S-01)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.answers import queries, rules
from portal.answers.models import Receipt, ReceiptEntry
from portal.answers.signals import answered
from portal.foundation.vietnamese import text as vietnamese
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding.models import FreeText

OPENED = gettext_noop("mở lời của em từ biên nhận")


@transaction.atomic
def reply(
    receipt: Receipt, *, words: str, by: User, signed_as: str = "", is_checked: bool = False, at: datetime
) -> ReceiptEntry:
    """This will put an adult's words on a receipt, signed by role, and list them until a second person has seen them.

    It refuses NotAllowed, KeptFromYou, AlreadyErased, BadReply, and PersonalDataInReply unless `is_checked` says that the
    person looked. The same words sent twice by one person are one reply.
    """
    words = vietnamese.normalize(words).strip()
    receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
    rules.check_can_reply(receipt, by=by)
    rules.check_reply_words(words, is_checked=is_checked)
    again = receipt.entries.filter(words=words, by=by).first()
    if again is not None:
        return again
    signed_as = vietnamese.normalize(signed_as, single_line=True) or queries.signatures(by)[0]
    entry = receipt.entries.create(words=words, signed_as=signed_as[:120], by=by, at=at)
    people_actions.log_access(by=by, verb=gettext_noop("trả lời em"), subject=subject_of(receipt), at=at)
    answered.send(sender=Receipt, receipt_id=receipt.pk, at=at)
    return entry


@transaction.atomic
def see_reply(entry: ReceiptEntry, *, by: User, at: datetime) -> ReceiptEntry:
    """This will note that a second person has read a reply. It refuses NotAllowed, KeptFromYou, OwnReply and NobodyWaits."""
    entry = ReceiptEntry.objects.select_for_update().get(pk=entry.pk)
    rules.check_can_see_reply(entry, by=by)
    entry.seen_by, entry.seen_at = by, at
    entry.save(update_fields=["seen_by", "seen_at"])
    people_actions.log_access(
        by=by, verb=gettext_noop("xem lời trả lời của đồng nghiệp"), subject=subject_of(entry.receipt), at=at
    )
    return entry


@transaction.atomic
def open_words(receipt: Receipt, text: FreeText, *, reason: str, by: User, at: datetime) -> FreeText:
    """This will log that somebody opened a child's words behind a receipt, and why, and return the text to be shown.

    It refuses what `rules.check_can_open_words` refuses, and BadReason without a reason.
    """
    rules.check_can_open_words(receipt, text, by=by, at=at)
    reason = vietnamese.normalize(reason, single_line=True)
    rules.check_reason(reason)
    people_actions.log_access(by=by, verb=OPENED, subject=f"lời của em {text.pk}", reason=reason, at=at)
    return text


def subject_of(receipt: Receipt) -> str:
    """How the access log names a receipt: by its key, never by its code."""
    return f"biên nhận {receipt.pk}"
