"""Giving receipts, finding them again, and erasing what stands behind them."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from portal.answers import queries, rules
from portal.answers.models import Receipt, WrongLookup
from portal.foundation import codewords, erasure, form_tokens
from portal.people.models import Participant
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText

KEEP_COUNTS = timedelta(days=1)
PIN_PURPOSE = "answers.pin"


@transaction.atomic
def issue_receipt(
    *,
    instance: UUID,
    kind: str,
    label: str,
    thread: UUID,
    participant: Participant | None = None,
    pin: str = "",
    answer_due_on: date | None = None,
    at: datetime,
) -> tuple[Receipt, str]:
    """This will give a receipt for one sending, and its code of four words: the same whenever the sending arrives again.

    `label` is read by whoever holds the code: neutral words, no title, no name. A thread has one receipt; a later sending in
    the same thread gets that one back. Only the digest of the code is kept. It refuses BadPin, WeakPin, and NotTheSender
    for a thread that is another's.
    """
    if pin:
        rules.check_pin_shape(pin)
    kept = Receipt.objects.filter(thread=thread).first()
    if kept is None:
        # The same form sent again with other words is another thread: its receipt is another one.
        key = uuid5(instance, str(thread)) if Receipt.objects.filter(pk=instance).exists() else instance
        kept, _ = Receipt.objects.get_or_create(
            thread=thread,
            defaults={
                "id": key,
                "code_digest": queries.digest_of(codewords.code_of(key, purpose=queries.PURPOSE)),
                "kind": kind,
                "label": label[:160],
                "participant": participant,
                "pin_hash": make_password(pin) if pin else "",
                "issued_at": at,
                "answer_due_on": answer_due_on,
            },
        )
    rules.check_is_sender(kept, kind=kind, participant=participant)
    return kept, code_of(kept)


def code_of(receipt: Receipt) -> str:
    """This will return a receipt's code again, for the page and the person it was just given to."""
    return codewords.code_of(receipt.pk, purpose=queries.PURPOSE)


def find_receipt(code: str, *, at: datetime) -> Receipt:
    """This will return the receipt of a code as typed. It refuses TooManyLookups and UnknownCode, which it counts.

    Counts hold no address: an hour, the first two signs of the digest, how often.
    """
    bucket = queries.digest_of(code)[:2]
    rules.check_can_look_up(bucket, at=at)
    receipt = queries.receipt_of(code)
    if receipt is None:
        _count_wrong(bucket, at=at)
        raise rules.UnknownCode(fields={"code": [str(rules.UnknownCode.sentence)]})
    return receipt


@transaction.atomic
def _count_wrong(bucket: str, *, at: datetime) -> None:
    WrongLookup.objects.get_or_create(hour=queries.hour_of(at), bucket=bucket)
    WrongLookup.objects.filter(hour=queries.hour_of(at), bucket=bucket).update(count=F("count") + 1)


@transaction.atomic
def forget_wrong_lookups(*, at: datetime) -> int:
    """This will delete the counts of days gone by, and return how many."""
    return WrongLookup.objects.filter(hour__lt=at - KEEP_COUNTS).delete()[0]


def pin_token(receipt: Receipt) -> str:
    """This will return what opens setting a PIN for two hours, for the page or the client that shows the code."""
    return form_tokens.issue(PIN_PURPOSE, instance=receipt.pk)


def receipt_of_pin_token(token: str) -> Receipt:
    """This will return the receipt a token of `pin_token` opens; the code opens none. It refuses PinTooLate."""
    try:
        given = form_tokens.check(token, purpose=PIN_PURPOSE, valid_for=rules.PIN_VALID_FOR)
    except form_tokens.FormExpired as error:
        raise rules.PinTooLate from error
    receipt = Receipt.objects.filter(pk=given.instance).first()
    if receipt is None:
        raise rules.PinTooLate
    return receipt


@transaction.atomic
def set_receipt_pin(receipt_id: UUID, *, pin: str) -> Receipt:
    """This will keep a PIN for a receipt just given. It refuses BadPin, WeakPin, AlreadyErased and PinTaken.

    The same PIN sent twice is no fault.
    """
    rules.check_pin_shape(pin)
    receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
    if receipt.pin_hash and not receipt.is_erased and check_password(pin, receipt.pin_hash):
        return receipt
    rules.check_can_set_pin(receipt)
    receipt.pin_hash = make_password(pin)
    receipt.save(update_fields=["pin_hash"])
    return receipt


def check_receipt_pin(receipt: Receipt, pin: str) -> None:
    """This will let the right PIN pass and count a wrong one. It refuses AlreadyErased, NoPin, WrongPin and PinLocked."""
    # Counted in a transaction of its own: the refusal that follows must not take the count back.
    with transaction.atomic():
        locked = Receipt.objects.select_for_update().get(pk=receipt.pk)
        rules.check_can_try_pin(locked)
        is_right = check_password(pin, locked.pin_hash)
        locked.wrong_pins = 0 if is_right else locked.wrong_pins + 1
        locked.save(update_fields=["wrong_pins"])
    if not is_right:
        raise rules.wrong_pin(locked)


def open_by_pin(code: str, *, pin: str, at: datetime) -> Receipt:
    """This will return the receipt of a code for whoever holds its PIN too: she may see what is kept.

    It refuses what `find_receipt` and `check_receipt_pin` refuse.
    """
    receipt = find_receipt(code, at=at)
    check_receipt_pin(receipt, pin)
    return receipt


def erase_by_pin(receipt: Receipt, *, pin: str, at: datetime) -> None:
    """This will erase everything of a thread at once for whoever holds code and PIN; refusals of `check_receipt_pin`."""
    check_receipt_pin(receipt, pin)
    erase_receipt(receipt.pk, at=at)


@transaction.atomic
def erase_receipt(receipt_id: UUID, *, at: datetime) -> None:
    """This will erase a receipt and the texts of its thread, and put all into the journal. Twice is once.

    Words that a protection officer still needs to keep a child safe leave sight now and are erased when the concern is closed
    (`safeguarding.actions.blank_text`). The page shows nothing of the difference.
    """
    erasure.erase("receipt", receipt_id, at=at)
    thread = Receipt.objects.filter(pk=receipt_id).values_list("thread", flat=True).first()
    if thread is None:
        return
    for pk in list(FreeText.objects.filter(thread=thread).values_list("pk", flat=True)):
        safeguarding_actions.erase_text(pk, at=at)
