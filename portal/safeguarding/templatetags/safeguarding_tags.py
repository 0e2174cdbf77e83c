"""The help card and the list of hotlines, for every page that has a place for them."""

from typing import Any

from django import template
from django.utils import timezone

from portal.foundation import hotline as constant
from portal.safeguarding import queries

register = template.Library()


@register.inclusion_tag("safeguarding/help_card.html")
def help_card() -> dict[str, Any]:
    """This will draw the help card, the same for everyone, without a query: 111 stands in code (S-04, S-09)."""
    return {"number": constant.NUMBER, "name": constant.NAME, "hours": constant.HOURS}


@register.inclusion_tag("safeguarding/hotline_list.html", takes_context=True)
def hotline_list(context: template.Context) -> dict[str, Any]:
    """This will list the hotlines beside 111, tap to call where they were verified. Two queries.

    The moment is the context's `at`, or now.
    """
    listed = queries.hotlines(context.get("at") or timezone.now())
    return {"listed": [item for item in listed if not item.hotline.is_111], "number": constant.NUMBER}
