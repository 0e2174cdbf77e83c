"""Forms around a receipt: its code, its PIN, writing again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.answers import rules
from portal.foundation import form_tokens
from portal.foundation.forms import RefusableForm
from portal.foundation.vietnamese import text
from portal.safeguarding import rules as safeguarding_rules


class TokenForm(RefusableForm):
    """Carries the signed token of this showing."""

    def __init__(self, *args: Any, token: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token = token

    @property
    def token_field(self) -> str:
        return form_tokens.FIELD


class WordsField(forms.CharField):
    """A box for a child's words: kept as written, in the one form of Unicode, refused only when empty or past all writing."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 6)
        kwargs.setdefault("max_length", safeguarding_rules.LONGEST_WORDS)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.error_messages["max_length"] = rules.TOO_LONG

    def to_python(self, value: Any) -> str:
        return text.normalize(super().to_python(value) or "")


class PinField(forms.CharField):
    """Four digits, never shown again by the browser."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "pin-field"})
        )
        super().__init__(**kwargs)


class CodeField(forms.CharField):
    """Four words as a child types them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        kwargs.setdefault("label", _("Mã phiếu của em"))
        kwargs.setdefault("help_text", _("Ví dụ: mèo vàng, thuyền nhỏ, lá thơm, sao sáng. Không cần dấu cũng được."))
        attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("error_messages", {"required": _("Em hãy ghi mã phiếu.")})
        super().__init__(**kwargs)


class CodeForm(RefusableForm):
    code = CodeField()


class PinForm(TokenForm):
    """Chosen right after sending."""

    pin = PinField(
        label=_("Mã riêng (bốn chữ số)"),
        help_text=_("Em đặt hay bỏ qua đều được. Có mã riêng, em tự xóa được lời đã gửi."),
        error_messages={"required": _("Em hãy ghi bốn chữ số.")},
    )


class ErasureForm(RefusableForm):
    """Asks to erase everything of a thread."""

    code = forms.CharField(max_length=160, widget=forms.HiddenInput)
    pin = PinField(label=_("Mã riêng của em"), error_messages={"required": _("Em hãy ghi bốn chữ số.")})


class WriteAgainForm(TokenForm):
    """A new text in the same thread."""

    code = forms.CharField(max_length=160, widget=forms.HiddenInput)
    words = WordsField(
        label=_("Em viết lại"),
        help_text=_("Cô chú ở Trung tâm đọc. Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111."),
        error_messages={"required": _("Em viết vài chữ rồi gửi nhé.")},
    )
