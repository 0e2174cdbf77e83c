"""What facilitators and administrators type."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubs import rules
from portal.foundation.forms import RefusableForm
from portal.foundation.refusals import Refusal
from portal.people.models import Role, User


class Stepper(forms.NumberInput):
    """A number with − and + beside it; without script, the browser's own."""

    template_name = "clubs/admin/stepper.html"


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=rules.MOST_PEOPLE, widget=Stepper(attrs={"inputmode": "numeric"})
    )


class MeetingForm(RefusableForm):
    held_on = forms.DateField(label=_("Ngày"))
    where = forms.CharField(label=_("Ở đâu"), max_length=120)
    topic = forms.CharField(label=_("Nói về gì"), max_length=160)
    girls = _count(_("Số em nữ"))
    boys = _count(_("Số em nam"))
    others = _count(_("Số em không nói nam hay nữ"))
    adults = _count(_("Số người lớn"))
    notes = forms.CharField(
        label=_("Ghi chú"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đừng ghi tên, số điện thoại hay địa chỉ của em nào. Chuyện cần bảo vệ: dùng “Báo sự cố”."),
    )
    confirmed = forms.BooleanField(
        label=_("Tôi đã xem: không có thông tin riêng của ai. Lưu nguyên văn."), required=False
    )


class NoticeForm(RefusableForm):
    words = forms.CharField(
        label=_("Lời báo"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mọi thành viên và cán bộ Trung tâm cùng thấy. Các em không trả lời được ở đây."),
    )
    ends_on = forms.DateField(label=_("Hiện đến"))


class IncidentForm(RefusableForm):
    happened_at = forms.DateTimeField(label=_("Xảy ra lúc"), help_text=_("Ví dụ: 14:30 12/01/2026"))
    severity = forms.TypedChoiceField(
        label=_("Gấp thế nào"),
        coerce=int,
        choices=[
            (1, _("Ngay bây giờ: có em đang nguy hiểm (gọi 111 trước)")),
            (2, _("Trong ngày: có em bị đau, bị sợ, bị bỏ lại")),
            (3, _("Trong hai ngày: cần xem lại, không ai bị sao")),
        ],
        widget=forms.RadioSelect,
        initial=2,
    )
    summary = forms.CharField(
        label=_("Chuyện gì đã xảy ra"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chỉ cán bộ bảo vệ trẻ em đọc được. Lời này được giữ kín bằng mã hóa."),
    )


class PackForm(RefusableForm):
    kind = forms.ChoiceField(
        label=_("Loại mã"),
        choices=[("many", _("Một mã cho nhiều em (dán ở lớp)")), ("single", _("Mỗi em một mã (cắt phát riêng)"))],
        widget=forms.RadioSelect,
        initial="many",
    )
    number = forms.IntegerField(
        label=_("Cho bao nhiêu em"), min_value=1, max_value=rules.MOST_USES, initial=30, widget=Stepper()
    )
    days = forms.TypedChoiceField(
        label=_("Dùng được trong"),
        coerce=int,
        choices=[(1, _("1 ngày")), (7, _("7 ngày")), (30, _("30 ngày")), (120, _("một học kỳ"))],
        initial=7,
    )

    def values(self, *, at: datetime) -> dict[str, Any]:
        """What `actions.make_codes` takes: codes end with their last day."""
        day = timezone.localdate(at) + timedelta(days=self.cleaned_data["days"])
        number, is_single = self.cleaned_data["number"], self.cleaned_data["kind"] == "single"
        return {
            "count": number if is_single else 1,
            "uses_allowed": 1 if is_single else number,
            "expires_at": timezone.make_aware(datetime.combine(day, time(23, 59))),
        }

    def take_refusal(self, refusal: Refusal) -> None:
        sentences = [sentence for many in refusal.fields.values() for sentence in many] or [str(refusal)]
        for sentence in sentences:
            self.add_error("number", sentence)


class FacilitatorForm(RefusableForm):
    user = forms.ModelChoiceField(label=_("Người phụ trách"), queryset=User.objects.none())
    vetted_on = forms.DateField(label=_("Thẩm tra ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            is_active=True, groups__role_group__role=Role.FACILITATOR
        ).distinct()


class PaperForm(RefusableForm):
    to = forms.ChoiceField(label=_("Gửi"), choices=[("club", _("câu lạc bộ")), ("centre", _("Trung tâm"))])
    provenance = forms.ChoiceField(
        label=_("Ghi từ đâu"),
        choices=[("paper", _("Chép từ giấy em viết")), ("on_behalf", _("Em nói, tôi ghi"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Lời của em, nguyên văn"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ghi đúng như em nói. Cô chú ở Trung tâm đọc trước khi ai khác thấy."),
    )


class ImportForm(RefusableForm):
    file = forms.FileField(
        label=_("Tệp CSV"),
        error_messages={"required": _("Hãy chọn một tệp CSV."), "empty": _("Tệp này trống. Hãy chọn tệp khác.")},
        help_text=_(
            "Cột: ten, loai, xa_phuong, huyen_cu, truong, lap_ngay, nam, so_em, do_chac. Dấu phẩy hoặc chấm phẩy."
        ),
    )
