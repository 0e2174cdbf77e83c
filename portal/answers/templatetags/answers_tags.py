"""Tags of the receipt, for the pages of every feature that gives one."""

from typing import Any

from django import template

from portal.answers import forms
from portal.answers.models import Receipt
from portal.foundation import form_tokens

register = template.Library()


@register.simple_tag(takes_context=True)
def pin_form(context: template.Context, receipt: Receipt) -> Any:
    """This will give the form that sets a PIN: the one just refused, or a fresh one with its token."""
    return context.get("pin_form") or forms.PinForm(token=form_tokens.issue("answers.pin", instance=receipt.pk))


@register.filter
def code_words(code: str) -> list[str]:
    """This will give the parts of a code, each to stand on a line of its own."""
    return [part.strip() for part in code.split(",")]
