"""Writes of the desk: opening, claiming, deciding, reading again. Nothing a child wrote is public before `decide_text`."""

import secrets
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_noop

from portal.foundation import actions as foundation_actions
from portal.foundation import erasure
from portal.foundation.vietnamese import text as vietnamese
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding import queries, rules
from portal.safeguarding.actions.claims import lock, subject_of
from portal.safeguarding.actions.concerns import open_concern
from portal.safeguarding.models import (
    Concern,
    Decision,
    FreeText,
    ReviewDecision,
    SecondReading,
    Severity,
    TextKind,
    TextState,
)
from portal.safeguarding.signals import text_decided

OFF_SITE = "text-off-site"
"""In the journal: staff took it off the public, often because somebody asked."""
_EXTENSIONS = {
    "audio/mp4": "m4a",
    "audio/m4a": "m4a",
    "audio/aac": "aac",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/wav": "wav",
}
_STATES = {
    Decision.PUBLISH: TextState.PUBLISHED,
    Decision.MASK: TextState.PUBLISHED,
    Decision.READ: TextState.READ,
    Decision.REJECT: TextState.REJECTED,
    Decision.WITHDRAW: TextState.REJECTED,
    Decision.PROTECTION: TextState.PROTECTION,
}
_CHANGED = (
    "state",
    "public_text",
    "public_file",
    "decided_at",
    "published_at",
    "is_reported",
    "claimed_by",
    "claimed_at",
    "version",
)


@transaction.atomic
def decide_text(
    text: FreeText,
    *,
    decision: str,
    version: int,
    by: User,
    at: datetime,
    public_text: str = "",
    reason: str = "",
    message: str = "",
    severity: int = Severity.TODAY,
    note: str = "",
    is_checked: bool = False,
) -> ReviewDecision:
    """This will decide what becomes of a text, once: of two moderators at the same moment the second is refused.

    `version` is that of the text the person saw. `public_text` is the wording for `MASK`, or the transcript of a recording;
    `reason` and `message` go with a rejection, and a message other than the suggested one waits for a second person before
    the child reads it; `severity` and `note` go with protection. `is_checked` says that the person looked at what the
    screening took for personal data in her own wording. It refuses what `rules.check_can_decide_text` and
    `rules.check_decision` refuse.
    """
    public_text = vietnamese.normalize(public_text).strip()
    message = vietnamese.normalize(message).strip() if decision in rules.REFUSING else ""
    note = vietnamese.normalize(note, single_line=True)
    lock(text)
    rules.check_can_decide_text(text, version=version, decision=decision, by=by, at=at)
    rules.check_decision(
        text,
        decision,
        public_text=public_text,
        reason=reason,
        message=message,
        note=note,
        is_checked=is_checked,
    )
    made = ReviewDecision(
        text=text,
        decision=decision,
        reason=reason if decision in rules.REFUSING else "",
        message=message,
        by=by,
        at=at,
    )
    made.needs_second = rules.is_own_wording(made) or rules.needs_second_reading(text, decision)
    made.save()
    if decision == Decision.PROTECTION:
        open_concern(severity=severity, origin=Concern.Origin.MODERATOR, text=text, summary=note, by=by, at=at)
    written = _carry_out(text, Decision(decision), public_text=public_text, at=at)
    try:
        text_decided.send(sender=FreeText, text_id=text.pk, decision=Decision(decision), at=at)
    except BaseException:
        _discard(written)
        raise
    people_actions.log_access(by=by, verb=gettext_noop("quyết định về lời của em"), subject=subject_of(text), at=at)
    return made


@transaction.atomic
def read_second(decision: ReviewDecision, *, by: User, agrees: bool, note: str = "", at: datetime) -> SecondReading:
    """This will write down another person's look at a decision; who disagrees puts the text back into the queue (S-14).

    What was public leaves the site until it is decided anew. It refuses what `rules.check_can_read_second` refuses, and
    `BadDecision` when a disagreement says no reason.
    """
    note = vietnamese.normalize(note, single_line=True)
    text = decision.text
    lock(text)
    rules.check_can_read_second(decision, by=by, at=at)
    rules.check_second_note(agrees=agrees, note=note)
    # The text is locked: of two people at the same moment the second finds the reading of the first.
    reading = SecondReading.objects.create(decision=decision, by=by, at=at, agrees=agrees, note=note)
    if not agrees:
        _reopen(text, at=at)
    return reading


