"""Doors of the API to safeguarding. One module for each noun."""

from portal.safeguarding.api.hotlines import (
    HotlineFilter,
    HotlineSerializer,
    HotlineViewSet,
)

__all__ = [
    "HotlineFilter",
    "HotlineSerializer",
    "HotlineViewSet",
]
