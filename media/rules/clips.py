"""Who may keep recordings, and which files and words are taken."""

import re
import unicodedata
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media import audio
from media.models import AudioClip
from portal.foundation.refusals import NotAllowed, Refusal
from portal.foundation.vietnamese import text

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


class BadSound(Refusal):
    """The file is not one we keep; nothing of it was stored."""

    code = "bad_sound"
    status = 400
    sentence = gettext_lazy("Tệp này không dùng được.")

    def __init__(self, cause: audio.Cause, *, longest: float = audio.LONGEST) -> None:
        self.code = f"sound_{cause}"
        limits = {"size": audio.MAX_BYTES // 1024**2, "minutes": round(longest / 60)}
        sentence = SENTENCES[cause] % limits
        super().__init__(sentence, fields={"upload": [sentence]})


SENTENCES = {
    audio.Cause.EMPTY: gettext_lazy("Tệp này không có tiếng nào. Hãy nghe lại trên máy rồi chọn tệp khác."),
    audio.Cause.TOO_BIG: gettext_lazy(
        "Tệp nặng quá %(size)d MB. Hãy lưu lại với chất lượng thấp hơn, hoặc chia thành nhiều phần."
    ),
    audio.Cause.TOO_LONG: gettext_lazy("Bản ghi dài quá %(minutes)d phút. Hãy cắt ngắn hoặc chia thành nhiều phần."),
    audio.Cause.NOT_AUDIO: gettext_lazy(
        "Tệp này không phải bản ghi âm mà trang nhận được. Hãy chọn tệp MP3, M4A, Ogg hoặc WebM."
    ),
    audio.Cause.HAS_VIDEO: gettext_lazy("Tệp này có cả hình. Hãy lưu riêng phần tiếng rồi tải lên lại."),
    audio.Cause.SEVERAL_TRACKS: gettext_lazy(
        "Tệp này có nhiều đường tiếng. Hãy lưu lại thành một đường tiếng duy nhất."
    ),
    audio.Cause.WRONG_CODEC: gettext_lazy(
        "Điện thoại của người nghe có thể không phát được loại âm thanh này. Hãy lưu lại thành MP3 hoặc M4A."
    ),
    audio.Cause.DAMAGED: gettext_lazy("Tệp bị hỏng hoặc bị cắt mất một phần. Hãy lưu lại từ bản gốc rồi thử lần nữa."),
}


class BadClip(Refusal):
    """The words about a recording are missing or cannot be; `fields` says which."""

    code = "bad_clip"
    status = 400
    sentence = gettext_lazy("Có ô chưa đúng. Xem từng ô bên dưới.")


class ClipGone(Refusal):
    """Somebody deleted it between showing and saving."""

    code = "clip_gone"
    status = 409
    sentence = gettext_lazy("Bản ghi này vừa bị xóa. Hãy quay lại danh sách.")


def check_can_add_clip(*, by: Any) -> None:
    """This will refuse those without permission. Nobody (None) is the program itself, loading the demo centre."""
    _check(by, "media.add_audioclip")


def check_can_change_clip(clip: AudioClip, *, by: Any) -> None:
    """This will refuse those without permission."""
    _check(by, "media.change_audioclip")


def check_can_delete_clip(clip: AudioClip, *, by: Any) -> None:
    """This will refuse those without permission."""
    _check(by, "media.delete_audioclip")


def clip_words(*, title: str, transcript: str, language: str) -> dict[str, str]:
    """This will return the words about a recording as they are kept; refuses missing ones (BadClip, by field).

    The transcript keeps every letter as it was typed (NFC), for a page compares it with its own words.
    """
    words = {
        "title": text.normalize(title, single_line=True),
        "transcript": unicodedata.normalize("NFC", transcript).replace("\0", "").strip(),
        "language": language,
    }
    wrong: dict[str, list[str]] = {}
    if not words["title"]:
        wrong["title"] = [_("Hãy đặt tên cho bản ghi.")]
    elif len(words["title"]) > 160:
        wrong["title"] = [_("Tên bản ghi dài quá 160 ký tự.")]
    if not text.normalize(transcript, single_line=True):
        wrong["transcript"] = [_("Hãy ghi lời của bản ghi: người không nghe được sẽ đọc phần này.")]
    if len(language) > 8 or not _LANGUAGE.fullmatch(language):
        wrong["language"] = [_("Hãy ghi mã tiếng, ví dụ: vi, en, km, bdq.")]
    if wrong:
        raise BadClip(fields=wrong)
    return words


def safe_sound(upload: File, *, longest: float = audio.LONGEST) -> audio.SafeSound:
    """This will return the sound alone of an upload; refuses (BadSound) every other file, whatever it calls itself."""
    if (upload.size or 0) > audio.MAX_BYTES:
        raise BadSound(audio.Cause.TOO_BIG, longest=longest)
    try:
        upload.seek(0)
        # One byte more than allowed is enough to refuse, whatever size an upload claims.
        return audio.clean(upload.read(audio.MAX_BYTES + 1), longest=longest)
    except audio.UnsafeSound as unsafe:
        raise BadSound(unsafe.cause, longest=longest) from unsafe


def _check(by: Any, permission: str) -> None:
    if by is not None and not by.has_perm(permission):
        raise NotAllowed
