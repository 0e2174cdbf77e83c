"""Drawings children make on a screen, as SVG the server writes: numbers in, lines out, nothing to run (S-16)."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.foundation.refusals import Refusal
from portal.safeguarding import rules

register = template.Library()


@register.simple_tag
def drawing(content: Any, label: str) -> SafeString:
    """This will draw strokes, given as JSON or as lists, with `label` in place of what cannot be seen.

    What is no drawing draws an empty sheet.
    """
    try:
        strokes = rules.check_drawing(content)
    except Refusal:
        strokes = []
    lines = mark_safe("".join(_path(stroke) for stroke in strokes))  # noqa: S308  (whole numbers and colours of our palette)
    side = rules.SIDE
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}" fill="none" stroke-linecap="round" '
        'stroke-linejoin="round"><rect width="{}" height="{}" fill="#fff"/>{}</svg>',
        *(side, side, label, side, side, lines),
    )


def _path(stroke: dict[str, Any]) -> str:
    first, *others = [f"{x} {y}" for x, y in stroke["points"]]
    way = f"M{first}L{' '.join(others)}" if others else f"M{first}h0"
    return f'<path stroke="{stroke["colour"]}" stroke-width="{stroke["width"]}" d="{way}"/>'
