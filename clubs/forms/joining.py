"""What a child types to come in, one thing a screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation.forms import RefusableForm
from portal.people.fields import AgeBandField, PinField


def _is_shared() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Máy này của ai?"),
        choices=[("co", _("Máy dùng chung")), ("khong", _("Máy của riêng em"))],
        coerce=lambda value: value == "co",
        widget=forms.RadioSelect,
        help_text=_("Em ra rồi, máy dùng chung không nhớ em nữa."),
        error_messages={"required": _("Em chọn máy này của ai nhé.")},
    )


class CodeForm(RefusableForm):
    code = forms.CharField(
        label=_("Mã vào câu lạc bộ"),
        help_text=_("Mã ở trên tờ giấy cô chú đưa, có tám chữ cái và số."),
        max_length=40,
        error_messages={"required": _("Em gõ mã trên tờ giấy nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class NameForm(RefusableForm):
    pen_name = forms.CharField(
        label=_("Em muốn được gọi là gì?"),
        help_text=_("Đây là bút danh. Em đừng dùng tên thật nhé."),
        max_length=80,
        error_messages={"required": _("Em ghi một bút danh nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BandForm(RefusableForm):
    age_band = AgeBandField()


class _FormWithPin(RefusableForm):
    """What was typed as a PIN is never shown again: whoever has to mend another field is told to type it again, too."""

    def clean(self) -> dict[str, Any] | None:
        if self.errors and self.cleaned_data.get("pin"):
            self.add_error("pin", _("Em gõ lại mã riêng nhé."))
        return super().clean()


class LastForm(_FormWithPin):
    is_shared = _is_shared()
    pin = PinField(
        is_new=True,
        label=_("Em nghĩ một mã riêng"),
        help_text=_("Bốn chữ số, hoặc bốn hình. Em nhớ kỹ và giữ kín nhé."),
    )


class SignInForm(_FormWithPin):
    code = forms.CharField(
        label=_("Mã của câu lạc bộ"),
        help_text=_("Mã có sáu chữ cái và số, ở cuối tờ giấy cô chú đưa."),
        max_length=40,
        error_messages={"required": _("Em gõ mã của câu lạc bộ nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    pen_name = forms.CharField(
        label=_("Bút danh của em"),
        max_length=80,
        error_messages={"required": _("Em ghi bút danh của em nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    is_shared = _is_shared()
    pin = PinField()
