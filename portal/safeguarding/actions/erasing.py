"""Letting go of what a child wrote: taken back, erased, or past its time."""

import contextlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.foundation import actions as foundation_actions
from portal.foundation import erasure
from portal.safeguarding.models import Concern, FreeText, TextState

WITHDRAWN_KEPT_FOR = timedelta(days=15)
"""Decree 356/2025: what is withdrawn is erased within fifteen days."""
REJECTED_KEPT_FOR = timedelta(days=30)
BATCH = 500
WITHDRAWN, KEPT_BACK = "text-withdrawn", "text-kept-back"
"""In the journal, so that no older copy of the database makes public again what was taken back."""
PUBLIC_FOLDER = "loi"
"""Where the desk lays published recordings in the public storage."""
SETTLED_AFTER = timedelta(minutes=10)


def hold_texts(keys: Iterable[UUID]) -> list[FreeText]:
    """This will return texts as they are now, held in one order until the caller's transaction ends, without their originals.

    Whoever changes several holds them all before anything else: nobody waits for one who waits for him.
    """
    return list(FreeText.objects.light().select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk"))


@transaction.atomic
def withdraw_text(text: FreeText, *, at: datetime) -> FreeText:
    """This will take a text out of sight at once, with its public file, and have it erased within fifteen days.

    Safe to repeat; one already erased stays so.
    """
    text = FreeText.objects.select_for_update().get(pk=text.pk)
    if text.state in (TextState.WITHDRAWN, TextState.ERASED):
        return text
    _take_down(text)
    text.state = TextState.WITHDRAWN
    text.erase_on = min(text.erase_on, timezone.localdate(at) + WITHDRAWN_KEPT_FOR)
    text.save()
    erasure.note(WITHDRAWN, text.pk, at=at)
    return text


@erasure.eraser(WITHDRAWN)
def _withdraw_again(text_id: UUID, at: datetime) -> None:
    for text in FreeText.objects.light().filter(pk=text_id):
        withdraw_text(text, at=at)


@transaction.atomic
def keep_from_public(keys: Iterable[UUID], *, at: datetime) -> int:
    """This will never let these texts be public again: published ones are withdrawn; returns how many these were.

    For a yes that was taken back while words waited: a person still reads them. A rejected one may be read anew, so it too.
    """
    # Held first: what a moderator is publishing at this moment is found published.
    found = [text for text in hold_texts(keys) if text.state != TextState.ERASED]
    public = [text for text in found if text.state == TextState.PUBLISHED]
    for text in public:
        withdraw_text(text, at=at)
    for text in found:
        if text.is_meant_for_public:
            erasure.note(KEPT_BACK, text.pk, at=at)
    FreeText.objects.filter(pk__in=[text.pk for text in found]).update(is_meant_for_public=False)
    return len(public)


@erasure.eraser(KEPT_BACK)
def _keep_back_again(text_id: UUID, at: datetime) -> None:
    keep_from_public([text_id], at=at)


def erase_text(text_id: UUID, *, at: datetime) -> None:
    """This will erase a text for good and put it into the journal; an open concern holds its words until it is closed."""
    erasure.erase("text", text_id, at=at)


@transaction.atomic
def blank_text(text_id: UUID, at: datetime) -> None:
    """This will blank every word of a text, its digest and its marks; decisions about it keep none.

    While a concern about it is open the words are needed to find the child: they leave the public at once and are erased when
    the concern is closed (Law 91/2025: life and health in an emergency).
    """
    text = FreeText.objects.select_for_update().filter(pk=text_id).first()
    if text is None or text.state == TextState.ERASED:
        return
    _take_down(text)
    text.erase_on = min(text.erase_on, timezone.localdate(at))
    if text.concerns.exclude(state=Concern.State.CLOSED).exists():
        text.state = TextState.WITHDRAWN
    else:
        _forget_words(text)
        text.participant = None
        text.state, text.erased_at = TextState.ERASED, at
    text.save()


def blank_texts_of_participant(participant_id: UUID, at: datetime) -> None:
    """This will erase every text of a child, each with its own line in the journal."""
    for key in list(FreeText.objects.filter(participant_id=participant_id).values_list("pk", flat=True)):
        erasure.erase("text", key, at=at)


def purge_texts(*, at: datetime) -> int:
    """This will erase what is past its time (S-17), at most `BATCH` at a go, and return how many.

    Unpublished words after 12 months, rejected ones after 30 days, withdrawn ones after 15; a published text lives until it
    expires, but its original goes after 12 months.
    """
    today = timezone.localdate(at)
    rejected = Q(state=TextState.REJECTED, decided_at__lte=at - REJECTED_KEPT_FOR)
    expired = Q(state=TextState.PUBLISHED, expires_on__lt=today)
    past = ~Q(state=TextState.PUBLISHED) & Q(erase_on__lte=today)
    held = Concern.objects.exclude(state=Concern.State.CLOSED).values("texts")
    due = FreeText.objects.filter(rejected | expired | past).exclude(state=TextState.ERASED)
    due = due.exclude(pk__in=held.filter(texts__isnull=False))
    keys = list(due.order_by("erase_on").values_list("pk", flat=True)[:BATCH])
    for key in keys:
        erase_text(key, at=at)
    return len(keys) + _blank_old_originals(at)


def sweep_public_recordings(*, at: datetime) -> int:
    """This will delete public recordings no published text names, and return how many: a crash leaves none behind."""
    storage = storages["public"]
    try:
        _folders, names = storage.listdir(PUBLIC_FOLDER)
    except FileNotFoundError:
        return 0
    kept = set(FreeText.objects.exclude(public_file="").values_list("public_file", flat=True))
    lost = [path for name in names if (path := f"{PUBLIC_FOLDER}/{name}") not in kept]
    # A file younger than this may belong to a decision that is being written now.
    old = [path for path in lost if at - storage.get_modified_time(path) > SETTLED_AFTER]
    for path in old:
        _delete_public(path)
    return len(old)


def _blank_old_originals(at: datetime) -> int:
    old = FreeText.objects.filter(state=TextState.PUBLISHED, erase_on__lte=timezone.localdate(at))
    return old.exclude(original=b"").update(original=b"", digest="", marks=[])


def _take_down(text: FreeText) -> None:
    """Take it out of the public, in this transaction; the file goes when the transaction holds."""
    if text.state == TextState.PUBLISHED:
        foundation_actions.bump_site_revision()
    if text.public_file:
        transaction.on_commit(partial(_delete_public, text.public_file), robust=True)
    text.public_text, text.public_file = "", ""
    text.claimed_by, text.claimed_at = None, None


def _forget_words(text: FreeText) -> None:
    text.original, text.digest, text.marks = b"", "", []


def _delete_public(name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        storages["public"].delete(name)
