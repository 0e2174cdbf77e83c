"""Drafts: kept encrypted for their author alone, gone when sent and after 30 days."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction

from clubs import queries, rules
from clubs.models import Piece, PieceDraft
from portal.foundation import encryption
from portal.people.models import Participant

KEPT_FOR = timedelta(days=30)
FIELDS = ("title", "text", "drawing", "description", "is_bylined", "replaces")


@transaction.atomic
def save_draft(
    participant: Participant, *, instance: UUID, content: dict[str, Any], recording: File | None = None, at: datetime
) -> PieceDraft | None:
    """This will keep what a child has so far, under the key her piece will have; None when that piece was sent already.

    A recording kept before stays until another comes; what no key reads stays as it is. It refuses `ConsentMissing`,
    `NotAMember`, `BadDrawing`, `TooLong`, `NotARecording`, `RecordingTooLong`, `TooManyDrafts`, `NotYours`, `DraftUnreadable`.
    """
    club = rules.check_can_send(participant, at=at)
    sent = Piece.objects.filter(pk=instance).first()
    if sent is not None:
        rules.check_is_author(sent, participant=participant)
        return None
    given = {"participant": participant, "club": club, "saved_at": at}
    draft, is_new = PieceDraft.objects.select_for_update().get_or_create(pk=instance, defaults=given)
    if is_new and queries.drafts_of(participant).count() > rules.MOST_DRAFTS:
        raise rules.TooManyDrafts
    rules.check_is_author(draft, participant=participant)
    former = rules.content_of(draft) if draft.content else {}
    rules.drawing_of(content.get("drawing", ""))
    rules.check_length(str(content.get("text", "")))
    kept = {name: content[name] for name in FIELDS if content.get(name)}
    if "replaces" in kept and not _is_own_piece(kept["replaces"], participant):
        del kept["replaces"]
    if recording:
        sound = rules.sound_of(recording)
        kept |= {"sound": base64.b64encode(sound.bytes).decode()}
    elif former:
        kept |= {"sound": former.get("sound", "")}
    draft.content = encryption.encrypt_bytes(json.dumps(kept).encode(), purpose=encryption.DRAFT)
    draft.saved_at = at
    draft.save()
    return draft


def _is_own_piece(key: Any, participant: Participant) -> bool:
    try:
        return Piece.objects.filter(pk=UUID(str(key)), participant=participant).exists()
    except ValueError:
        return False


def recording_of(draft: PieceDraft | None) -> File | None:
    """This will return the recording a draft holds, as a file like any other."""
    sound = (queries.draft_content(draft) or {}).get("sound") if draft else None
    return ContentFile(base64.b64decode(sound), name="ghi-am") if sound else None


@transaction.atomic
def delete_draft(draft: PieceDraft, *, participant: Participant) -> None:
    """This will forget a draft. It refuses `NotYours`."""
    rules.check_is_author(draft, participant=participant)
    draft.delete()


def purge_drafts(*, at: datetime) -> int:
    """This will forget drafts nobody has touched for 30 days, and return how many."""
    return PieceDraft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
