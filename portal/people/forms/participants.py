"""What a signed-in child types about herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.fields import AgeBandField, LanguageField, PinField
from portal.people.models import AgeBand


class NewPinForm(forms.Form):
    """The PIN she wants, after one that somebody else has seen."""

    use_required_attribute = False
    pin = PinField(
        is_new=True, label=_("Mã mới"), help_text=_("Bốn chữ số, hoặc bốn hình. Em đừng cho bạn khác xem nhé.")
    )


class PinForm(NewPinForm):
    """The PIN she has, then the one she wants."""

    old_pin = PinField(label=_("Mã em đang dùng"))
    field_order = ["old_pin", "pin"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_pin"].widget.kind = kind


class AgeForm(forms.Form):
    """How old she is this school year."""

    use_required_attribute = False

    def __init__(self, *args: Any, band: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age_band"] = AgeBandField(is_grown_up=band == AgeBand.FROM_18)


class LanguageForm(forms.Form):
    """The language she likes best."""

    use_required_attribute = False
    language = LanguageField()
