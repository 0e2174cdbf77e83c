"""A child or guardian asks to see, correct, erase or take back; a person answers in two working days (C30)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from portal.answers import queries, rules
from portal.answers.actions.receipts import check_receipt_pin, code_of, erase_receipt, find_receipt, issue_receipt
from portal.answers.actions.replies import reply
from portal.answers.models import DataRequest, Receipt, ReceiptEntry
from portal.foundation import erasure, working_days
from portal.people import actions as people_actions
from portal.people.models import Participant, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText

LABEL = gettext_noop("Lời nhờ Trung tâm")
SOURCE = gettext_noop("Yêu cầu về thông tin của em")


def request_data(
    *,
    instance: UUID,
    kind: str,
    code: str = "",
    pin: str = "",
    words: str = "",
    participant: Participant | None = None,
    language: str = "vi",
    at: datetime,
) -> tuple[DataRequest, str]:
    """This will take a request about what is kept, start its clocks, and return it with the code of its receipt.

    What can be done at once is done: with the PIN an erasure is finished; taking back keeps the words from the public for good.
    About a receipt it says nothing of whoever is signed in: what came without a name stays so.
    It refuses BadChoice, NeedsCode, TakenBackByHerself, UnknownCode, TooManyLookups, AlreadyErased; with a PIN what
    `check_receipt_pin` refuses.
    """
    known = DataRequest.objects.select_related("receipt").filter(pk=instance).first()
    if known is not None:
        if not _asks_the_same(known, kind, code):  # gone back to, and changed: a request of its own
            key = uuid5(instance, f"{kind} {queries.digest_of(code)}")
            return request_data(
                instance=key,
                kind=kind,
                code=code,
                pin=pin,
                words=words,
                participant=participant,
                language=language,
                at=at,
            )
        if not known.receipt.is_erased:
            _keep_words(instance, words, participant=known.participant, language=language, at=at)
        return known, code_of(known.receipt)
    rules.check_request(kind, has_code=bool(code.strip()), is_signed_in=participant is not None)
    # Outside the transaction, so that a wrong code or PIN is counted.
    about = find_receipt(code, at=at) if code.strip() else None
    if about is not None and about.is_erased:
        raise rules.AlreadyErased(fields={"code": [str(rules.AlreadyErased.sentence)]})
    if about is not None and pin:
        check_receipt_pin(about, pin)
    return _request(instance, kind, about, bool(pin), words, None if about else participant, language, at)


def _asks_the_same(known: DataRequest, kind: str, code: str) -> bool:
    before = known.about.code_digest if known.about else ""
    return known.kind == kind and before == (queries.digest_of(code) if code.strip() else "")


@transaction.atomic
def _request(
    instance: UUID,
    kind: str,
    about: Receipt | None,
    has_proved: bool,
    words: str,
    participant: Participant | None,
    language: str,
    at: datetime,
) -> tuple[DataRequest, str]:
    today = timezone.localdate(at)
    reply_due_on = working_days.after(today, rules.REPLY_WITHIN)
    text = _keep_words(instance, words, participant=participant, language=language, at=at)
    # The receipt of the request is not tied to the child: erased with her, it could not tell her that it is done.
    receipt, code = issue_receipt(
        instance=instance,
        kind=queries.DATA_REQUEST,
        label=LABEL,
        thread=_thread(instance),
        answer_due_on=reply_due_on,
        at=at,
    )
    request, is_new = DataRequest.objects.get_or_create(
        pk=instance,
        defaults={
            "kind": kind,
            "receipt": receipt,
            "about": about,
            "participant": participant,
            "words": text,
            "asked_at": at,
            "reply_due_on": reply_due_on,
            "done_due_on": today + timedelta(days=rules.DONE_WITHIN),
        },
    )
    if not is_new:  # the same form arrived twice in the same moment
        return request, code
    if kind == DataRequest.Kind.WITHDRAW:
        _withdraw_texts(about, at=at)
    if kind == DataRequest.Kind.ERASE and about is not None and has_proved:
        erase_receipt(about.pk, at=at)
        request.state = DataRequest.State.DONE
        request.replied_at = request.done_at = at
        request.outcome = gettext_noop("Em tự xóa bằng mã riêng.")
        request.save(update_fields=["state", "replied_at", "done_at", "outcome"])
    return request, code


def _thread(instance: UUID) -> UUID:
    return uuid5(instance, "thread")


def _keep_words(
    instance: UUID, words: str, *, participant: Participant | None, language: str, at: datetime
) -> FreeText | None:
    """What is said besides, read by a person; None when nothing was. Sent again with more words, those are kept too."""
    if not words.strip():
        return None
    return safeguarding_actions.receive_text(
        instance=instance,
        content=words,
        source=SOURCE,
        source_kind=queries.DATA_REQUEST,
        source_url=f"/admin/yeu-cau-thong-tin/{instance}/",
        language=language,
        participant=participant,
        thread=_thread(instance),
        is_meant_for_public=False,
        at=at,
    )


def _withdraw_texts(about: Receipt | None, *, at: datetime) -> None:
    if about is not None:
        texts = FreeText.objects.filter(thread=about.thread)
        safeguarding_actions.keep_from_public(texts.values_list("pk", flat=True), at=at)


@transaction.atomic
def answer_request(
    request: DataRequest, *, words: str, by: User, signed_as: str = "", is_checked: bool = False, at: datetime
) -> ReceiptEntry:
    """This will tell the asker what is being done; the first answer stops the clock of two working days.

    It refuses NotAllowed, KeptFromYou, RequestClosed, and what `reply` refuses.
    """
    request = _locked(request, by=by)
    entry = reply(request.receipt, words=words, by=by, signed_as=signed_as, is_checked=is_checked, at=at)
    if request.replied_at is None:
        request.state, request.replied_at, request.handled_by = DataRequest.State.ANSWERED, at, by
        request.save(update_fields=["state", "replied_at", "handled_by"])
    return entry


@transaction.atomic
def finish_request(
    request: DataRequest, *, words: str, by: User, signed_as: str = "", is_checked: bool = False, at: datetime
) -> DataRequest:
    """This will do what was asked, as far as a program can (erase, take back), and tell the asker.

    It refuses NotAllowed, KeptFromYou, RequestClosed, and what `reply` refuses.
    """
    request = _locked(request, by=by)
    reply(request.receipt, words=words, by=by, signed_as=signed_as, is_checked=is_checked, at=at)
    if request.kind == DataRequest.Kind.ERASE:
        if request.about is not None:
            erase_receipt(request.about.pk, at=at)
        elif request.participant is not None:
            erasure.erase("participant", request.participant.pk, at=at)
    if request.kind == DataRequest.Kind.WITHDRAW:
        _withdraw_texts(request.about, at=at)
    return _close(request, DataRequest.State.DONE, outcome=words, by=by, at=at)


@transaction.atomic
def refuse_request(
    request: DataRequest, *, words: str, by: User, signed_as: str = "", is_checked: bool = False, at: datetime
) -> DataRequest:
    """This will close a request that cannot be met, with the reason the asker reads.

    It refuses NotAllowed, KeptFromYou, RequestClosed, and what `reply` refuses.
    """
    request = _locked(request, by=by)
    reply(request.receipt, words=words, by=by, signed_as=signed_as, is_checked=is_checked, at=at)
    return _close(request, DataRequest.State.REFUSED, outcome=words, by=by, at=at)


def _locked(request: DataRequest, *, by: User) -> DataRequest:
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    rules.check_can_handle_request(request, by=by)
    return request


def _close(request: DataRequest, state: str, *, outcome: str, by: User, at: datetime) -> DataRequest:
    request.refresh_from_db()
    request.state, request.done_at, request.handled_by = state, at, by
    request.replied_at = request.replied_at or at
    request.outcome = " ".join(outcome.split())[:300]
    request.save(update_fields=["state", "done_at", "handled_by", "replied_at", "outcome"])
    people_actions.log_access(
        by=by,
        verb=gettext_noop("xong yêu cầu về thông tin"),
        subject=f"yêu cầu {request.pk}",
        reason=str(request.get_kind_display()),
        at=at,
    )
    return request
