"""Finds every address of ours that takes something: whatever answers to another method than GET, HEAD and OPTIONS."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

OURS = ("portal.", "surveys.", "clubs.", "forums.", "media.")
SAFE = {"get", "head", "options"}


def writing_routes() -> dict[str, str]:
    """Return the methods that write, by route; where one route stands twice, the first one answers."""
    found: dict[str, str] = {}
    with translation.override("vi"):
        for route, callback in _routes(get_resolver().url_patterns):
            # DRF offers every list under `.json` as well: the same door.
            if _is_ours(callback) and route not in found and "(?P<format>" not in route:
                found[route] = " ".join(sorted(method.upper() for method in _methods(callback) - SAFE))
    return {route: methods for route, methods in found.items() if methods}


def callback_of(wanted: str) -> Callable[..., Any]:
    """Return the view behind a route."""
    with translation.override("vi"):
        return next(callback for route, callback in _routes(get_resolver().url_patterns) if route == wanted)


def view_class_of(callback: Callable[..., Any]) -> Any:
    """Return the class of a view, however Django, DRF or Wagtail wrapped it."""
    for function in _layers(callback):
        for name in ("view_class", "cls"):
            if hasattr(function, name):
                return getattr(function, name)
    return None


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route.replace("^", "").replace("$", ""), pattern.callback


def _layers(function: Any) -> Iterator[Any]:
    while function is not None:
        yield function
        function = getattr(function, "__wrapped__", None)


def _is_ours(callback: Callable[..., Any]) -> bool:
    view = view_class_of(callback)
    modules = [cls.__module__ for cls in view.__mro__] if view else [layer.__module__ for layer in _layers(callback)]
    return any(f"{module}.".startswith(OURS) for module in modules)


def _methods(callback: Callable[..., Any]) -> set[str]:
    actions = next((layer.actions for layer in _layers(callback) if getattr(layer, "actions", None)), None)
    if actions:
        return set(actions)
    view = view_class_of(callback)
    if view is not None:
        return {method for method in view.http_method_names if hasattr(view, method)}
    for layer in _layers(callback):
        # Django's `require_http_methods` keeps its list in the wrapper's closure and nowhere else.
        names = getattr(getattr(layer, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            allowed = layer.__closure__[names.index("request_method_list")].cell_contents
            return {method.lower() for method in allowed}
    return {"post"}


def address_of(route: str) -> str:
    """Return an address of this route, with a key nobody has in every place."""
    samples = {"int": "999999", "uuid": str(UUID(int=1)), "str": "khong-co", "slug": "khong-co", "path": "khong-co"}
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: samples[found[1]], route)
