"""Safeguarding as a Django app."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "portal.safeguarding"
    label = "safeguarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (registering is the purpose)
