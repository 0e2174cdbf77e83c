"""The picture that stands beside a text: whoever decides about the words sees both."""

from collections.abc import Callable

from media.models import Picture
from portal.safeguarding.models import FreeText

Finder = Callable[[FreeText], Picture | None]
_finders: dict[str, Finder] = {}


def stands_beside(source_kind: str) -> Callable[[Finder], Finder]:
    """This will register how a feature finds the picture it will show with a text."""

    def register(function: Finder) -> Finder:
        _finders[source_kind] = function
        return function

    return register


def picture_beside(text: FreeText) -> Picture | None:
    """This will return the picture that becomes public with a text, if there is one."""
    finder = _finders.get(text.source_kind)
    return finder(text) if finder else None
