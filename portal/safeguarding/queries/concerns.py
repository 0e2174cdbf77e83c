"""Reads of concerns. What adults wrote down is decrypted here alone, for whoever opened the concern with a reason."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from portal.foundation import encryption
from portal.people.models import Role
from portal.safeguarding.models import Concern, ConcernStep, FreeText, HandOver, Report, Severity
from portal.safeguarding.queries import duty


def open_concern_of(thread: UUID) -> Concern | None:
    """This will return the concern that is open for a thread, if there is one. One query."""
    return Concern.objects.exclude(state=Concern.State.CLOSED).filter(thread=thread).first()


def concern_thread(text: FreeText) -> UUID:
    """This will return under which thread a text wakes somebody: the reported thing's for words of a report, else its own.

    One query.
    """
    told = Report.objects.filter(thread=text.thread, concern_thread__isnull=False).first()
    return text.thread if told is None or told.concern_thread is None else told.concern_thread


def reports_in(concern: Concern) -> QuerySet[Report]:
    """This will return the reports about one thing that came while its concern was open, oldest first."""
    found = Report.objects.filter(concern_thread=concern.thread, received_at__gte=concern.opened_at)
    if concern.closed_at is not None:
        found = found.filter(received_at__lte=concern.closed_at)
    return found.order_by("received_at", "pk")


def open_concerns() -> QuerySet[Concern]:
    """This will return what is not closed: not taken first, then gravest, then by clock, with how many reports came."""
    came = Report.objects.filter(concern_thread=OuterRef("thread"), received_at__gte=OuterRef("opened_at"))
    count = came.order_by().values("concern_thread").annotate(count=Count("pk")).values("count")
    return (
        Concern.objects.annotate(report_count=Subquery(count))
        .exclude(state=Concern.State.CLOSED)
        .defer("summary")
        .select_related("acknowledged_by", "place")
        .order_by("-state", "severity", "due_at", "pk")
    )


def closed_concerns() -> QuerySet[Concern]:
    """This will return what is closed, newest first."""
    return (
        Concern.objects.filter(state=Concern.State.CLOSED)
        .defer("summary")
        .select_related("closed_by", "place")
        .order_by("-closed_at", "pk")
    )


def concerns_to_climb(at: datetime, *, second_after: timedelta) -> QuerySet[Concern]:
    """This will return the concerns nobody has taken and somebody more must be told of by now. One query."""
    told_director = ConcernStep.objects.filter(concern=OuterRef("pk"), verb=ConcernStep.Verb.ALERTED_DIRECTOR)
    on_ladder = Q(severity=Severity.NOW, ladder_from__lte=at - second_after) & ~Exists(
        told_director.filter(at__gte=OuterRef("ladder_from"))
    )
    late = Q(severity__gt=Severity.NOW, due_at__lt=at) & ~Exists(told_director.filter(at__gte=OuterRef("due_at")))
    told = ConcernStep.objects.filter(concern=OuterRef("pk"), verb__startswith=ConcernStep.Verb.ALERTED)
    untold = Q(severity=Severity.SOON, origin=Concern.Origin.INCIDENT) & ~Exists(told)
    return Concern.objects.filter(on_ladder | late | untold, state=Concern.State.OPEN).order_by("opened_at", "pk")


def is_kept_from_officers(text: FreeText) -> bool:
    """This will say whether every protection officer is kept from a text, as from a complaint about them. Two queries.

    Then no concern tells of it: who received it finds other help (`answers.actions.tell_of_danger`).
    """
    officers = {officer.pk for officer in duty.holders(Role.PROTECTION)}
    return bool(officers) and officers <= set(text.keep_from.values_list("pk", flat=True))


def summary_of(concern: Concern) -> str:
    """This will return what adults wrote down about a concern; nothing when no key reads it."""
    return _opened(concern.summary)


def sheet_of(hand_over: HandOver) -> dict[str, str]:
    """This will return the filled fields of a Form-01 sheet; none after it was pseudonymised."""
    words = _opened(hand_over.sheet)
    return dict(json.loads(words)) if words else {}


def _opened(sealed: bytes | memoryview) -> str:
    token = bytes(sealed)
    words = encryption.decrypt_bytes(token, purpose=encryption.CONCERN) if token else None
    return words.decode() if words is not None else ""
