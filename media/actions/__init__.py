"""The only writers of pictures and sounds."""

from media.actions.clips import change_clip, delete_clip, keep_clip, replace_clip_file
from media.actions.pictures import (
    ask_for_missing_copies,
    blur_picture,
    keep_picture,
    prepare_copies,
    save_picture,
)
from media.actions.publishing import forget_copies, forget_files, hold_publishing, note_references, publish_shown_files
from media.actions.recordings import SafeRecording, safe_recording
from media.actions.sweeping import forget_orphans
from media.actions.vouching import agree_with_vouchers

__all__ = [
    "SafeRecording",
    "agree_with_vouchers",
    "ask_for_missing_copies",
    "blur_picture",
    "change_clip",
    "delete_clip",
    "forget_copies",
    "forget_files",
    "forget_orphans",
    "hold_publishing",
    "keep_clip",
    "keep_picture",
    "note_references",
    "prepare_copies",
    "publish_shown_files",
    "replace_clip_file",
    "safe_recording",
    "save_picture",
]
