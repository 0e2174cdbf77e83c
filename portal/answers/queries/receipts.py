"""What stands behind a code: state by join, adults' replies, dates; never the child's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, Sum, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from portal.answers.models import Receipt, WrongLookup
from portal.foundation import codewords
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import FreeText, ReviewDecision, TextKind, TextState

PURPOSE = "receipt"

STATES: dict[str, Any] = {
    "waiting": gettext_lazy("Chờ cô chú đọc."),
    "language": gettext_lazy("Chờ người đọc được tiếng này."),
    "read": gettext_lazy("Cô chú đã đọc."),
    "published": gettext_lazy("Đã đăng."),
    "rejected": gettext_lazy("Chưa đăng được."),
    "withdrawn": gettext_lazy("Em đã rút lại."),
    "erased": gettext_lazy("Đã xóa."),
}
"""What a child is told of a text. Nothing says that something went to the protection desk: whoever watches learns nothing."""


@dataclass(frozen=True)
class SentText:
    """One text of a thread, without a word of it."""

    state: str
    sentence: str
    sent_on: date
    reason: str = ""
    message: str = ""


@dataclass(frozen=True)
class Reply:
    """An adult's words, signed by role."""

    words: str
    signed_as: str
    replied_on: date


@dataclass(frozen=True)
class ReceiptView:
    """All that a code opens."""

    receipt: Receipt
    label: str
    issued_on: date
    texts: list[SentText] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    answer_due_on: date | None = None
    days_overdue: int = 0
    is_erased: bool = False
    has_pin: bool = False
    can_write_again: bool = False
    """Whether something of the last sending came back with a reason."""


def digest_of(code: str) -> str:
    """This will return the keyed digest a receipt is found by; marks, capitals and commas do not count."""
    return codewords.digest_of(code, purpose=PURPOSE)


def receipt_of(code: str) -> Receipt | None:
    """This will return the receipt of a code as somebody typed it. One query."""
    return Receipt.objects.filter(code_digest=digest_of(code)).first()


def wrong_lookups(bucket: str, *, at: datetime) -> tuple[int, int]:
    """This will return how many wrong codes were typed in this hour, in all and alike. One query."""
    counted = WrongLookup.objects.filter(hour=hour_of(at)).aggregate(
        in_all=Sum("count"), alike=Sum("count", filter=Q(bucket=bucket))
    )
    return counted["in_all"] or 0, counted["alike"] or 0


def hour_of(at: datetime) -> datetime:
    """This will return the beginning of the hour."""
    return at.replace(minute=0, second=0, microsecond=0)


def texts_since(receipt: Receipt, moment: datetime) -> int:
    """This will return how many texts came under a receipt since a moment. One query."""
    return FreeText.objects.filter(thread=receipt.thread, received_at__gt=moment).count()


def texts_of(receipt: Receipt) -> list[FreeText]:
    """This will return the texts of a thread, oldest first, without the originals, with their decisions. Two queries."""
    texts = FreeText.objects.light().filter(thread=receipt.thread)
    return list(texts.prefetch_related(_decisions()).order_by("received_at", "pk"))


def told(texts: Iterable[FreeText]) -> dict[UUID, SentText]:
    """This will say what a child is told of each text, as its receipt's page does. One query for all of them."""
    texts = list(texts)
    prefetch_related_objects(texts, _decisions())
    return {text.pk: _told(text) for text in texts}


def _decisions() -> Prefetch[Any]:
    return Prefetch("decisions", ReviewDecision.objects.select_related("second_reading").order_by("at", "pk"))


def look_at(receipt: Receipt, *, at: datetime) -> ReceiptView:
    """This will return what its code opens: states, reasons, replies, due date. Three queries, for any number of texts."""
    today = timezone.localdate(at)
    if receipt.is_erased:
        return ReceiptView(receipt, receipt.label, timezone.localdate(receipt.issued_at), is_erased=True)
    replies = [
        Reply(entry.words, entry.signed_as, timezone.localdate(entry.at))
        for entry in receipt.entries.all()
        if entry.words
    ]
    texts = texts_of(receipt)
    last = [text.state for text in texts if text.received_at == texts[-1].received_at]  # all parts of one sending
    return ReceiptView(
        receipt,
        receipt.label,
        timezone.localdate(receipt.issued_at),
        texts=[_told(text) for text in texts],
        replies=replies,
        answer_due_on=receipt.answer_due_on,
        days_overdue=days_overdue(receipt.answer_due_on, is_answered=bool(replies), today=today),
        has_pin=bool(receipt.pin_hash),
        can_write_again=TextState.REJECTED in last,
    )


def days_overdue(due_on: date | None, *, is_answered: bool, today: date) -> int:
    """This will return by how many days an answer is late; 0 when it came, is not due, or was not promised."""
    if due_on is None or is_answered or due_on >= today:
        return 0
    return (today - due_on).days


def state_told(text: FreeText) -> str:
    """This will return the state a child is told: "read" for what the protection desk has, and for what a person opened."""
    if text.state == TextState.PROTECTION:
        return "read"
    if text.state in {TextState.WAITING, TextState.LANGUAGE} and text.claimed_by_id:
        return "read"
    return text.state


def _told(text: FreeText) -> SentText:
    state = state_told(text)
    told = SentText(state, gettext(str(STATES[state])), timezone.localdate(text.received_at))
    decisions = list(text.decisions.all())
    if not decisions or text.state not in {TextState.PUBLISHED, TextState.READ, TextState.REJECTED}:
        return told
    last = decisions[-1]
    reason = last.get_reason_display() if last.reason else ""
    return SentText(told.state, told.sentence, told.sent_on, str(reason), safeguarding_rules.message_told(last))


def full_texts_of(receipt: Receipt) -> list[FreeText]:
    """This will return the texts of a thread with their originals, oldest first: only for whoever may read them. One query."""
    return list(FreeText.objects.filter(thread=receipt.thread).order_by("received_at", "pk"))


@dataclass(frozen=True)
class Kept:
    """What is kept about one text, for the child herself."""

    kind: str
    sent_on: date
    state: str
    age_band: str
    place: str
    words: str


def kept_about(receipt: Receipt) -> list[Kept]:
    """This will return all that is kept in a thread, her own words among it: only for who holds code and PIN. Two queries."""
    rows = FreeText.objects.filter(thread=receipt.thread).select_related("place").order_by("received_at", "pk")
    return [
        Kept(
            kind=str(text.get_kind_display()),
            sent_on=timezone.localdate(text.received_at),
            state=gettext(str(STATES[state_told(text)])),
            age_band=str(text.get_age_band_display()) if text.age_band else "",
            place=str(text.place) if text.place else "",
            words=safeguarding_queries.words_of(text) if text.kind in _WRITTEN else "",
        )
        for text in rows
    ]


_WRITTEN = {TextKind.WORDS, TextKind.PEN_NAME}
