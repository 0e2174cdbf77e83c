"""What a guardian answers, and what staff enter about consent."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation import form_tokens, languages
from portal.foundation.forms import RefusableForm
from portal.people import rules
from portal.people.models import Activity, Channel, ConsentText, Giver, Relation

ANSWERS = [("yes", _("Tôi đồng ý")), ("no", _("Tôi không đồng ý"))]


def _named(activities: Iterable[Activity]) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in activities]


class Radios(forms.RadioSelect):
    """Radio buttons whose group can be linked to from the summary of errors."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index) or id_


class GuardianForm(RefusableForm):
    """Yes or no to each question of a link, and who answers. Nothing is ticked beforehand."""

    relation = forms.ChoiceField(
        label=_("Ai trả lời phiếu này?"),
        choices=rules.RELATIONS,
        widget=Radios,
        error_messages={"required": _("Hãy chọn người trả lời phiếu này.")},
    )

    def __init__(self, data: Any = None, *, texts: Mapping[str, ConsentText], token: str, language: str) -> None:
        super().__init__(data)
        for activity, text in texts.items():
            self.fields[activity] = forms.ChoiceField(
                label=text.title,
                choices=ANSWERS,
                widget=Radios,
                error_messages={"required": _("Hãy chọn đồng ý hay không đồng ý.")},
            )
        self.order_fields([*texts, "relation"])  # as they stand on the page
        self.texts = texts
        # The token is fresh each time the form is shown; what was typed stays.
        self.token, self.language = token, language

    @property
    def questions(self) -> list[tuple[ConsentText, Any]]:
        """Each text with the field that answers it."""
        return [(text, self[activity]) for activity, text in self.texts.items()]

    @property
    def answers(self) -> dict[str, bool]:
        return {activity: self.cleaned_data[activity] == "yes" for activity in self.texts}


class WithdrawByCodeForm(RefusableForm):
    """The guardian's code, and how much is taken back."""

    WHICH = [
        ("these", _("Chỉ những việc đã đồng ý trên phiếu này. Việc khác vẫn như cũ.")),
        ("everything", _("Tất cả. Trung tâm xóa mọi thông tin của em trong 15 ngày.")),
    ]
    code = forms.CharField(
        label=_("Mã rút lại"),
        max_length=200,
        help_text=_("Bốn cặp từ hiện ra khi ông bà, cha mẹ trả lời phiếu. Có dấu hay không dấu đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Hãy gõ mã rút lại.")},
    )
    which = forms.ChoiceField(
        label=_("Rút lại việc gì?"),
        choices=WHICH,
        widget=Radios,
        error_messages={"required": _("Hãy chọn rút lại việc gì.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.token = form_tokens.issue("guardian withdrawal")


class GuardianLinkForm(RefusableForm):
    """What a guardian shall be asked."""

    activities = forms.MultipleChoiceField(
        label=_("Hỏi cha mẹ về"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.NothingToAsk.sentence},
    )

    def __init__(self, data: Any = None, *, askable: Iterable[Activity]) -> None:
        super().__init__(data)
        self.fields["activities"].choices = _named(askable)  # type: ignore[attr-defined]


class PaperForm(RefusableForm):
    """A signed paper a facilitator holds in her hand."""

    activity = forms.ChoiceField(label=_("Việc"))
    relation = forms.ChoiceField(label=_("Ai ký"), choices=[("", "---"), *Relation.choices])
    is_yes = forms.TypedChoiceField(
        label=_("Trả lời"),
        choices=[("", "---"), ("yes", _("Đồng ý")), ("no", _("Không đồng ý"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    language = forms.ChoiceField(label=_("Giấy viết bằng tiếng"), choices=[], initial="vi")
    evidence = forms.CharField(
        label=_("Bằng chứng"),
        max_length=300,
        help_text=_("Giấy nào, ký ngày nào, cất ở đâu. Không ghi họ tên, số điện thoại."),
        error_messages={"required": rules.EvidenceMissing.sentence},
    )

    def __init__(self, data: Any = None, *, activities: Iterable[Activity], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["activity"].choices = _named(activities)  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages.SPOKEN.items())  # type: ignore[attr-defined]


class WitnessForm(RefusableForm):
    """How somebody of ours knows that it was the guardian."""

    channel = forms.ChoiceField(
        label=_("Chứng bằng cách nào"),
        choices=[(Channel.PAPER.value, _("đã gặp, xem giấy")), (Channel.PHONE.value, _("đã gọi lại"))],
    )


class StaffWithdrawalForm(RefusableForm):
    """A withdrawal somebody told us by word of mouth."""

    activity = forms.ChoiceField(label=_("Rút lại việc"))
    asked_by = forms.ChoiceField(label=_("Ai xin rút"), choices=[("", "---"), *Giver.choices])

    def __init__(self, data: Any = None, *, activities: Iterable[Activity]) -> None:
        super().__init__(data)
        everything = ("everything", _("tất cả, và xóa thông tin của em"))
        self.fields["activity"].choices = [("", "---"), *_named(activities), everything]  # type: ignore[attr-defined]


class ReplyForm(RefusableForm):
    """How the family was told."""

    how = forms.CharField(
        label=_("Đã trả lời bằng cách nào"),
        max_length=200,
        help_text=_("Ví dụ: gặp ở buổi sinh hoạt. Không ghi họ tên, số điện thoại."),
    )


class PictureTieForm(RefusableForm):
    """Which child is on a picture, by her pen name."""

    pen_name = forms.CharField(label=_("Bút danh của em trong ảnh"), max_length=40)
    participant = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ConsentTextForm(forms.ModelForm):
    """A new version of the words people agree to."""

    class Meta:
        model = ConsentText
        fields = ("activity", "giver", "language", "title", "body", "recording")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"] = forms.ChoiceField(label=_("Tiếng"), choices=list(languages.SPOKEN.items()))
            self.fields["activity"].choices = [(one.value, one.label) for one in rules.ASKABLE]  # type: ignore[attr-defined]

    def validate_unique(self) -> None: ...

    def validate_constraints(self) -> None: ...
