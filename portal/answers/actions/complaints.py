"""Complaints about the centre, its staff, a club, a decision, this site: to the director, never to the person concerned."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.answers import queries, rules
from portal.answers.actions.receipts import find_receipt, issue_receipt
from portal.answers.actions.replies import open_words, reply
from portal.answers.models import Complaint, Receipt, ReceiptEntry
from portal.foundation import working_days
from portal.notifications import actions as notifications
from portal.people.models import Participant, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, ReviewDecision, TextState

LABEL = gettext_noop("Lời gửi Trung tâm")
SOURCE = gettext_noop("Lời phản ánh")


def complain(
    *,
    instance: UUID,
    about: str,
    words: str,
    about_code: str = "",
    participant: Participant | None = None,
    language: str = "vi",
    at: datetime,
) -> tuple[Complaint, str]:
    """This will take a complaint to the director and return it with the code of its receipt.

    `about_code` names, by its receipt, the thing complained of: whoever decided or answered there never sees the complaint.
    An urgent text still wakes the protection desk at once. It refuses BadChoice, BadWords, UnknownCode and TooManyLookups.
    """
    rules.check_complaint(about, words)
    # Outside the transaction, so that a wrong code is counted.
    concerned = find_receipt(about_code, at=at) if about_code.strip() else None
    return _complain(instance, about, words, concerned, participant, language, at)


@transaction.atomic
def _complain(
    instance: UUID,
    about: str,
    words: str,
    concerned: Receipt | None,
    participant: Participant | None,
    language: str,
    at: datetime,
) -> tuple[Complaint, str]:
    kept_from = _people_of(concerned) if concerned else []
    due_on = working_days.after(timezone.localdate(at), rules.ANSWER_WITHIN)
    text = safeguarding_actions.receive_text(
        instance=instance,
        content=words,
        source=SOURCE,
        source_kind=queries.COMPLAINT,
        source_url=f"/admin/phan-anh/{instance}/",
        language=language,
        participant=participant,
        thread=uuid5(instance, "thread"),
        is_meant_for_public=False,
        keep_from=kept_from,
        at=at,
    )
    receipt, code = issue_receipt(
        instance=instance, kind=queries.COMPLAINT, label=LABEL, thread=text.thread, answer_due_on=due_on, at=at
    )
    complaint, is_new = Complaint.objects.get_or_create(
        pk=instance,
        defaults={
            "about": about,
            "receipt": receipt,
            "words": text,
            "received_at": at,
            "answer_due_on": receipt.answer_due_on or due_on,
        },
    )
    if is_new:
        complaint.keep_from.set(kept_from)
        _tell_readers(complaint, at=at)
    return complaint, code


def _people_of(receipt: Receipt) -> list[User]:
    """Those who decided or answered in a thread, or wrote it down for the child."""
    texts = FreeText.objects.filter(thread=receipt.thread)
    people = {
        *ReviewDecision.objects.filter(text__in=texts.values("pk"), by__isnull=False).values_list("by", flat=True),
        *ReceiptEntry.objects.filter(receipt=receipt, by__isnull=False).values_list("by", flat=True),
        *texts.filter(entered_by__isnull=False).values_list("entered_by", flat=True),
    }
    return list(User.objects.filter(pk__in=people))


def _tell_readers(complaint: Complaint, *, at: datetime) -> None:
    with translation.override("vi"):
        title, body = _("Có lời phản ánh mới"), _("Mở bàn làm việc để đọc và trả lời.")
        for user in queries.readers_of(complaint):
            notifications.notify(
                user,
                key=f"complaint {complaint.pk}",
                title=title,
                body=body,
                url=f"/admin/phan-anh/{complaint.pk}/",
                at=at,
            )


@transaction.atomic
def answer_complaint(
    complaint: Complaint, *, words: str, by: User, signed_as: str = "", is_checked: bool = False, at: datetime
) -> ReceiptEntry:
    """This will answer a complaint on its receipt; the first answer stops the clock.

    It refuses NotAllowed, NotForYou, and what `reply` refuses.
    """
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    rules.check_can_answer_complaint(complaint, by=by)
    entry = reply(complaint.receipt, words=words, by=by, signed_as=signed_as, is_checked=is_checked, at=at)
    if complaint.state == Complaint.State.OPEN:
        complaint.state, complaint.answered_at, complaint.answered_by = Complaint.State.ANSWERED, at, by
        complaint.save(update_fields=["state", "answered_at", "answered_by"])
    return entry


@transaction.atomic
def read_complaint(complaint: Complaint, *, reason: str, by: User, at: datetime) -> list[FreeText]:
    """This will log that the reader opened the words of a complaint, mark them read, and return them.

    It refuses NotAllowed, NotForYou and BadReason. Words with the protection desk, withdrawn or erased stay closed.
    """
    rules.check_can_answer_complaint(complaint, by=by)
    hidden = {TextState.PROTECTION, TextState.WITHDRAWN, TextState.ERASED}
    texts = [text for text in queries.full_texts_of(complaint.receipt) if text.state not in hidden]
    for text in texts:
        open_words(complaint.receipt, text, reason=reason, by=by, at=at)
        safeguarding_actions.mark_read_elsewhere(text, by=by, at=at)
    return texts
