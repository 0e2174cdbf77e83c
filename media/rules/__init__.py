"""What is taken, from whom, and what may be shown."""

from media.rules.clips import (
    BadClip,
    BadSound,
    ClipGone,
    check_can_add_clip,
    check_can_change_clip,
    check_can_delete_clip,
    clip_words,
    safe_sound,
)
from media.rules.files import also_seen_by, may_see_file_of
from media.rules.library import LibraryPolicy, kept_apart
from media.rules.pictures import (
    NotDescribed,
    ShowsChild,
    check_can_change_picture,
    check_can_keep_picture,
    check_can_show,
    check_described,
)
from media.rules.vouching import consent_screen, register_voucher, vouched

__all__ = [
    "BadClip",
    "BadSound",
    "ClipGone",
    "LibraryPolicy",
    "NotDescribed",
    "ShowsChild",
    "also_seen_by",
    "check_can_add_clip",
    "check_can_change_clip",
    "check_can_change_picture",
    "check_can_delete_clip",
    "check_can_keep_picture",
    "check_can_show",
    "check_described",
    "clip_words",
    "consent_screen",
    "kept_apart",
    "may_see_file_of",
    "register_voucher",
    "safe_sound",
    "vouched",
]
