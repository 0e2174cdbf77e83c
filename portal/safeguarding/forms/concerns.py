"""The shape of what protection officers type about a concern."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.foundation.forms import RefusableForm
from portal.foundation.vietnamese.fields import VietnameseDateField, VietnameseTextField
from portal.people.models import Role, User
from portal.safeguarding import queries, rules
from portal.safeguarding.models import Agency, HandOver, Severity
from portal.safeguarding.rules import LONGEST_REASON

SEVERITIES = [(severity.value, f"{severity.value} – {severity.label}") for severity in Severity if severity < 9]


class ConcernOpeningForm(RefusableForm):
    reason = VietnameseTextField(
        label=_("Vì sao bạn mở việc này"),
        max_characters=LONGEST_REASON,
        single_line=True,
        help_text=_("Dòng này vào nhật ký mở xem, không xóa được. Đừng ghi tên em hay điều em kể."),
    )


class NewConcernForm(RefusableForm):
    severity = forms.TypedChoiceField(label=_("Mức độ"), choices=SEVERITIES, coerce=int)
    summary = VietnameseTextField(
        label=_("Điều đã biết"),
        max_characters=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chỉ cán bộ bảo vệ đọc được. Ghi điều nghe và thấy, bằng lời của em nếu có thể."),
    )


class ConcernPassOnForm(RefusableForm):
    to = forms.ModelChoiceField(label=_("Đồng nghiệp"), queryset=User.objects.none())

    def __init__(self, *args: Any, by: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = [user.pk for user in queries.qualified(Role.PROTECTION, at=at) if user.pk != by.pk]
        self.fields["to"].queryset = User.objects.filter(pk__in=colleagues)  # type: ignore[attr-defined]


class SeverityForm(RefusableForm):
    severity = forms.TypedChoiceField(label=_("Mức độ"), choices=SEVERITIES, coerce=int)
    reason = VietnameseTextField(
        label=_("Vì sao đổi mức độ"),
        max_characters=rules.LONGEST_STEP_NOTE - 10,
        single_line=True,
        help_text=_("Dòng này được giữ lâu dài: đừng ghi tên em."),
    )


class ClosingForm(RefusableForm):
    is_no_concern = forms.BooleanField(label=_("Đây không phải điều cần bảo vệ"), required=False)
    reason = VietnameseTextField(
        label=_("Vì sao đóng"),
        max_characters=rules.LONGEST_STEP_NOTE,
        single_line=True,
        help_text=_("Dòng này được giữ 5 năm: đừng ghi tên em."),
    )


def _line(name: str, **kwargs: Any) -> VietnameseTextField:
    column = HandOver._meta.get_field(name)
    return VietnameseTextField(
        label=capfirst(column.verbose_name),  # type: ignore[union-attr]
        max_characters=column.max_length,  # type: ignore[union-attr]
        single_line=True,
        **kwargs,
    )


class HandOverForm(RefusableForm):
    """Who was told, when and how; then the fields of Form 01, none of which is needed."""

    told = forms.ChoiceField(label=_("Đã báo cho"), choices=HandOver.Told.choices, widget=forms.RadioSelect)
    agency = forms.ModelChoiceField(
        label=_("Cơ quan"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("không có trong danh sách"),
    )
    told_on = VietnameseDateField(label=_("Báo ngày"))
    told_clock = forms.TimeField(
        label=_("Lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), help_text=_("Ví dụ 14:30.")
    )
    channel = _line("channel", help_text=_("Ví dụ: gọi điện, gặp trực tiếp, công văn."))
    reference = _line("reference", help_text=_("Số hồ sơ nếu có, và tên người nhận tin."))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        now = timezone.localtime(at)
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"told_on": now.date(), "told_clock": now.time(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        kinds = list(rules.AGENCY_KINDS.values())
        in_force = queries.agencies(now.date()).filter(kind__in=kinds)
        self.fields["agency"].queryset = in_force  # type: ignore[attr-defined]
        for name, label in rules.SHEET_FIELDS.items():
            self.fields[name] = VietnameseTextField(
                label=label,
                required=False,
                max_characters=rules.LONGEST_SHEET_FIELD,
                widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("chưa biết")}),
            )

    def told_at(self) -> datetime:
        typed = self.cleaned_data
        return timezone.make_aware(datetime.combine(typed["told_on"], typed["told_clock"]))

    def sheet(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] or "" for name in rules.SHEET_FIELDS}

    def about_telling(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in rules.SHEET_FIELDS]

    def about_the_child(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in rules.SHEET_FIELDS]
