"""The form of a request about one's own information."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.answers.forms.receipts import CodeField, PinField, TokenForm, WordsField
from portal.answers.models import DataRequest

KINDS = {
    DataRequest.Kind.SEE: _("Em muốn xem cô chú giữ gì về em"),
    DataRequest.Kind.CORRECT: _("Em muốn sửa điều chưa đúng"),
    DataRequest.Kind.ERASE: _("Em muốn xóa"),
    DataRequest.Kind.WITHDRAW: _("Em không muốn đăng nữa"),
}


class DataRequestForm(TokenForm):
    kind = forms.ChoiceField(
        label=_("Em muốn gì?"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Em hãy chọn một dòng."), "invalid_choice": _("Em hãy chọn một dòng.")},
    )
    code = CodeField(error_messages={"required": _("Em hãy ghi mã phiếu của lời em đã gửi.")})
    pin = PinField(
        required=False,
        label=_("Mã riêng, nếu em đã đặt"),
        help_text=_("Có mã riêng, em xem và xóa được ngay."),
    )
    words = WordsField(
        required=False,
        rows=4,
        label=_("Em nói thêm, nếu muốn"),
        help_text=_("Cô chú ở Trung tâm đọc. Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111."),
    )

    def __init__(self, *args: Any, is_signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signed_in:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Em để trống nếu muốn hỏi về mọi điều cô chú giữ.")
