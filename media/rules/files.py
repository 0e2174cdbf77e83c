"""Who may fetch a file that is not public."""

from collections.abc import Callable
from typing import Any

from wagtail.documents.models import AbstractDocument
from wagtail.permissions import policy_registry

from media.models import AudioClip, Picture

_seers: list[Callable[[Picture, Any], bool]] = []


def also_seen_by(function: Callable[[Picture, Any], bool]) -> Callable[[Picture, Any], bool]:
    """This will register an app with pictures of its own: given a picture and a person, it says if she may see it."""
    _seers.append(function)
    return function


def may_see_file_of(owner: Picture | AudioClip | AbstractDocument, *, by: Any) -> bool:
    """This will say whether someone may choose, change or delete what a file belongs to, or an app shows it to her.

    Nobody else may fetch it.
    """
    if not by.is_authenticated or not by.is_active:
        return False
    if isinstance(owner, AudioClip):
        return any(by.has_perm(f"media.{verb}_audioclip") for verb in ("view", "add", "change", "delete"))
    policy = policy_registry.get_by_type(type(owner))
    if policy.user_has_any_permission_for_instance(by, ["choose", "change", "delete"], owner):
        return True
    return isinstance(owner, Picture) and any(sees(owner, by) for sees in _seers)
