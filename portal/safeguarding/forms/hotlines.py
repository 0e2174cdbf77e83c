"""The shape of what staff type: a proposal for a hotline, the reason of a refusal."""

from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.foundation.forms import RefusableForm
from portal.foundation.vietnamese.fields import VietnameseDateField, VietnameseIntegerField, VietnameseTextField
from portal.safeguarding.models import Hotline
from portal.safeguarding.rules import LONGEST_REASON


def column_of(name: str) -> models.Field[Any, Any]:
    """This will return a column of a hotline, for its label and help text."""
    return cast("models.Field[Any, Any]", Hotline._meta.get_field(name))


def _text(name: str, *, rows: int = 0, **kwargs: Any) -> VietnameseTextField:
    column = column_of(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return VietnameseTextField(
        label=capfirst(column.verbose_name),
        help_text=column.help_text,
        max_characters=column.max_length,
        single_line=True,
        required=not column.blank,
        widget=widget,
        **kwargs,
    )


def _day(name: str, *, required: bool = False) -> VietnameseDateField:
    column = column_of(name)
    return VietnameseDateField(label=capfirst(column.verbose_name), help_text=column.help_text, required=required)


class HotlineChangeForm(RefusableForm):
    """All fields of a hotline, and why. Whether they can be right is for `rules.check_hotline`."""

    number = _text("number")
    name = _text("name")
    hours = _text("hours")
    when_to_use = _text("when_to_use", rows=2)
    kind = forms.ChoiceField(label=_("Loại"), choices=Hotline.Kind.choices)
    url = _text("url")
    verified_on = _day("verified_on")
    valid_from = _day("valid_from", required=True)
    valid_to = _day("valid_to")
    replaced_by = forms.ModelChoiceField(
        label=_("Nay thay bằng"),
        queryset=Hotline.objects.all(),
        required=False,
        empty_label=_("không thay"),
        help_text=_("Số cũ vẫn hiện kèm dòng “nay là …” và nút gọi số mới."),
    )
    position = VietnameseIntegerField(
        label=_("Thứ tự"), min_value=0, max_value=999, initial=100, help_text=_("Số nhỏ đứng trước.")
    )
    note = _text("note", rows=3)
    reason = VietnameseTextField(
        label=_("Lý do đổi"),
        max_characters=LONGEST_REASON,
        single_line=True,
        help_text=_("Người xác nhận đọc dòng này. Ghi rõ biết từ đâu."),
    )

    def values(self) -> dict[str, Any]:
        """This will return the fields of the hotline, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class RejectionForm(forms.Form):
    reason = VietnameseTextField(label=_("Vì sao không nhận"), max_characters=LONGEST_REASON, single_line=True)
