"""Reads of the desk: what waits for a reader, in which order, since when."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext, gettext_noop

from portal.foundation import languages
from portal.people import queries as people_queries
from portal.people.models import AccessEntry, LanguageRead, Role, User
from portal.safeguarding.models import OPEN_STATES, READ_ELSEWHERE, Concern, FreeText, Report, ReviewDecision, TextState
from portal.safeguarding.queries.duty import qualified

OVERDUE_AFTER = timedelta(hours=25)
IN_TURN = 20
"""So many from the head of the queue are read in turn; whoever opens another one says why."""

OPENED = gettext_noop("mở lời của em")
REST_AFTER = timedelta(minutes=60)
PAUSE = timedelta(minutes=15)
"""A gap this long between two openings was a rest."""

NOT_READ_AGAIN = (TextState.PROTECTION, TextState.WITHDRAWN, TextState.ERASED, *OPEN_STATES)
"""States in which nobody reads a decision a second time: it is open again, over, or with protection officers."""

AWAITS = Q(state__in=OPEN_STATES) | Q(state=TextState.PUBLISHED, is_reported=True)


@dataclass(frozen=True)
class Waiting:
    """What nobody has read, counted without reading any of it."""

    total: int = 0
    oldest: datetime | None = None
    severities: dict[int, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """Where they come from: the word for programs, and the first words for people."""
    reported: int = 0

    def is_overdue(self, at: datetime) -> bool:
        return self.oldest is not None and at - self.oldest >= OVERDUE_AFTER


def waiting_texts(by: User | None = None) -> QuerySet[FreeText]:
    """This will return what waits for a reader in order: reported, gravest, oldest; without what is kept from `by`."""
    rows = FreeText.objects.light().filter(AWAITS).exclude(source_kind__in=READ_ELSEWHERE)
    rows = rows.order_by("-is_reported", "severity", "received_at", "pk")
    return rows if by is None else rows.filter(~_is_kept_from(by))


def waiting(by: User | None = None) -> Waiting:
    """This will count what waits by severity, language, kind and source, with the age of the oldest. One query."""
    rows = waiting_texts(by).order_by().values("severity", "language", "kind", "source_kind", "is_reported")
    total, reported, oldest = 0, 0, None
    counts: dict[str, Counter[Any]] = {name: Counter() for name in ("severity", "language", "kind")}
    sources: dict[str, str] = {}
    for row in rows.annotate(count=Count("pk"), oldest=Min("received_at"), source_words=Min("source")):
        total += row["count"]
        reported += row["count"] * row["is_reported"]
        oldest = min(oldest or row["oldest"], row["oldest"])
        sources.setdefault(row["source_kind"], row["source_words"].split(",")[0])
        counts["severity"][row["severity"]] += row["count"]
        counts["language"][row["language"]] += row["count"]
        counts["kind"][row["kind"]] += row["count"]
    return Waiting(
        total,
        oldest,
        severities=dict(sorted(counts["severity"].items())),
        languages=dict(counts["language"].most_common()),
        kinds=dict(counts["kind"].most_common()),
        sources=dict(sorted(sources.items(), key=lambda item: item[1])),
        reported=reported,
    )


def readable_texts(by: User) -> QuerySet[FreeText]:
    """This will return what waits in the languages this person reads, and what is in no known one, in order. Two queries."""
    return waiting_texts(by).filter(language__in=[*people_queries.languages_read(by), languages.UNKNOWN])


def next_text(by: User, *, at: datetime, claim_lasts: timedelta) -> FreeText | None:
    """This will return the first text in the queue that this person may take and nobody else holds."""
    taken = Q(claimed_at__gt=at - claim_lasts) & ~Q(claimed_by=by)
    rows = readable_texts(by).exclude(taken).exclude(entered_by=by)
    # What she holds already comes first; nobody hoards.
    return rows.filter(claimed_by=by, claimed_at__gt=at - claim_lasts).first() or rows.first()


def is_in_turn(text: FreeText, by: User) -> bool:
    """This will say whether a text stands at the head of what this person can read."""
    return text.pk in set(readable_texts(by).values_list("pk", flat=True)[:IN_TURN])


OPEN_CONCERN = Exists(Concern.objects.exclude(state=Concern.State.CLOSED).filter(texts=OuterRef("pk")))
"""Whether officers care for something about a text, as a mark on each row of texts."""


def has_open_concern(text: FreeText) -> bool:
    return text.concerns.exclude(state=Concern.State.CLOSED).exists()


def earlier_texts(text: FreeText, by: User) -> QuerySet[FreeText]:
    """This will return what else came under the same receipt or pen name, newest first, without words or names.

    What is kept from `by` is left out, and what lies with protection for all but its officers.
    """
    same = Q(thread=text.thread)
    if text.participant_id:
        same |= Q(participant_id=text.participant_id)
    rows = FreeText.objects.light().filter(same).exclude(source_kind__in=READ_ELSEWHERE).filter(~_is_kept_from(by))
    if Role.PROTECTION not in people_queries.roles_of(by):
        rows = rows.exclude(state=TextState.PROTECTION)
    return rows.exclude(pk=text.pk).order_by("-received_at", "pk")


def awaiting_second_reading(by: User | None = None) -> QuerySet[ReviewDecision]:
    """This will return decisions that wait for another person's look, oldest first.

    For `by` those that somebody else made, about words in a language she reads.
    """
    later = ReviewDecision.objects.filter(text_id=OuterRef("text_id"), pk__gt=OuterRef("pk"))
    rows = (
        ReviewDecision.objects.filter(needs_second=True, second_reading__isnull=True)
        .exclude(text__state__in=NOT_READ_AGAIN)
        .filter(~Exists(later))
        .select_related("text", "by")
        .defer("text__original")
    )
    if by is None:
        return rows
    rows = rows.filter(~_is_kept_from(by, "text_id"), text__language__in=people_queries.languages_read(by))
    return rows.exclude(by=by).exclude(text__entered_by=by)


def readers_of(language: str, *, at: datetime) -> list[User]:
    """This will return the moderators, papers live, who read a language; all of them while nobody knows which it is.

    Three queries, however many there are.
    """
    found = sorted(qualified(Role.MODERATOR, at=at), key=lambda person: person.sort_key)
    if language in {settings.LANGUAGE_CODE, languages.UNKNOWN}:
        return found
    able = set(LanguageRead.objects.filter(language=language).values_list("user_id", flat=True))
    return [person for person in found if person.pk in able]


def languages_nobody_reads(*, at: datetime) -> list[str]:
    """This will return the languages in which texts wait and that no moderator reads now. Four queries."""
    waiting_in = waiting_texts().order_by().exclude(language__in=[settings.LANGUAGE_CODE, languages.UNKNOWN])
    found = sorted(set(waiting_in.values_list("language", flat=True)))
    readers = qualified(Role.MODERATOR, at=at)
    read = set(LanguageRead.objects.filter(user__in=readers).values_list("language", flat=True))
    return [language for language in found if language not in read]


def reading_since(by: User, *, at: datetime) -> datetime | None:
    """This will return since when somebody has opened texts without a rest of a quarter of an hour, or None. One query."""
    since = None
    moments = AccessEntry.objects.filter(by=by, verb=OPENED, at__gt=at - timedelta(hours=4), at__lte=at)
    for moment in moments.order_by("-at").values_list("at", flat=True)[:1000]:
        if (since or at) - moment >= PAUSE:
            break
        since = moment
    return since


def reports() -> QuerySet[Report]:
    """This will return reports, those nobody has looked at first, with a mark on all but the first about one page."""
    earlier = Report.objects.filter(about=OuterRef("about"), handled_at__isnull=True).filter(
        Q(received_at__lt=OuterRef("received_at")) | Q(received_at=OuterRef("received_at"), pk__lt=OuterRef("pk"))
    )
    return (
        Report.objects.select_related("handled_by", "words", "about_text")
        .defer("words__original", "about_text__original")
        .annotate(is_duplicate=Exists(earlier))
    )


def listed_reports(*, is_handled: bool) -> QuerySet[Report]:
    """This will return reports for the list: those nobody looked at, possible danger first; or those done, newest first."""
    if is_handled:
        return reports().filter(handled_at__isnull=False).order_by("-handled_at", "pk")
    danger = Case(When(reason=Report.Reason.DANGER, then=0), default=1)
    return reports().filter(handled_at__isnull=True).order_by(danger, "received_at", "pk")


def _is_kept_from(by: User, key: str = "pk") -> Exists:
    return Exists(FreeText.keep_from.through.objects.filter(freetext_id=OuterRef(key), user_id=by.pk))


def language_name(code: str) -> str:
    """This will name a language as it is called here; "und" is one nobody has named yet."""
    if code == languages.UNKNOWN:
        return gettext("chưa rõ tiếng gì")
    return languages.SPOKEN.get(code) or gettext("tiếng khác (%(code)s)") % {"code": code}


def language_awaited(code: str) -> str:
    """This will say for which reader a text waits."""
    if code == languages.UNKNOWN:
        return gettext("Chờ người nhận ra tiếng gì")
    return gettext("Chờ người đọc tiếng %(language)s") % {"language": languages.SPOKEN.get(code, code)}
