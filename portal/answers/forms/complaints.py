"""The form of a complaint."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.answers.forms.receipts import CodeField, TokenForm, WordsField
from portal.answers.models import Complaint


class ComplaintForm(TokenForm):
    about = forms.ChoiceField(
        label=_("Em muốn nói về điều gì?"),
        choices=Complaint.About.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Em hãy chọn một dòng."), "invalid_choice": _("Em hãy chọn một dòng.")},
    )
    words = WordsField(
        label=_("Chuyện thế nào?"),
        help_text=_(
            "Giám đốc đọc. Chuyện về giám đốc thì cô chú quản trị đọc. Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111."
        ),
        error_messages={"required": _("Em viết vài chữ rồi gửi nhé.")},
    )
    code = CodeField(
        required=False,
        label=_("Mã phiếu của bài không được đăng"),
        help_text=_("Em có thể bỏ qua. Có mã, người đã đọc bài đó sẽ không được xem lời này."),
    )
