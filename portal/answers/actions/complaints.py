"""Complaints about the centre, its staff, a club, a decision, this site: to the director, never to the person concerned."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.answers import queries, rules
from portal.answers.actions.receipts import find_receipt, issue_receipt
from portal.answers.actions.replies import open_words, reply
from portal.answers.models import Complaint, Receipt, ReceiptEntry
from portal.foundation import working_days
from portal.notifications import actions as notifications
from portal.people import queries as people_queries
from portal.people.models import Role, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import FreeText, ReviewDecision

LABEL = gettext_noop("Lời gửi Trung tâm")
SOURCE = gettext_noop("Lời phản ánh")
REMINDED_EVERY = timedelta(minutes=30)


def complain(
    *,
    instance: UUID,
    about: str,
    words: str,
    about_code: str = "",
    language: str = "vi",
    at: datetime,
) -> tuple[Complaint, str]:
    """This will take a complaint to the director and return it with the code of its receipt.

    Directors and protection officers never see what is said to be about them. `about_code` names, by its receipt, the thing
    complained of: whoever decided or answered there never sees it either. An urgent text still wakes the protection desk at
    once, or whom the complaint is for where the desk is kept from it. It refuses BadChoice, BadWords, UnknownCode and
    TooManyLookups.
    """
    rules.check_complaint(about, words)
    # Outside the transaction, so that a wrong code is counted.
    concerned = find_receipt(about_code, at=at) if about_code.strip() else None
    return _complain(instance, about, words, concerned, language, at)


@transaction.atomic
def _complain(
    instance: UUID,
    about: str,
    words: str,
    concerned: Receipt | None,
    language: str,
    at: datetime,
) -> tuple[Complaint, str]:
    kept_from = _people_concerned(about, concerned)
    due_on = working_days.after(timezone.localdate(at), rules.ANSWER_WITHIN)
    text = safeguarding_actions.receive_text(
        instance=instance,
        content=words,
        source=SOURCE,
        source_kind=queries.COMPLAINT,
        source_url=f"/admin/phan-anh/{instance}/",
        language=language,
        thread=uuid5(instance, "thread"),
        is_meant_for_public=False,
        keep_from=kept_from,
        at=at,
    )
    receipt, code = issue_receipt(
        instance=instance, kind=queries.COMPLAINT, label=LABEL, thread=text.thread, answer_due_on=due_on, at=at
    )
    complaint, _is_new = Complaint.objects.get_or_create(
        pk=instance,
        defaults={
            "about": about,
            "receipt": receipt,
            "words": text,
            "received_at": at,
            "answer_due_on": receipt.answer_due_on or due_on,
        },
    )
    # What is written again under the same key may be about others: from then on it is for whom they do not concern.
    complaint.keep_from.add(*kept_from)
    _tell_readers(complaint, at=at)
    tell_of_danger(at=at)
    return complaint, code


def _people_concerned(about: str, receipt: Receipt | None) -> list[User]:
    """Those a complaint is about: by its choice, and by the receipt of the thing it names."""
    people = _people_of(receipt) if receipt else set()
    if about == Complaint.About.DIRECTOR:
        people |= set(queries.directors())
    if about == Complaint.About.OFFICER:
        people |= {user.pk for user in safeguarding_queries.holders(Role.PROTECTION)}
    return list(User.objects.filter(pk__in=people))


def _people_of(receipt: Receipt) -> set[int]:
    """Those who decided or answered in a thread, or wrote it down for the child."""
    texts = FreeText.objects.filter(thread=receipt.thread)
    return {
        *ReviewDecision.objects.filter(text__in=texts.values("pk"), by__isnull=False).values_list("by", flat=True),
        *ReceiptEntry.objects.filter(receipt=receipt, by__isnull=False).values_list("by", flat=True),
        *texts.filter(entered_by__isnull=False).values_list("entered_by", flat=True),
    }


def _tell_readers(complaint: Complaint, *, at: datetime) -> None:
    with translation.override("vi"):
        title, body = _("Có lời phản ánh mới"), _("Mở bàn làm việc để đọc và trả lời.")
        _tell(complaint, queries.readers_of(complaint), "", title, body, at=at)


def tell_of_danger(*, at: datetime) -> int:
    """This will tell whom complaints are for that a child may be in danger, where the protection desk is kept from it.

    At once, after 30 minutes and after 60, until one of them has read it; the later times administrators are asked to call
    them. Running it again tells nobody twice. It returns how many complaints wait so.
    """
    waiting = list(queries.complaints_in_danger())
    for complaint in waiting:
        step = min((at - complaint.received_at) // REMINDED_EVERY, 2)
        readers = queries.readers_of(complaint)
        with translation.override("vi"):
            title = _("Tiếng Nói: có việc cần xem")
            _tell(complaint, readers, f" danger {step}", title, _("Có lời phản ánh khẩn. Hãy mở và đọc ngay."), at=at)
            if step:
                told = [*readers.values_list("pk", flat=True), *complaint.keep_from.values_list("pk", flat=True)]
                others = people_queries.administrators().exclude(pk__in=told)
                _tell(complaint, others, f" danger {step}", title, _("Việc khẩn chưa ai đọc. Hãy gọi giám đốc."), at=at)
    return len(waiting)


def _tell(complaint: Complaint, people: QuerySet[User], key: str, title: str, body: str, *, at: datetime) -> None:
    for user in people:
        notifications.notify(
            user,
            key=f"complaint {complaint.pk}{key}",
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
    if complaint.answered_at is None:
        complaint.answered_at, complaint.answered_by = at, by
        complaint.save(update_fields=["answered_at", "answered_by"])
    return entry


@transaction.atomic
def read_complaint(complaint: Complaint, *, reason: str, by: User, at: datetime) -> list[FreeText]:
    """This will log that the reader opened the words of a complaint, mark them read, and return them.

    It refuses NotAllowed, NotForYou and BadReason. Words with the protection desk, withdrawn or erased stay closed.
    """
    rules.check_can_answer_complaint(complaint, by=by)
    texts = [text for text in queries.full_texts_of(complaint.receipt) if text.state not in rules.CLOSED_TO_ADULTS]
    for text in texts:
        open_words(complaint.receipt, text, reason=reason, by=by, at=at)
        safeguarding_actions.mark_read_elsewhere(text, by=by, at=at)
    return texts
