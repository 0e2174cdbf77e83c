"""The sheet children draw on: its colours, its pens."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from portal.safeguarding.rules.texts import MOST_STROKES

register = template.Library()

COLOURS = (
    ("#1d2733", _("Đen")), ("#b42318", _("Đỏ")), ("#e8590c", _("Cam")), ("#f2b705", _("Vàng")), ("#1b7f4b", _("Xanh lá")),
    ("#0b5cab", _("Xanh dương")), ("#7a3e9d", _("Tím")), ("#8a5a2b", _("Nâu")), ("#f1d3b3", _("Hồng nhạt")),
    ("#ffffff", _("Tẩy")),
)  # fmt: skip
WIDTHS = ((4, _("Nhỏ")), (10, _("Vừa")), (24, _("Lớn")))


@register.simple_tag
def sheet_colours() -> Any:
    """This will return the colours a child may choose, with their names."""
    return COLOURS


@register.simple_tag
def sheet_widths() -> Any:
    """This will return the pens a child may choose, with their names."""
    return WIDTHS


@register.simple_tag
def most_strokes() -> int:
    """This will return how many strokes a drawing may have."""
    return MOST_STROKES
