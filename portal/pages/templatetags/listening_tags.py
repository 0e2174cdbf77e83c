"""Tags of the control "Nghe": what a visitor is offered to hear, and what an editor is told about the recording."""

from typing import Any

from django import template
from django.template.context import Context

from media.models import AudioClip
from portal.pages.models import SpokenPage

register = template.Library()


@register.inclusion_tag("pages/parts/listen.html", takes_context=True)
def listen(context: Context, page: Any) -> dict[str, Any]:
    """This will draw the one control: the recording, else what a script needs for a voice of the device, else none.

    A preview also lets staff hear a recording that is not public yet. Pages nobody listens to get nothing.
    """
    if not isinstance(page, SpokenPage):
        return {"page": None}
    is_preview = getattr(context.get("request"), "is_preview", False)
    clip = page.recording if is_preview and page.is_recording_in_step else page.offered_recording
    return {"page": page, "clip": clip, "minutes": _minutes(clip)}


@register.simple_tag
def recording_state(page: SpokenPage) -> str:
    """This will give "none", "fits" or "stale": how the chosen recording stands to the words being edited."""
    if page.recording is None:
        return "none"
    return "fits" if page.is_recording_in_step else "stale"


def _minutes(clip: AudioClip | None) -> int:
    return max(1, round(clip.duration / 60)) if clip else 0
