"""What shape a drawing has. Words have none: nothing a child writes is refused for what it says."""

import json
from typing import Any

from django.utils.translation import gettext_lazy

from portal.foundation.refusals import Refusal

SIDE = 1000
"""Points lie on a square of 0 to 1000 each way, whatever the screen."""
PALETTE = (
    "#1d2733", "#6b7280", "#ffffff", "#b42318", "#e8590c", "#f2b705", "#1b7f4b", "#7bc47f", "#0b5cab", "#5fb3e6",
    "#7a3e9d", "#e58fb4", "#8a5a2b", "#f1d3b3",
)  # fmt: skip
"""Names of colours would need translating; these are the fourteen a drawing may hold."""
WIDTHS = (4, 10, 24, 48)
MOST_STROKES = 2_000
MOST_POINTS = 40_000
LONGEST_WORDS = 200_000
"""Characters a door takes at one go: more than anyone types; it only keeps a machine from filling the disk."""
LONGEST_RECORDING = 3 * 60.0
"""Seconds a child may speak at one go."""


class BadDrawing(Refusal):
    """What came is not a drawing made of strokes; it says nothing about what is drawn."""

    code = "bad_drawing"
    status = 400
    sentence = gettext_lazy("Hình này chưa gửi được. Em vẽ lại rồi gửi nhé.")


def check_drawing(content: Any) -> list[dict[str, Any]]:
    """This will return the strokes of a drawing and nothing else that came with them; refuses (BadDrawing) other shapes.

    A drawing is a list, or its JSON, of `{"colour": one of PALETTE, "width": one of WIDTHS, "points": [[x, y], …]}`.
    """
    if isinstance(content, str | bytes):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise BadDrawing from error
    if not isinstance(content, list) or not 0 < len(content) <= MOST_STROKES:
        raise BadDrawing
    strokes = [_stroke(stroke) for stroke in content]
    if sum(len(stroke["points"]) for stroke in strokes) > MOST_POINTS:
        raise BadDrawing
    return strokes


def _stroke(stroke: Any) -> dict[str, Any]:
    if not isinstance(stroke, dict):
        raise BadDrawing
    colour, width, points = stroke.get("colour"), stroke.get("width", WIDTHS[0]), stroke.get("points")
    if colour not in PALETTE or width not in WIDTHS or isinstance(width, bool):
        raise BadDrawing
    if not isinstance(points, list) or not 0 < len(points) <= MOST_POINTS:
        raise BadDrawing
    return {"colour": colour, "width": int(width), "points": [_point(point) for point in points]}


def _point(point: Any) -> list[int]:
    if not isinstance(point, list | tuple) or len(point) != 2:
        raise BadDrawing
    for place in point:
        if isinstance(place, bool) or not isinstance(place, int | float) or not 0 <= place <= SIDE:
            raise BadDrawing
    return [round(place) for place in point]
