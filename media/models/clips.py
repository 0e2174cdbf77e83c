"""Recordings people listen to."""

import secrets
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from media import audio
from media.models.publishing import PublishableFile


class AudioKind(models.TextChoices):
    """Containers and codecs browsers of our floor can play; the value names the file's ending."""

    MP3 = "mp3", "MP3"
    M4A = "m4a", "M4A (AAC)"
    OGG = "ogg", "Ogg"
    WEBM = "webm", "WebM (Opus)"
    MP4 = "mp4", "MP4 (Opus)"


MEDIA_TYPES = {
    AudioKind.MP3: "audio/mpeg",
    AudioKind.M4A: "audio/mp4",
    AudioKind.OGG: "audio/ogg",
    AudioKind.WEBM: "audio/webm",
    AudioKind.MP4: "audio/mp4",
}


LANGUAGES = {
    "vi": _("tiếng Việt"),
    "en": _("tiếng Anh"),
    "km": _("tiếng Khơ-me"),
    "cja": _("tiếng Chăm"),
    "yue": _("tiếng Hoa (Quảng Đông)"),
    "bdq": _("tiếng Ba Na"),
    "sed": _("tiếng Xơ Đăng"),
    "jra": _("tiếng Gia Rai"),
    "jeh": _("tiếng Giẻ"),
    "brb": _("tiếng Brâu"),
    "rmx": _("tiếng Rơ Măm"),
    "hre": _("tiếng Hrê"),
    "cua": _("tiếng Co"),
}
"""Spoken by children of the two provinces, by the codes of ISO 639. Another code is kept as it is."""


class SoundFile(ContentFile):
    """What came out of `media.audio`, under a name that tells nothing: a file's own name may name a child."""

    def __init__(self, sound: audio.SafeSound) -> None:
        super().__init__(sound.data, name=f"{secrets.token_hex(16)}.{sound.kind}")


class _KeptSound(FieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        # The one place through which a file reaches the storage, bulk writes included: it fails closed.
        if not isinstance(content, SoundFile):
            raise TypeError("a clip keeps only what media.audio made safe; use actions.keep_clip")
        super().save(name, content, save)


class SoundField(models.FileField):
    """A file field that takes a `SoundFile` and nothing else."""

    attr_class = _KeptSound

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", list(args), dict(kwargs)


class AudioClip(PublishableFile):
    """A recording with its words. What is kept has lost every tag: who made it, where, with what."""

    title = models.CharField(_("tên bản ghi"), max_length=160)
    file = SoundField(_("tệp âm thanh"), upload_to="clips/")
    kind = models.CharField(_("loại"), max_length=4, choices=AudioKind, editable=False)
    duration = models.FloatField(_("độ dài (giây)"), editable=False)
    language = models.CharField(
        _("tiếng"), max_length=8, default="vi", help_text=_("Mã tiếng, ví dụ: vi, en, km, bdq.")
    )
    transcript = models.TextField(
        _("lời của bản ghi"), help_text=_("Đúng từng chữ được đọc. Bản đọc của một bài phải đúng bằng chữ của bài.")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("nhận lúc"), editable=False)

    class Meta:
        verbose_name = _("bản ghi âm")
        verbose_name_plural = _("bản ghi âm")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(duration__gt=0), name="clip_has_duration"),
            models.CheckConstraint(condition=~Q(transcript=""), name="clip_has_transcript"),
            models.CheckConstraint(condition=Q(is_public=False) | ~Q(key=""), name="public_clip_has_copy"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def media_type(self) -> str:
        """This will return the type a browser is told, "audio/mpeg"."""
        return MEDIA_TYPES[AudioKind(self.kind)]

    @property
    def url(self) -> str:
        """This will return the address of the copy people hear."""
        return self.copy_url(self.copy_file)

    @property
    def copy_file(self) -> str:
        """This will return the name of the one copy, "clip.mp3"."""
        return f"clip.{self.kind}"

    @property
    def language_name(self) -> str:
        """This will return the language in words, or its code where we have none."""
        return str(LANGUAGES.get(self.language, self.language))

    @property
    def length(self) -> str:
        """This will return minutes and seconds, "2:05"."""
        minutes, seconds = divmod(max(round(self.duration), 1), 60)
        return f"{minutes}:{seconds:02}"
