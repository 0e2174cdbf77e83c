"""System checks for what the design forbids."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register

# The registrations live in these modules; importing them here is what makes `ready()` enough.
from portal.foundation import health, tasks  # noqa: F401

_FORBIDDEN = {"ip", "ip_address", "user_agent", "birthdate", "birth_date", "date_of_birth", "latitude", "longitude"}


@register()
def no_field_that_gives_a_child_away(app_configs: Any, **kwargs: Any) -> list[Error]:
    """This will refuse any model of ours with a column for an address, a device, a birth date or a location (R-09)."""
    return [
        Error(f"{model._meta.label}.{field.name} may not exist (R-09).", obj=model, id="portal.E001")
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"portal", "surveys", "clubs", "forums", "media"}
        for field in model._meta.get_fields()
        if field.name in _FORBIDDEN
    ]
