"""Who may fetch a file that is not public."""

from typing import Any

from wagtail.documents.models import AbstractDocument
from wagtail.permissions import policy_registry

from media.models import AudioClip, Picture


def may_see_file_of(owner: Picture | AudioClip | AbstractDocument, *, by: Any) -> bool:
    """This will say whether someone may choose, change or delete what a file belongs to; nobody else may fetch it."""
    if not by.is_authenticated or not by.is_active:
        return False
    if isinstance(owner, AudioClip):
        return any(by.has_perm(f"media.{verb}_audioclip") for verb in ("view", "add", "change", "delete"))
    policy = policy_registry.get_by_type(type(owner))
    return policy.user_has_any_permission_for_instance(by, ["choose", "change", "delete"], owner)
