"""Pages people can listen to: the words to be read, and the recording that reads them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from media.models import AudioClip
from portal.foundation.models import BasePage
from portal.foundation.vietnamese.text import normalize

_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")


class SpokenPage(BasePage):
    """A page with one control "Nghe": a recording of exactly its words, else a voice of the device, else none."""

    recording = models.ForeignKey(
        AudioClip,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("bản đọc"),
        help_text=_("Lời của bản ghi phải đúng bằng chữ của bài; không khớp thì người đọc không được mời nghe."),
    )

    recording_panels = [
        MultiFieldPanel(
            [FieldPanel("recording"), HelpPanel(template="pages/admin/recording.html", heading=_("Chữ cần đọc"))],
            heading=_("Nghe bài viết"),
        )
    ]

    class Meta:
        abstract = True

    def spoken_parts(self) -> Iterable[Any]:
        """This will yield the words below the title in the order they are read, with the headings that give them sense."""
        raise NotImplementedError

    def spoken_text(self) -> str:
        """This will return the words to be read aloud, a line a part; a recording's transcript must equal them."""
        locale = self.locale if self.locale_id else None
        # The headings come from the catalogue: in the page's language, whatever language the reader of this code has.
        with translation.override(locale.language_code if locale else settings.LANGUAGE_CODE):
            parts = [normalize(str(part or ""), single_line=True) for part in (self.title, *self.spoken_parts())]
        return "\n".join(part if part.endswith(_SENTENCE_ENDS) else f"{part}." for part in parts if part)

    @property
    def is_recording_in_step(self) -> bool:
        """This will say whether the chosen recording reads exactly the words this page has now."""
        if self.recording is None:
            return False
        said, written = self.recording.transcript, self.spoken_text()
        return normalize(said, single_line=True) == normalize(written, single_line=True)

    @property
    def offered_recording(self) -> AudioClip | None:
        """This will return the recording visitors are offered: public, and in step with the words."""
        return self.recording if self.recording and self.recording.is_public and self.is_recording_in_step else None


def whole(page: Page) -> Page:
    """This will return a page in its own type, with its picture, recording and language, in one query."""
    kind = page.specific_class
    joined = [name for name in ("picture", "recording", "locale") if hasattr(kind, name)]
    if kind is None or not issubclass(kind, SpokenPage):
        return page.specific
    return kind._default_manager.select_related(*joined).get(pk=page.pk)


def headed(heading: Any, parts: Iterable[Any]) -> Iterable[Any]:
    """This will yield a heading and what stands below it, or nothing where nothing does."""
    kept = [part for part in parts if part]
    if kept:
        yield f"{heading}:"
        yield from kept
