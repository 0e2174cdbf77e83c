"""The shape of what readers type at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.foundation.forms import RefusableForm
from portal.foundation.vietnamese.fields import VietnameseTextField
from portal.people.models import User
from portal.safeguarding import rules
from portal.safeguarding.models import Decision, FreeText, RejectionReason, Severity

_CONCERN_SEVERITIES = [choice for choice in Severity.choices if choice[0] != Severity.NONE]


class OpeningForm(forms.Form):
    """Why somebody opens a text out of its turn."""

    reason = VietnameseTextField(
        label=_("Vì sao bạn mở bài này"),
        max_characters=rules.LONGEST_REASON,
        single_line=True,
        help_text=_("Bài này không đứng đầu hàng đợi. Lý do được ghi vào nhật ký."),
        widget=forms.TextInput(attrs={"list": "ly-do-mo"}),
    )


class DecisionForm(RefusableForm):
    """All a decision may hold; what it needs is for `rules.check_decision`."""

    decision = forms.ChoiceField(choices=Decision.choices)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    is_confirmed = forms.BooleanField(required=False)
    public_text = forms.CharField(
        label=_("Bản sẽ đăng"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    is_checked = forms.BooleanField(
        label=_("Tôi đã xem lại: bản này không có thông tin riêng"),
        required=False,
        help_text=_("Chỉ đánh dấu khi máy nhắc nhầm."),
    )
    reason = forms.ChoiceField(
        label=_("Lý do, theo nội quy"), choices=[("", _("chọn một lý do")), *RejectionReason.choices], required=False
    )
    message = VietnameseTextField(
        label=_("Lời nhắn cho em"),
        required=False,
        max_characters=rules.LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nhẹ nhàng: cảm ơn em, vì sao, em gửi lại thế nào. Bỏ trống thì gửi lời gợi ý của lý do đã chọn."),
    )
    severity = forms.TypedChoiceField(
        label=_("Cần xem trước khi nào"),
        choices=_CONCERN_SEVERITIES,
        coerce=int,
        required=False,
        empty_value=Severity.TODAY.value,  # type: ignore[arg-type]  # the stubs know empty text only
    )
    note = VietnameseTextField(
        label=_("Ghi chú ngắn cho cán bộ bảo vệ"),
        required=False,
        max_characters=rules.LONGEST_NOTE,
        single_line=True,
        help_text=_("Cán bộ bảo vệ đọc được bài. Đừng chép lời của em vào đây."),
    )

    def __init__(self, *args: Any, text: FreeText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def values(self) -> dict[str, Any]:
        """This will return what the action takes; an empty message becomes the suggestion of its reason."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "is_confirmed"}
        if given["decision"] in rules.REFUSING and not given["message"] and given["reason"]:
            given["message"] = rules.suggestion_of(given["reason"], self.text.kind)
        return given


class PassOnForm(forms.Form):
    """To whom of those already fetched a text is given."""

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {str(person.pk): person for person in colleagues}
        self.fields["to"] = forms.TypedChoiceField(
            label=_("Giao cho"), choices=[("", _("chọn đồng nghiệp")), *people.items()], coerce=people.get
        )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Bài viết bằng tiếng"),
        choices=[*languages.SPOKEN.items(), (languages.UNKNOWN, _("không phải tiếng Việt, chưa rõ tiếng gì"))],
        help_text=_("Ghi tiếng bạn nhận ra. Sau đó bài chờ người đọc được tiếng ấy."),
    )


class SecondReadingForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("Bạn thấy thế nào"),
        choices=[("1", _("Cũng quyết định như vậy")), ("0", _("Thấy khác: trả bài về hàng đợi"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = VietnameseTextField(
        label=_("Vì sao thấy khác"), required=False, max_characters=rules.LONGEST_NOTE, single_line=True
    )


class OutcomeForm(forms.Form):
    outcome = VietnameseTextField(label=_("Đã làm gì"), max_characters=300, single_line=True)
