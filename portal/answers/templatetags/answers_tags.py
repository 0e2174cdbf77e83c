"""Tags of the receipt, for the pages of every feature that gives one."""

from typing import Any

from django import template

from portal.answers import actions, forms
from portal.answers.models import Receipt

register = template.Library()


@register.simple_tag(takes_context=True)
def pin_form(context: template.Context, receipt: Receipt) -> Any:
    """This will give the form that sets a PIN: the one just refused, or a fresh one with its token."""
    return context.get("pin_form") or forms.PinForm(token=actions.pin_token(receipt))


@register.filter
def code_words(code: str) -> list[str]:
    """This will give the parts of a code, each to stand on a line of its own."""
    return [part.strip() for part in code.split(",")]
