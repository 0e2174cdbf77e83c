"""A form in the admin that shows an action's refusal where it belongs."""

from django.forms import BaseForm
from django.http import HttpResponse

from portal.foundation.refusals import Refusal


class RefusingMixin:
    """Turns a Refusal into errors of the form: beside the fields it is about, or above them all."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            about = (
                refusal.fields
                if refusal.fields and refusal.fields.keys() <= form.fields.keys()
                else {"": [str(refusal)]}
            )
            for name, sentences in about.items():
                for sentence in sentences:
                    form.add_error(name or None, sentence)
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined]
