"""Form fields that read Vietnamese dates, numbers, money, names and writing, and say how to mend what they refuse."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from portal.foundation.vietnamese import dates, numbers
from portal.foundation.vietnamese import text as vietnamese_text

LONGEST_NAME = 120


class VietnameseDateField(forms.DateField):
    """A day, read day before month (12/01/2021, 12-1-2021, 12.01.2021) or as native date inputs send it."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"required": gettext_lazy("Hãy ghi ngày, ví dụ 12/01/2021.")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return _read(dates.parse_date, str(value))


class VietnameseIntegerField(forms.IntegerField):
    """A whole number, read and shown in groups: 16.700. Refuses "20,594", which has two readings."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "required": gettext_lazy("Hãy ghi một số, ví dụ 16.700."),
        "invalid": gettext_lazy("Hãy ghi một số nguyên, ví dụ 16.700."),
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        number = Decimal(value) if isinstance(value, int) else self.read(str(value))
        if number % 1:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number)

    def read(self, written: str) -> Decimal:
        """Return the number that was written, or raise the sentence that says how to write it."""
        return _read(numbers.parse_number, written)

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_number(value) if isinstance(value, int) else value


class AmountField(VietnameseIntegerField):
    """A sum of money in đồng, never negative: 32.000.000, "32 triệu" and "10,2 triệu đồng" are read."""

    default_error_messages = {"required": gettext_lazy("Hãy ghi số tiền, ví dụ 32.000.000.")}

    def __init__(self, *, min_value: int = 0, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, **kwargs)

    def read(self, written: str) -> Decimal:
        return Decimal(_read(numbers.parse_amount, written))


class VietnameseTextField(forms.CharField):
    """Writing in any language, normalized; its length is counted in the characters a reader sees.

    Line breaks stay unless ``single_line``. There is no ``maxlength`` for the browser, which would count the marks
    of some keyboards as letters.
    """

    default_error_messages = {
        "too_long": gettext_lazy("Dài quá %(excess)s ký tự: chỉ ghi được tối đa %(limit)s ký tự."),
    }

    def __init__(self, *, max_characters: int | None = None, single_line: bool = False, **kwargs: Any) -> None:
        self.max_characters = max_characters
        self.single_line = single_line
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        written = super().to_python(value)
        return vietnamese_text.normalize(written, single_line=self.single_line).strip() if written else written

    def validate(self, value: Any) -> None:
        super().validate(value)
        excess = vietnamese_text.count_characters(value or "") - (self.max_characters or 0)
        if self.max_characters is not None and excess > 0:
            counts = {
                "excess": numbers.format_number(excess),
                "limit": numbers.format_number(self.max_characters),
            }
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=counts)


class FullNameField(VietnameseTextField):
    """A person's whole name in one field, as the person writes it; refuses only emptiness and great length."""

    default_error_messages = {"required": gettext_lazy("Hãy ghi họ và tên.")}

    def __init__(self, *, max_characters: int = LONGEST_NAME, **kwargs: Any) -> None:
        super().__init__(max_characters=max_characters, single_line=True, **kwargs)

    def to_python(self, value: Any) -> str | None:
        written = super().to_python(value)
        return _read(vietnamese_text.clean_name, written) if written else written


def _read[Read](parse: Callable[[str], Read], written: str) -> Read:
    try:
        return parse(written)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from error