@transaction.atomic
def return_text(text: FreeText, *, by: User, at: datetime) -> FreeText:
    """This will give a text that protection is done with back to the desk; it refuses anyone but protection officers."""
    lock(text)
    rules.check_can_return_text(text, by=by, at=at)
    _reopen(text, at=at)
    people_actions.log_access(by=by, verb=gettext_noop("trả bài về bàn đọc"), subject=subject_of(text), at=at)
    return text


@transaction.atomic
def note_change_beside(text: FreeText, *, context: str | None = None) -> FreeText:
    """This will lock a text and refuse every decision begun before now: what will be shown with it is changing, or `context`.

    For the feature that shows it; it asks afterwards whether the text, as it now is, still allows the change.
    """
    lock(text)
    text.version += 1
    if context is not None:
        text.context = context
    text.save(update_fields=["version", "context"])
    return text


def _carry_out(text: FreeText, decision: Decision, *, public_text: str, at: datetime) -> str:
    """Change the text as decided; return the path of a public file just written, if any."""
    was_public, old_file, written = text.state == TextState.PUBLISHED, text.public_file, ""
    text.state = _STATES[decision]
    text.decided_at = at
    text.is_reported = False
    if decision in rules.PUBLISHING:
        text.published_at = text.published_at if was_public else at
        text.public_text = _wording(text, decision, public_text=public_text, was_public=was_public)
        if text.kind == TextKind.RECORDING and not old_file:
            written = text.public_file = _write_public_file(text)
    else:
        text.public_text, text.public_file, text.published_at = "", "", None
        if old_file:
            transaction.on_commit(lambda: storages["public"].delete(old_file))
    text.claimed_by = text.claimed_at = None
    text.version += 1
    text.save(update_fields=_CHANGED)
    if was_public or decision in rules.PUBLISHING:
        foundation_actions.bump_site_revision()
    if was_public and decision not in rules.PUBLISHING:
        erasure.note(OFF_SITE, text.pk, at=at)
    return written


def _wording(text: FreeText, decision: Decision, *, public_text: str, was_public: bool) -> str:
    if decision == Decision.MASK or (text.kind == TextKind.RECORDING and public_text):
        return public_text
    if was_public:
        return text.public_text  # reported, looked at, and found right: it stays as it was
    if text.kind == TextKind.DRAWING:
        return str(queries.original_of(text))
    return queries.words_of(text)


def _write_public_file(text: FreeText) -> str:
    content = bytes(queries.original_of(text))  # type: ignore[arg-type]  # of a recording
    name = f"loi/{secrets.token_urlsafe(24)}.{_EXTENSIONS.get(text.media_type, 'bin')}"
    return storages["public"].save(name, ContentFile(content))


def _discard(name: str) -> None:
    if name:
        storages["public"].delete(name)


def _reopen(text: FreeText, *, at: datetime) -> None:
    was_public, old_file = text.state == TextState.PUBLISHED, text.public_file
    text.state, text.public_text, text.public_file, text.published_at = text.waiting_state, "", "", None
    text.claimed_by = text.claimed_at = None
    text.version += 1
    text.save(update_fields=_CHANGED)
    if old_file:
        transaction.on_commit(lambda: storages["public"].delete(old_file))
    if was_public:
        foundation_actions.bump_site_revision()
        erasure.note(OFF_SITE, text.pk, at=at)


@erasure.eraser(OFF_SITE)
def _read_anew(text_id: UUID, at: datetime) -> None:
    """Over an older copy: what a person had taken off the site waits until somebody reads it again."""
    for text in FreeText.objects.filter(pk=text_id, state=TextState.PUBLISHED):
        _reopen(text, at=at)
