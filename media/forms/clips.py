"""What staff fill in about a recording."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from media import audio
from media.models import AudioClip
from media.models.clips import LANGUAGES


class ClipForm(WagtailAdminModelForm):
    """The words about a recording and, when it is new or replaced, its file. The action looks at the file; this only asks."""

    upload = forms.FileField(
        label=gettext_lazy("Tệp âm thanh"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*,.mp3,.m4a,.mp4,.ogg,.oga,.opus,.webm"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Tiếng"))

    class Meta:
        model = AudioClip
        fields = ("title", "language", "transcript")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(LANGUAGES)
        if self.instance.pk:
            known.setdefault(self.instance.language, self.instance.language)
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Thay bằng tệp khác")
        self.fields["language"].choices = list(known.items())
        self.fields["upload"].help_text = _(
            "MP3, M4A, Ogg hoặc WebM, không quá %(size)d MB và %(minutes)d phút. Tên người, tên máy và nơi ghi bị xóa ngay."
        ) % {"size": audio.MAX_BYTES // 1024**2, "minutes": round(audio.LONGEST / 60)}
