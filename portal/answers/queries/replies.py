"""What staff see of receipts: which wait for an answer, which replies wait for a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.answers.models import Complaint, DataRequest, Receipt, ReceiptEntry
from portal.people import queries as people_queries
from portal.people.models import Role, RoleGroup, User
from portal.safeguarding.models import OPEN_STATES, Concern, FreeText, Severity

COMPLAINT = "answers.complaint"
DATA_REQUEST = "answers.data_request"

_ANSWERED = Exists(ReceiptEntry.objects.filter(receipt=OuterRef("pk")))


def is_complaint(receipt: Receipt) -> bool:
    """This will say whether a receipt belongs to a complaint."""
    return receipt.kind == COMPLAINT


def directors() -> list[int]:
    """This will return the keys of the active directors. One query."""
    of_role = RoleGroup.objects.filter(role=Role.DIRECTOR, group__user=OuterRef("pk"))
    return list(User.objects.filter(Exists(of_role), is_active=True).values_list("pk", flat=True))


def complaints_for(user: User) -> QuerySet[Complaint]:
    """This will return the complaints this person reads, unanswered and most urgent first.

    A director reads all but those kept from her; where all directors are kept away, administrators read. Three queries.
    """
    rows = Complaint.objects.select_related("receipt", "answered_by")
    kept = Complaint.keep_from.through.objects.filter(complaint_id=OuterRef("pk"))
    rows = rows.order_by(F("answered_at").asc(nulls_first=True), "answer_due_on", "received_at")
    heads = directors()
    if user.pk in heads:
        return rows.filter(~Exists(kept.filter(user_id=user.pk)))
    if people_queries.is_administrator(user):
        away = Count("keep_from", filter=Q(keep_from__in=heads), distinct=True)
        return rows.annotate(away=away).filter(~Exists(kept.filter(user_id=user.pk)), away__gte=len(heads))
    return rows.none()


def readers_of(complaint: Complaint) -> QuerySet[User]:
    """This will return whom a complaint is for: directors it is not kept from, else administrators. Three queries."""
    kept = set(complaint.keep_from.values_list("pk", flat=True))
    heads = [pk for pk in directors() if pk not in kept]
    if heads:
        return User.objects.filter(pk__in=heads)
    return people_queries.administrators().exclude(pk__in=kept)


def complaints_in_danger() -> QuerySet[Complaint]:
    """This will return the complaints nobody has read in which a child may be in danger and of which no concern tells."""
    urgent = [Severity.NOW, Severity.TODAY]
    words = FreeText.objects.filter(thread=OuterRef("receipt__thread"), severity__in=urgent, state__in=OPEN_STATES)
    concern = Concern.objects.filter(thread=OuterRef("receipt__thread"))
    return Complaint.objects.filter(Exists(words), ~Exists(concern))


def _kept_threads(user: User) -> QuerySet[Any]:
    return FreeText.keep_from.through.objects.filter(user_id=user.pk).values("freetext__thread")


def receipts_for(user: User) -> QuerySet[Receipt]:
    """This will return the receipts this person may know of: not complaints of others, nothing kept from her."""
    mine = Complaint.objects.filter(pk__in=complaints_for(user).values("pk"), receipt=OuterRef("pk"))
    rows = Receipt.objects.exclude(thread__in=_kept_threads(user))
    return rows.filter(~Q(kind=COMPLAINT) | Exists(mine))


def receipts_to_answer(user: User, *, today: date) -> QuerySet[Receipt]:
    """This will return the receipts whose answer was promised and has not come, most overdue first. Without complaints and
    requests about data, which have lists of their own."""
    rows = receipts_for(user).exclude(kind__in=[COMPLAINT, DATA_REQUEST])
    rows = rows.filter(~_ANSWERED, erased_at__isnull=True, answer_due_on__isnull=False)
    return rows.order_by("answer_due_on", "issued_at")


def receipts_listed(user: User) -> QuerySet[Receipt]:
    """This will return every receipt of features, newest first, with how many replies it has."""
    rows = receipts_for(user).exclude(kind__in=[COMPLAINT, DATA_REQUEST]).filter(erased_at__isnull=True)
    return rows.annotate(replies=Count("entries")).order_by("-issued_at")


def replies_for(user: User) -> QuerySet[ReceiptEntry]:
    """This will return the replies this person may know of.

    Those to complaints are for whom the complaint is for, and for administrators it is not kept from: somebody must be the
    second person.
    """
    rows = ReceiptEntry.objects.select_related("receipt", "by", "seen_by").exclude(
        receipt__thread__in=_kept_threads(user)
    )
    kept = Complaint.keep_from.through.objects.filter(user_id=user.pk).values("complaint__receipt")
    if user.pk in directors() or people_queries.is_administrator(user):
        return rows.exclude(receipt__in=kept)
    return rows.exclude(receipt__kind=COMPLAINT)


def replies_unseen(user: User) -> QuerySet[ReceiptEntry]:
    """This will return the replies nobody but their author has seen, oldest first, without this person's own."""
    return replies_for(user).filter(seen_by__isnull=True).exclude(by=user).exclude(words="").order_by("at", "pk")


def signatures(user: User) -> list[str]:
    """This will return what a person may sign as: her roles, in Vietnamese. One query."""
    held = people_queries.roles_of(user)
    return [people_queries.group_name(role) for role in Role if role in held] or ["Trung tâm"]


def data_requests(user: User) -> QuerySet[DataRequest]:
    """This will return the requests about data, unfinished and most urgent first, without what is kept from this person."""
    rows = DataRequest.objects.select_related("receipt", "about", "handled_by").exclude(
        about__thread__in=_kept_threads(user)
    )
    return rows.order_by(
        F("done_at").asc(nulls_first=True), F("replied_at").asc(nulls_first=True), "reply_due_on", "asked_at"
    )


@dataclass(frozen=True)
class Owed:
    """What this person and her colleagues still owe, counted."""

    to_answer: int = 0
    overdue: int = 0
    next_due_on: date | None = None
    unseen: int = 0
    requests: int = 0
    requests_overdue: int = 0
    complaints: int = 0
    complaints_overdue: int = 0

    @property
    def is_late(self) -> bool:
        return bool(self.overdue or self.requests_overdue or self.complaints_overdue)


def owed(user: User, *, at: datetime) -> Owed:
    """This will count promised answers, replies unseen, requests and complaints. Ten queries at most, however many rows."""
    today = timezone.localdate(at)
    answers = receipts_to_answer(user, today=today).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=today)), first=Min("answer_due_on")
    )
    requests = {"all": 0, "late": 0}
    if user.has_perm("answers.view_datarequest"):
        late = Q(replied_at__isnull=True, reply_due_on__lt=today) | Q(done_due_on__lt=today)
        requests = (
            data_requests(user).filter(done_at__isnull=True).aggregate(all=Count("pk"), late=Count("pk", filter=late))
        )
    complaints = {"all": 0, "late": 0}
    if user.has_perm("answers.view_complaint"):
        complaints = (
            complaints_for(user)
            .filter(answered_at__isnull=True)
            .aggregate(all=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=today)))
        )
    return Owed(
        to_answer=answers["all"],
        overdue=answers["late"],
        next_due_on=answers["first"],
        unseen=replies_unseen(user).count(),
        requests=requests["all"],
        requests_overdue=requests["late"],
        complaints=complaints["all"],
        complaints_overdue=complaints["late"],
    )
