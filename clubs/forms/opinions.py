"""What a child puts into the opinion box, and what an adult answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubs import rules
from clubs.models import Opinion
from portal.foundation.forms import RefusableForm, SaidField
from portal.foundation.vietnamese.fields import VietnameseTextField
from portal.safeguarding.models import TextKind

WAYS = {
    "viet": (TextKind.WORDS, _("Viết"), "book"),
    "ve": (TextKind.DRAWING, _("Vẽ"), "star"),
    "noi": (TextKind.RECORDING, _("Nói"), "ear"),
}
"""The ways to say something: address part, kind, the word on the tab, its icon."""


class OpinionForm(RefusableForm):
    """One thing said: to whom, and in one of three ways."""

    instance = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=_("Em muốn nói với ai?"), choices=Opinion.To, widget=forms.RadioSelect, initial=Opinion.To.CENTRE
    )
    words = SaidField(
        label=_("Em viết ở đây"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": rules.LONGEST_WORDS}),
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)
    recording = forms.FileField(
        label=_("Tiếng nói của em"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
        help_text=_("Nhiều nhất 3 phút."),
    )
    is_meant_for_public = forms.BooleanField(label=_("Em muốn các bạn cũng đọc được."), required=False)

    def __init__(self, *args: Any, way: str = "viet", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        if way == "ve":
            self.fields["words"].label = _("Em tả hình em muốn vẽ")
        for name in {"recording"} if way != "noi" else {"words", "drawing"}:
            del self.fields[name]
        if way == "viet":
            del self.fields["drawing"]

    @property
    def said(self) -> tuple[str, Any]:
        """The kind and the content of what was said; words in place of a drawing where nothing could be drawn."""
        values = self.cleaned_data
        if self.way == "noi":
            return TextKind.RECORDING, values["recording"]
        if self.way == "ve" and values["drawing"] not in ("", "[]"):
            return TextKind.DRAWING, values["drawing"]
        return TextKind.WORDS, values["words"]


class OpeningForm(RefusableForm):
    """Why somebody opens words that are not addressed to her."""

    reason = VietnameseTextField(
        label=_("Vì sao bạn mở lời này"),
        max_characters=200,
        single_line=True,
        help_text=_("Ghi vào nhật ký mở xem, không ai xóa được."),
        error_messages={"required": _("Hãy ghi vì sao bạn mở lời này.")},
    )


class ReplyForm(RefusableForm):
    """An adult's answer: on the receipt, or below the published words."""

    class Way:
        PRIVATE, PUBLIC = "private", "public"

    words = forms.CharField(
        label=_("Lời trả lời"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("Viết cho em đọc: câu ngắn, ấm, không hứa điều chưa chắc."),
    )
    is_checked = forms.BooleanField(
        required=False, label=_("Tôi đã xem lại: lời trả lời không có thông tin riêng của ai")
    )
