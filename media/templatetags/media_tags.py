"""The tag that shows a picture."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from media import images, rules
from media.models import Picture

register = template.Library()


@register.simple_tag
def consent_screen(picture: Picture) -> str:
    """This will return the address where staff tie a picture to consents, or nothing where nobody keeps them."""
    return rules.consent_screen(picture)


@register.simple_tag(takes_context=True)
def picture(context: Any, picture: Picture | None, sizes: str = "100vw", is_lazy: bool = True) -> SafeString:
    """This will draw a picture in the sizes and formats a browser may choose from; nothing while it has no public copy.

    `sizes` says how wide it stands, as in HTML. The one picture people see first is not lazy. In a preview staff see
    the private copies.
    """
    is_preview = getattr(context.get("request"), "is_preview", False)
    if picture is None or not picture.sizes or not (picture.is_public or is_preview):
        return SafeString("")
    sets = {ending: _srcset(picture, ending) for ending in images.FORMATS}
    width, height = picture.sizes[-1]
    return render_to_string(
        "media/picture.html",
        {
            "sources": [{"type": images.FORMATS[ending], "srcset": sets[ending]} for ending in ("avif", "webp")],
            "src": picture.copy_url(f"{_fallback(picture)}.jpg"),
            "srcset": sets["jpg"],
            "sizes": sizes,
            "width": width,
            "height": height,
            "alt": picture.default_alt_text,
            "is_decorative": picture.is_decorative,
            "is_lazy": is_lazy,
        },
    )


def _srcset(picture: Picture, ending: str) -> str:
    return ", ".join(f"{picture.copy_url(f'{width}.{ending}')} {width}w" for width, _height in picture.sizes)


def _fallback(picture: Picture) -> int:
    """What a browser without `srcset` gets: the copy for a phone with a dense screen, or the widest there is."""
    return min(picture.sizes, key=lambda size: abs(size[0] - images.WIDTHS[1]))[0]
