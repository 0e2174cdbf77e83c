"""The tokens keep their contrast: 7:1 for body text, 4.5:1 on buttons, 3:1 for the edges of fields (WCAG 2.2)."""

import re

import pytest

from portal.foundation import stylesheet

BODY = [(text, ground) for text in ("ink", "soft", "river") for ground in ("paper", "card", "tint")] + [
    ("ink", "glow"),
    ("on-deep", "deep"),
    ("on-sun", "sun"),
    ("paper", "river"),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colors of a scheme; the dark one changes some of the light."""
    css = stylesheet.inline_css().split("@media print")[0]
    light, dark = re.findall(r":root\{(.*?)\}", css, re.DOTALL)[:2]
    chosen = light if scheme == "light" else light + dark
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", chosen))


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), BODY)
def test_it_keeps_text_at_seven_to_one(scheme, text, ground):
    colors = tokens(scheme)

    assert contrast(colors[text], colors[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_it_keeps_the_edges_of_fields_visible(scheme, ground):
    colors = tokens(scheme)

    assert contrast(colors["edge"], colors[ground]) >= 3
