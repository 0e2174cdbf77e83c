"""What this app forgets, and when."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.answers.actions.receipts import erase_receipt
from portal.answers.models import DataRequest, Receipt, ReceiptEntry
from portal.safeguarding.models import FreeText

KEEP_RECEIPTS = timedelta(days=730)
"""24 months (S-17)."""
_MOST_AT_ONCE = 200


@transaction.atomic
def blank_receipt(receipt_id: UUID, *, at: datetime) -> None:
    """This will empty a receipt: label, PIN, whose it was, adults' words. The row stays, so that its code says "erased"."""
    ReceiptEntry.objects.filter(receipt=receipt_id).update(words="")
    Receipt.objects.filter(pk=receipt_id, erased_at__isnull=True).update(
        label="", pin_hash="", participant=None, erased_at=at
    )


@transaction.atomic
def forget_participant(participant_id: UUID, *, at: datetime) -> None:
    """This will empty every receipt of a child and detach her requests; their dates and outcomes stay."""
    for pk in Receipt.objects.filter(participant=participant_id).values_list("pk", flat=True):
        blank_receipt(pk, at=at)
    DataRequest.objects.filter(participant=participant_id).update(participant=None)


@transaction.atomic
def erase_old_receipts(*, at: datetime) -> int:
    """This will erase receipts older than 24 months, a few hundred at a time, and return how many.

    One whose words are still public stays: its code is how a child takes a renewed piece down.
    """
    is_public = FreeText.objects.published().filter(thread=OuterRef("thread"))
    old = Receipt.objects.filter(~Exists(is_public), issued_at__lt=at - KEEP_RECEIPTS, erased_at__isnull=True)
    found = list(old.values_list("pk", flat=True)[:_MOST_AT_ONCE])
    for pk in found:
        erase_receipt(pk, at=at)
    return len(found)
