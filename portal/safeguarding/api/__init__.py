"""Doors of the API to safeguarding. One module for each noun."""

from portal.safeguarding.api.hotlines import (
    HotlineFilter,
    HotlineSerializer,
    HotlineViewSet,
)
from portal.safeguarding.api.personal_data import PersonalDataCheck

__all__ = [
    "HotlineFilter",
    "HotlineSerializer",
    "HotlineViewSet",
    "PersonalDataCheck",
]
