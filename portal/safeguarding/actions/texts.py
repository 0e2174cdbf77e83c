"""Taking in every word a child writes: kept whole, screened at once, and never lost to a fault of ours."""

import json
import logging
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.foundation import encryption
from portal.people.models import Participant, User
from portal.places.models import AdministrativeUnit
from portal.safeguarding import queries, rules
from portal.safeguarding.actions import concerns
from portal.safeguarding.models import (
    OPEN_STATES,
    Concern,
    FreeText,
    Provenance,
    Severity,
    TextKind,
    TextState,
)

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=365)
"""Originals and what was never published (S-17)."""
URGENT = (Severity.NOW, Severity.TODAY)
SCREENED_AT_ONCE = 100


@transaction.atomic
def receive_text(
    *,
    instance: UUID,
    kind: str = TextKind.WORDS,
    content: str | bytes | list[Any],
    source: str,
    source_kind: str,
    source_url: str = "",
    context: str = "",
    language: str = "vi",
    place: AdministrativeUnit | None = None,
    age_band: str = "",
    participant: Participant | None = None,
    thread: UUID | None = None,
    provenance: str = Provenance.SELF,
    entered_by: User | None = None,
    is_meant_for_public: bool = True,
    severity: int = Severity.NONE,
    keep_from: Iterable[User] = (),
    media_type: str = "",
    at: datetime,
) -> FreeText:
    """This will keep what a child wrote, drew or said, whole and encrypted, screen it, and open a concern if it is urgent.

    Nothing is refused for what it says or how long it is; `BadDrawing` refuses what is not a drawing. The bytes of a recording
    must have come out of `media.actions.safe_recording`. `severity` is what is known before anybody reads; screening can only
    make it graver. Sent again under the same `instance`, the same content gives the same row; other content is kept as a
    second row, because it was written too.
    """
    data = _bytes_of(kind, content)
    # Of this child alone: the key of what is public is public, and another who says the same makes a row of her own.
    said = f"{kind} {participant.pk if participant else ''}".encode() + b"\0" + data
    digests = encryption.digests(said, purpose=encryption.FREE_TEXT)
    kept, is_taken = _kept(instance, digests)
    if kept is not None:
        return kept
    text = FreeText(
        id=uuid.uuid5(instance, digests[0]) if is_taken else instance,
        kind=kind,
        original=encryption.encrypt_bytes(data, purpose=encryption.FREE_TEXT),
        digest=digests[0],
        media_type=media_type[:40],
        is_meant_for_public=is_meant_for_public,
        severity=severity,
        language=language[:12],
        place=place,
        age_band=age_band,
        participant=participant,
        thread=thread or uuid.uuid4(),
        provenance=provenance,
        entered_by=entered_by,
        source=_one_line(source, 160),
        source_kind=source_kind,
        source_url=source_url,
        context=context.replace("\0", ""),
        received_at=at,
        erase_on=timezone.localdate(at) + KEPT_FOR,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError:  # the same form arrived twice in the same moment
        kept, _is_taken = _kept(instance, digests)
        if kept is not None:
            return kept
        text.pk = uuid.uuid5(instance, digests[0])
        text.save(force_insert=True)
    if readers := list(keep_from):
        text.keep_from.set(readers)
    screen_text(text, at=at)
    return text


def screen_text(text: FreeText, *, at: datetime) -> bool:
    """This will look through a text and note what it found; on a fault the text stays as it is, and `tick` tries again."""
    try:
        with transaction.atomic():
            _screen(text, at=at)
    except Exception as error:
        # The message of an error may quote what a child wrote; its name cannot.
        logger.error("screening_failed", extra={"code": type(error).__name__})
        text.refresh_from_db(fields=["severity", "marks", "screened_at", "state", "language"])
        return False
    return True


def screen_missed_texts(*, at: datetime) -> int:
    """This will screen what arrived while screening failed, and return how many it could."""
    missed = FreeText.objects.filter(state__in=OPEN_STATES, screened_at=None).order_by("?")[:SCREENED_AT_ONCE]
    return sum(screen_text(text, at=at) for text in missed)


def _screen(text: FreeText, *, at: datetime) -> None:
    # A drawing and a name are read by anyone; what is written in another script tells itself.
    told = text.language if text.kind in {TextKind.WORDS, TextKind.RECORDING} else settings.LANGUAGE_CODE
    screening = rules.screen(queries.words_of(text), told)
    text.severity = min(text.severity, screening.severity)
    text.marks = [list(span) for span in screening.spans]
    text.screened_at = at
    if text.state == TextState.WAITING:
        text.language = screening.language
        text.state = text.waiting_state
    text.save(update_fields=["severity", "marks", "screened_at", "state", "language"])
    if screening.severity in URGENT and not queries.is_kept_from_officers(text):
        concerns.open_concern(severity=text.severity, origin=Concern.Origin.SCREENING, text=text, at=at)


def _kept(instance: UUID, digests: list[str]) -> tuple[FreeText | None, bool]:
    """Find the row that holds this very content, under the form's key or the one made of both; and say if the key is taken."""
    keys = [instance, *(uuid.uuid5(instance, digest) for digest in digests)]
    rows = list(FreeText.objects.filter(pk__in=keys))
    return next((row for row in rows if row.digest in digests), None), any(row.pk == instance for row in rows)


def _bytes_of(kind: str, content: str | bytes | list[Any]) -> bytes:
    if kind == TextKind.RECORDING:
        if not isinstance(content, bytes):
            raise TypeError("A recording is bytes.")
        return content
    if kind == TextKind.DRAWING:
        return json.dumps(rules.check_drawing(content), separators=(",", ":")).encode()
    if not isinstance(content, str):
        raise TypeError("Words are text.")
    return content.encode("utf-8", "surrogatepass")


def _one_line(words: str, longest: int) -> str:
    return " ".join(words.replace("\0", "").split())[:longest]
