"""A concern: opened by whoever found it, taken, passed on, handed over, closed. Each step stays written (S-06, S-07)."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from portal.foundation import encryption
from portal.foundation.vietnamese import text as vietnamese
from portal.people import actions as people_actions
from portal.people.models import User
from portal.places.models import AdministrativeUnit
from portal.safeguarding import queries, rules
from portal.safeguarding.actions import ladders
from portal.safeguarding.models import Agency, Concern, ConcernStep, FreeText, HandOver, Severity, TextState

Verb = ConcernStep.Verb


@transaction.atomic
def open_concern(
    *,
    severity: int,
    origin: str,
    text: FreeText | None = None,
    thread: uuid.UUID | None = None,
    place: AdministrativeUnit | None = None,
    summary: str = "",
    by: User | None = None,
    at: datetime,
) -> Concern:
    """This will open a concern, or add to the one that is open for the thread, and wake whom its severity wakes.

    Without `thread` it is that of the text; words of a report go to the concern about what is reported.

    `severity` is 1, 2 or 3. A graver one raises the concern and begins its ladder anew, even when somebody had taken it:
    that yes was for something smaller. The same text twice changes nothing. `summary` is an adult's words, kept
    encrypted. Refuses with BadSeverity.
    """
    rules.check_severity(severity)
    if thread is None:
        thread = queries.concern_thread(text) if text is not None else uuid.uuid4()
    place = place or (text.place if text is not None else None)
    concern = _lock_open(thread)
    if concern is None:
        new = Concern(severity=severity, origin=origin, thread=thread, place=place, opened_at=at, opened_by=by)
        new.summary = _sealed(summary)
        _start_clock(new, at=at)
        try:
            with transaction.atomic():
                new.save(force_insert=True)
        except IntegrityError:  # two words of one child at the same moment
            concern = _lock_open(thread)
            if concern is None:
                raise
        else:
            if text is not None:
                new.texts.add(text)
            _step(new, Verb.OPENED, by=by, at=at)
            ladders.alert_first(new, at=at)
            return new
    return _merge(concern, severity=severity, text=text, summary=summary, by=by, at=at)


@transaction.atomic
def acknowledge_concern(concern: Concern, *, by: User, at: datetime) -> Concern:
    """This will note that this person takes a concern on; the ladder ends. Doing it twice changes nothing.

    Refuses all but protection officers with live training and commitment, AlreadyAcknowledged, AlreadyClosed.
    """
    _lock(concern)
    rules.check_can_acknowledge_concern(concern, by=by, at=at)
    if concern.state == Concern.State.OPEN:
        _take(concern, by=by, at=at)
    return concern


@transaction.atomic
def pass_on_concern(concern: Concern, *, to: User, by: User, at: datetime) -> Concern:
    """This will ask a colleague to take a concern on (S-20): she is told, and until she takes it the ladder stands ready.

    Refuses what acknowledging refuses, and BadColleague.
    """
    _lock(concern)
    rules.check_can_pass_on_concern(concern, to=to, by=by, at=at)
    _wait_again(concern, at=at)
    _step(concern, Verb.PASSED_ON, by=by, to=to, at=at)
    ladders.alert_colleague(concern, to, at=at)
    return concern


@transaction.atomic
def change_severity(concern: Concern, *, severity: int, reason: str, by: User, at: datetime) -> Concern:
    """This will give a concern another severity and clock, with a reason; to 1 its ladder begins unless `by` took it.

    Refuses BadSeverity, BadReason, AlreadyClosed and whoever is no protection officer.
    """
    reason = rules.tidy(reason)
    _lock(concern)
    rules.check_can_change_concern(concern, by=by, at=at)
    rules.check_severity(severity)
    rules.check_reason(reason)
    if severity == concern.severity:
        return concern
    concern.severity, concern.found_none_by = severity, None
    _start_clock(concern, at=at)
    concern.save(update_fields=["severity", "due_at", "ladder_from", "found_none_by"])
    _step(concern, Verb.RAISED, by=by, note=f"{severity}: {reason}", at=at)
    if concern.state == Concern.State.OPEN:
        ladders.alert_first(concern, at=at)
    return concern


@transaction.atomic
def hand_over_concern(
    concern: Concern,
    *,
    told: str,
    told_at: datetime,
    channel: str,
    reference: str,
    agency: Agency | None = None,
    sheet: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> HandOver:
    """This will write down who was told, when, how (R-06), with the Form-01 sheet encrypted; empty fields are unknown.

    Whoever hands over has taken the concern. The same form twice is one record. Refuses with BadHandOver, AlreadyClosed,
    and whoever is no protection officer.
    """
    channel, reference = rules.tidy(channel), rules.tidy(reference)
    words = {name: vietnamese.normalize(value).strip() for name, value in (sheet or {}).items()}
    words = {name: value for name, value in words.items() if value}
    _lock(concern)
    rules.check_hand_over(
        concern,
        told=told,
        agency=agency,
        told_at=told_at,
        channel=channel,
        reference=reference,
        sheet=words,
        by=by,
        at=at,
    )
    hand_over, is_new = HandOver.objects.get_or_create(
        concern=concern,
        told=told,
        told_at=told_at,
        told_by=by,
        defaults={
            "agency": agency,
            "channel": channel,
            "reference": reference,
            "sheet": _sealed(json.dumps(words, ensure_ascii=False) if words else ""),
            "recorded_at": at,
        },
    )
    if not is_new:
        return hand_over
    if concern.state == Concern.State.OPEN:
        _take(concern, by=by, at=at)
    if concern.handed_over_at is None:
        concern.handed_over_at = told_at
        concern.save(update_fields=["handed_over_at"])
    _step(concern, Verb.HANDED_OVER, by=by, note=hand_over.get_told_display(), at=at)
    return hand_over


@transaction.atomic
def close_concern(concern: Concern, *, reason: str, is_no_concern: bool = False, by: User, at: datetime) -> Concern:
    """This will close a concern that was handed over, or that a person found to be none; the reason says why.

    One that is or was urgent and is called none stays open, with this officer's finding, until a second one finds the same.
    Once it is closed nobody opens its words here. What went to protection stays there after a hand-over, and goes back to the
    desk when it was no concern, where a person decides about it. Refuses HandOverMissing, BadReason, AlreadyClosed,
    SecondOfficerNeeded, and whoever is no protection officer.
    """
    reason = rules.tidy(reason)
    _lock(concern)
    rules.check_can_close_concern(concern, is_no_concern=is_no_concern, reason=reason, by=by, at=at)
    if is_no_concern and concern.found_none_by_id is None and rules.needs_second_officer(concern):
        return _find_none(concern, reason=reason, by=by, at=at)
    concern.state, concern.closed_at, concern.closed_by = Concern.State.CLOSED, at, by
    concern.closing_reason, concern.is_no_concern = reason, is_no_concern
    concern.save(update_fields=["state", "closed_at", "closed_by", "closing_reason", "is_no_concern"])
    _step(concern, Verb.CLOSED, by=by, at=at)
    if is_no_concern:
        _give_back(concern)
    return concern


@transaction.atomic
def log_opening(concern: Concern, *, reason: str, by: User, at: datetime) -> None:
    """This will write into the access log who opened a concern and why, before anything of it is shown (S-13).

    Refuses BadReason and whoever is no protection officer now.
    """
    reason = rules.tidy(reason)
    rules.check_can_open_concern(by=by, at=at)
    rules.check_reason(reason)
    people_actions.log_access(
        by=by, verb=gettext_noop("mở điều cần bảo vệ"), subject=subject_of(concern), reason=reason, at=at
    )


def subject_of(concern: Concern) -> str:
    """This will return how the access log names a concern."""
    return f"điều cần bảo vệ {concern.pk}"


def _merge(
    concern: Concern, *, severity: int, text: FreeText | None, summary: str, by: User | None, at: datetime
) -> Concern:
    is_known = text is not None and concern.texts.filter(pk=text.pk).exists()
    is_graver = severity < concern.severity
    if is_known and not is_graver:
        return concern
    if text is not None and not is_known:
        concern.texts.add(text)
    if summary.strip():
        before = queries.summary_of(concern)
        concern.summary = _sealed(f"{before}\n\n{summary}".strip())
    concern.found_none_by = None
    concern.save(update_fields=["summary", "found_none_by"])
    _step(concern, Verb.MERGED, by=by, at=at)
    if is_graver:
        concern.severity = severity
        _wait_again(concern, at=at, no_later=concern.state == Concern.State.OPEN)
        _step(concern, Verb.RAISED, by=by, note=str(severity), at=at)
        ladders.alert_first(concern, at=at)
    elif concern.state == Concern.State.ACKNOWLEDGED:
        is_anothers = severity == Severity.NOW and (text is None or text.thread != concern.thread)
        ladders.tell_more(concern, is_anothers=is_anothers, at=at)
    return concern


def _find_none(concern: Concern, *, reason: str, by: User, at: datetime) -> Concern:
    if concern.state == Concern.State.OPEN:
        _take(concern, by=by, at=at)
    concern.found_none_by = by
    concern.save(update_fields=["found_none_by"])
    _step(concern, Verb.FOUND_NONE, by=by, note=reason, at=at)
    return concern


def _give_back(concern: Concern) -> None:
    """Put what was handed to protection into the queue again, unless another concern still needs it."""
    for text in concern.texts.filter(state=TextState.PROTECTION).select_for_update(of=("self",)):
        if not queries.has_open_concern(text):
            text.state, text.version = text.waiting_state, text.version + 1
            text.save(update_fields=["state", "version"])


def _take(concern: Concern, *, by: User, at: datetime) -> None:
    concern.state, concern.acknowledged_at, concern.acknowledged_by = Concern.State.ACKNOWLEDGED, at, by
    concern.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
    _step(concern, Verb.ACKNOWLEDGED, by=by, at=at)


def _wait_again(concern: Concern, *, at: datetime, no_later: bool = False) -> None:
    """Let it wait for somebody from now on; with `no_later` the moment it was due by already stays."""
    concern.state, concern.acknowledged_at, concern.acknowledged_by = Concern.State.OPEN, None, None
    before = concern.due_at
    _start_clock(concern, at=at)
    if no_later:
        concern.due_at = min(before, concern.due_at)
    concern.save(update_fields=["severity", "state", "acknowledged_at", "acknowledged_by", "due_at", "ladder_from"])


def _start_clock(concern: Concern, *, at: datetime) -> None:
    concern.due_at = rules.concern_due_at(concern.severity, at)
    concern.ladder_from = at if concern.severity == Severity.NOW else None


def _lock_open(thread: uuid.UUID) -> Concern | None:
    found = Concern.objects.exclude(state=Concern.State.CLOSED).select_for_update(of=("self",))
    return found.filter(thread=thread).first()


def _lock(concern: Concern) -> None:
    concern.refresh_from_db(from_queryset=Concern.objects.select_for_update(of=("self",)))


def _step(
    concern: Concern, verb: Verb, *, by: User | None, to: User | None = None, note: str = "", at: datetime
) -> None:
    ConcernStep.objects.create(concern=concern, verb=verb, by=by, to=to, note=note[: rules.LONGEST_STEP_NOTE], at=at)


def _sealed(words: str) -> bytes:
    words = words.strip()
    return encryption.encrypt_bytes(words.encode(), purpose=encryption.CONCERN) if words else b""
