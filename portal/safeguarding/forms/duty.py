"""The shape of what staff type about the roster."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import Role, User
from portal.safeguarding import queries
from portal.safeguarding.forms.concerns import RefusableForm
from portal.safeguarding.models import DutyShift


class ShiftForm(forms.ModelForm):
    """One shift. Who could serve, and when, is for `rules.check_can_save_shift`."""

    class Meta:
        model = DutyShift
        fields = ["kind", "user", "starts_at", "ends_at", "is_second"]

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = User.objects.filter(is_active=True, groups__role_group__role__in=[Role.MODERATOR, Role.PROTECTION])
        self.fields["user"].queryset = able.distinct()  # type: ignore[attr-defined]
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def validate_unique(self) -> None:
        """The rule says it in a sentence."""

    def validate_constraints(self) -> None:
        """The rule says it in a sentence."""


class WeekForm(RefusableForm):
    """Who takes every empty slot of a week."""

    reader = forms.ModelChoiceField(
        label=_("Người đọc các ngày làm việc"), queryset=User.objects.none(), required=False, empty_label=_("để trống")
    )
    on_call = forms.ModelChoiceField(
        label=_("Người trực các đêm"), queryset=User.objects.none(), required=False, empty_label=_("để trống")
    )
    second = forms.ModelChoiceField(
        label=_("Người thứ hai các đêm"), queryset=User.objects.none(), required=False, empty_label=_("để trống")
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = [user.pk for user in queries.qualified(Role.PROTECTION, at=at)]
        readers = [user.pk for user in queries.qualified(Role.MODERATOR, at=at)]
        for name, able in (("reader", readers), ("on_call", officers), ("second", officers)):
            self.fields[name].queryset = User.objects.filter(pk__in=able)  # type: ignore[attr-defined]
