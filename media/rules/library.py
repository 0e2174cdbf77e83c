"""The library of pictures: what staff choose from, change, cover, delete. Pictures decided about with words are not in it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from media.models import Picture

_apart: list[Callable[[], QuerySet[Any]]] = []


def kept_apart(function: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
    """This will register an app whose pictures are decided about with words: the function gives a query of their ids.

    They are seen and changed on that app's own screens (`also_seen_by`), so that none is shown elsewhere, or exchanged, behind
    the decision.
    """
    _apart.append(function)
    return function


class LibraryPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's own for pictures, without those that are kept apart: for every screen, chooser and address of the library."""

    def __init__(self) -> None:
        super().__init__(Picture, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user")

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Picture) -> bool:
        is_apart = any(function().filter(picture=instance.pk).exists() for function in _apart)
        return not is_apart and super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Picture]:
        found = super().instances_user_has_any_permission_for(user, actions)
        for function in _apart:
            found = found.exclude(pk__in=function())
        return found
