"""Forms of the staff desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation.forms import RefusableForm


class ReplyForm(RefusableForm):
    words = forms.CharField(
        label=_("Lời trả lời"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Câu ngắn, gọi “em”, xưng “cô chú”. Ai có mã phiếu cũng đọc được."),
        error_messages={"required": _("Hãy viết lời trả lời.")},
    )
    signed_as = forms.ChoiceField(label=_("Ký là"), help_text=_("Ký bằng chức vụ, không ghi tên."))
    is_checked = forms.BooleanField(
        required=False, label=_("Tôi đã xem lại: lời trả lời không có thông tin riêng của ai")
    )

    def __init__(self, *args: Any, signatures: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_as"].choices = [(role, role) for role in signatures]  # type: ignore[attr-defined]


class OpeningForm(RefusableForm):
    reason = forms.CharField(
        label=_("Vì sao bạn mở lời này"),
        max_length=200,
        help_text=_("Ghi vào nhật ký mở xem, không ai xóa được."),
        error_messages={"required": _("Hãy ghi vì sao bạn mở lời này.")},
    )
