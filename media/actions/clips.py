"""Keeping recordings: what came is made safe, kept private and laid ready to be heard."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from wagtail.log_actions import log

from media import audio, rules
from media.actions import publishing
from media.models import AudioClip
from media.models.clips import SoundFile
from portal.foundation import actions as foundation_actions
from portal.foundation import queue

_OF_THE_FILE = ("file", "kind", "duration", "key", "is_public")
"""What follows from the file, and is written together with it alone."""


@transaction.atomic
def keep_clip(
    upload: File,
    *,
    title: str,
    transcript: str,
    language: str = "vi",
    longest: float = audio.LONGEST,
    by: Any,
    at: datetime,
) -> AudioClip:
    """This will keep a recording, private until a live page offers it, and nothing of the file but its sound.

    Refuses with NotAllowed, BadClip, BadSound; then nothing is stored. `longest` is in seconds. `by` is None when the
    program itself loads the demo centre.
    """
    rules.check_can_add_clip(by=by)
    words = rules.clip_words(title=title, transcript=transcript, language=language)
    sound = rules.safe_sound(upload, longest=longest)
    clip = AudioClip(**words, uploaded_by=by, created_at=at)
    _store(clip, sound)
    log(clip, "wagtail.create", user=by, timestamp=at)
    return clip


@transaction.atomic
def change_clip(
    clip: AudioClip, *, title: str, transcript: str, language: str, upload: File | None = None, by: Any, at: datetime
) -> None:
    """This will change the words about a recording and, with an upload, the recording itself.

    Refuses with NotAllowed, ClipGone, BadClip, BadSound; then all stays as it was.
    """
    rules.check_can_change_clip(clip, by=by)
    words = rules.clip_words(title=title, transcript=transcript, language=language)
    _lock(clip)
    for name, value in words.items():
        setattr(clip, name, value)
    clip.save(update_fields=words)
    if clip.is_public:
        foundation_actions.bump_site_revision()  # a page offers it only while its words are the page's own
    if upload:
        replace_clip_file(clip, upload, by=by, at=at)
    log(clip, "wagtail.edit", user=by, timestamp=at)


@transaction.atomic
def replace_clip_file(clip: AudioClip, upload: File, *, longest: float = audio.LONGEST, by: Any, at: datetime) -> None:
    """This will put another recording in the place of this one; the old one goes from both storages.

    Refuses with NotAllowed, ClipGone, BadSound; then the old one stays. Pages offer the new one once it has been published.
    """
    rules.check_can_change_clip(clip, by=by)
    sound = rules.safe_sound(upload, longest=longest)
    before = _lock(clip)
    clip.is_public = False
    _store(clip, sound, update_fields=_OF_THE_FILE)
    if before.is_public:
        foundation_actions.bump_site_revision()
    transaction.on_commit(partial(publishing.forget_files, before))
    transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))


@transaction.atomic
def delete_clip(clip: AudioClip, *, by: Any, at: datetime) -> None:
    """This will delete a recording; pages that offered it do without, and its files go from both storages.

    Refuses with NotAllowed, ClipGone.
    """
    rules.check_can_delete_clip(clip, by=by)
    _lock(clip)
    log(clip, "wagtail.delete", user=by, timestamp=at, deleted=True)
    clip.delete()


def _lock(clip: AudioClip) -> AudioClip:
    """Make the caller's row the one of this moment, held until the end, and return a second copy of it."""
    publishing.hold_publishing()  # first, as those do who publish: nobody waits for one who waits for him
    try:
        clip.refresh_from_db(from_queryset=AudioClip.objects.select_for_update())
    except AudioClip.DoesNotExist as gone:
        raise rules.ClipGone from gone
    return AudioClip.objects.get(pk=clip.pk)


def _store(clip: AudioClip, sound: audio.SafeSound, *, update_fields: Iterable[str] | None = None) -> None:
    """Write file, row and copy. If one of them fails, the files that were written go again."""
    clip.kind, clip.duration, clip.key = sound.kind, sound.duration, secrets.token_hex(16)
    clip.file = SoundFile(sound)
    try:
        clip.save(update_fields=update_fields)
        clip.copies_storage().save(clip.copy_name(clip.copy_file), ContentFile(sound.data))
    except BaseException:
        publishing.forget_files(clip)
        raise
