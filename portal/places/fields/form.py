"""A field for forms: a box for the name, and the places to choose from when a name leaves a doubt. Needs no script."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext

from portal.foundation.vietnamese import numbers
from portal.places.fields import choosing
from portal.places.models import LONGEST_QUERY, AdministrativeUnit, Kind, names


class Typed(NamedTuple):
    """What a form sent: the words in the box, the words the choice was offered for, and the key chosen."""

    words: str
    asked: str = ""
    key: str = ""


class CommuneInput(forms.Widget):
    """The box, and below it what its field offers. `place_search.js` suggests while one types."""

    template_name = "places/commune_field.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"maxlength": LONGEST_QUERY, "autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.offers: list[choosing.Offer] = []
        self.left = 0
        self.kinds: Collection[str] = choosing.COMMUNES
        self.near: Collection[str] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        return Typed(*(names.clean(str(data.get(key) or "")) for key in (name, f"{name}-asked", f"{name}-unit")))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        searched = sorted({*self.kinds, Kind.LEGACY_COMMUNE, Kind.LEGACY_DISTRICT})
        return {
            **context,
            "words": value.words if isinstance(value, Typed) else value or "",
            "offers": self.offers,
            "left": self.left,
            "kinds": ",".join(self.kinds),
            "searched": ",".join(searched),
            "near": ",".join(self.near),
        }

    def format_value(self, value: Any) -> None:
        return None

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return id_

    def __deepcopy__(self, memo: dict[int, Any]) -> "CommuneInput":
        copied = super().__deepcopy__(memo)
        copied.offers = []  # each form offers its own
        return copied


class CommuneField(forms.Field):
    """A commune of today, written by its new or old name; the value is an `AdministrativeUnit`.

    A name that can only mean one place is taken. Any other shows the places it may mean as radio buttons and keeps what was
    typed. `kinds` may allow provinces too; `near` (codes of provinces) shows those first.
    """

    widget = CommuneInput
    default_error_messages = {
        "required": gettext_lazy("Hãy ghi tên xã, phường hoặc đặc khu."),
        "unknown": gettext_lazy("Chưa tìm thấy nơi nào tên “%(words)s”. Hãy xem lại chữ, hoặc ghi tên huyện cũ."),
    }

    def __init__(
        self, *, kinds: Collection[str] = choosing.COMMUNES, near: Collection[str] = (), **kwargs: Any
    ) -> None:
        self.kinds, self.near = kinds, near
        super().__init__(**kwargs)
        self.widget.kinds, self.widget.near = kinds, near

    def to_python(self, value: Any) -> AdministrativeUnit | None:
        if isinstance(value, AdministrativeUnit):
            return value
        if not isinstance(value, Typed) or not value.words:
            return None
        if value.key and value.asked == value.words:
            unit = choosing.unit_of(value.key, kinds=self.kinds)
            if unit is not None:
                return unit
        choice = choosing.choose(value.words, kinds=self.kinds, near=self.near)
        if choice.unit is not None:
            return choice.unit
        if not choice.offers:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"words": value.words})
        self.widget.offers, self.widget.left = choice.offers, choice.left
        count = len(choice.offers) + choice.left
        sentence = ngettext(
            "Nơi này nay có tên khác. Hãy xem và chọn ở dưới.",
            "Có %(count)s nơi hợp với tên này. Hãy chọn một nơi ở dưới.",
            count,
        )
        raise ValidationError(sentence % {"count": numbers.format_number(count)}, code="ambiguous")

    def prepare_value(self, value: Any) -> Any:
        return value.label() if isinstance(value, AdministrativeUnit) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial.label() if isinstance(initial, AdministrativeUnit) else initial or ""
        return before != (data.words if isinstance(data, Typed) else data or "")
