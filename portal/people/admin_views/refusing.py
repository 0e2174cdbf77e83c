"""A form in the admin that shows an action's refusal where it belongs."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from portal.foundation.refusals import Refusal


class RefusingMixin:
    """Turns a Refusal into errors of the form: beside the fields it is about, or above them all."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc, no-any-return]
        except Refusal as refusal:
            about: dict[str, Any] = {name: said for name, said in refusal.fields.items() if name in form.fields}
            for name, sentences in (about or {None: [str(refusal)]}).items():
                for sentence in sentences:
                    form.add_error(name, sentence)
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]
