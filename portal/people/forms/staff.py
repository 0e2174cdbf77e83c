"""Shapes of what staff type. Nothing here saves: the views hand it to actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.foundation import languages
from portal.people import queries
from portal.people.models import Invitation, Qualification, Role, User


class ShapeOnly(forms.ModelForm):
    """A form of a model that leaves what the database holds to the action, which says it once for every door."""

    def validate_unique(self) -> None: ...

    def validate_constraints(self) -> None: ...


class AcceptInvitationForm(forms.Form):
    """The password for an invited account, twice."""

    password1 = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=256,
        help_text=_("Ít nhất 12 ký tự. Một câu bốn, năm tiếng chỉ mình bạn nghĩ ra thì vừa dễ nhớ vừa khó đoán."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Gõ lại mật khẩu"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password1" in data and "password2" in data and data["password1"] != data["password2"]:
            self.add_error("password2", _("Hai lần gõ mật khẩu chưa giống nhau."))
        return data


class InviteForm(ShapeOnly):
    """Whom an administrator invites, and for which roles."""

    roles = forms.MultipleChoiceField(label=_("Vai trò"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Invitation
        fields = ("email", "full_name", "roles")


class PersonForm(ShapeOnly):
    """An account as an administrator edits it: no password, no permissions by hand."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Vai trò"), choices=Role.choices, coerce=Role, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("full_name", "email", "is_active")

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = sorted(queries.roles_of(self.instance))


class QualificationForm(ShapeOnly):
    """A training or a commitment that an administrator records."""

    class Meta:
        model = Qualification
        fields = ("user", "kind", "obtained_on", "expires_on", "evidence")
        widgets = {
            name: forms.DateInput(attrs={"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric"})
            for name in ("obtained_on", "expires_on")
        }


class LanguagesReadForm(forms.Form):
    """Which languages besides Vietnamese someone reads."""

    languages = forms.MultipleChoiceField(
        label=_("Đọc được thêm tiếng nào"),
        choices=list(languages.BESIDE_VIETNAMESE.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bài không viết bằng tiếng Việt chỉ do người đọc được tiếng ấy quyết định."),
    )
