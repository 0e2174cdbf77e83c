"""Form fields of children: a PIN in digits or in pictures, an age, a language. For the pages of every app above."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation import languages
from portal.people.models import OFFERED_BANDS, PIN_LENGTH, AgeBand, PinKind, PinPicture

_ICONS = {
    PinPicture.STAR: "star",
    PinPicture.HEART: "heart",
    PinPicture.HOUSE: "home",
    PinPicture.BOOK: "book",
    PinPicture.BICYCLE: "bike",
    PinPicture.GIFT: "gift",
    PinPicture.PLANT: "plant",
    PinPicture.DROP: "water",
    PinPicture.FIRE: "fire",
}
BAND_CHOICES = [(band.value, band.label) for band in OFFERED_BANDS]

_SAID = [
    (value, gettext_lazy("từ 16 tuổi") if value == AgeBand.FROM_16 else label) for value, label in BAND_CHOICES[:-1]
]


@dataclass(frozen=True)
class Pin:
    """A PIN as typed or tapped: its kind and the text `actions.set_pin` and `actions.check_pin` take."""

    kind: str
    code: str


class PinInput(forms.Widget):
    """Four digits, or below them nine pictures of which four are tapped. Without script each step has its nine pictures.

    Of a child who is known, `kind` says which of the two she has.
    """

    def __init__(self, *, is_new: bool = False, kind: str = "", attrs: dict[str, Any] | None = None) -> None:
        self.is_new, self.kind = is_new, kind
        super().__init__(attrs)

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        return id_ or ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Pin | None:
        digits = data.get(name, "")
        if isinstance(digits, str) and digits.strip():
            return Pin(PinKind.DIGITS, digits)
        pictures = [data.get(f"{name}_{step}", "") for step in range(1, PIN_LENGTH + 1)]
        return Pin(PinKind.PICTURES, " ".join(pictures)) if any(pictures) else None

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        # What was typed is never shown again: somebody may look over her shoulder.
        ordinals = (_("Hình thứ nhất"), _("Hình thứ hai"), _("Hình thứ ba"), _("Hình thứ tư"))
        return mark_safe(  # noqa: S308  (rendered by a template, which escapes)
            render_to_string(
                "people/child/pin_input.html",
                {
                    "name": name,
                    "attrs": {**self.attrs, **(attrs or {})},
                    "is_new": self.is_new,
                    "has_pictures": self.kind != PinKind.DIGITS,
                    "is_open": PinKind.PICTURES in {self.kind, getattr(value, "kind", "")},
                    "steps": [(f"{name}_{number}", words) for number, words in enumerate(ordinals, start=1)],
                    "pictures": [(picture.value, picture.label, _ICONS[picture]) for picture in PinPicture],
                },
            )
        )


class PinField(forms.Field):
    """Gives a `Pin`. Whether it is a good or a right one, the action says."""

    default_error_messages = {"required": gettext_lazy("Em gõ bốn chữ số, hoặc chọn bốn hình nhé.")}

    def __init__(self, *, is_new: bool = False, kind: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Mã riêng của em"))
        super().__init__(widget=PinInput(is_new=is_new, kind=kind), **kwargs)


class AgeBandField(forms.ChoiceField):
    """How old a child says she is; nothing is ticked before. That she is grown up an adult of ours writes down."""

    def __init__(self, *, is_grown_up: bool = False, **kwargs: Any) -> None:
        if not is_grown_up:
            kwargs["help_text"] = gettext_lazy("Em đủ 18 tuổi thì chọn “từ 16 tuổi”. Cô chú phụ trách ghi lại sau.")
        kwargs.setdefault("label", gettext_lazy("Em mấy tuổi?"))
        kwargs.setdefault("widget", forms.RadioSelect)
        kwargs.setdefault("error_messages", {"required": gettext_lazy("Em chọn nhóm tuổi của em nhé.")})
        super().__init__(choices=BAND_CHOICES if is_grown_up else _SAID, **kwargs)


class LanguageField(forms.ChoiceField):
    """The language a child likes best."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Em thích nói tiếng nào nhất?"))
        super().__init__(choices=list(languages.SPOKEN.items()), **kwargs)
