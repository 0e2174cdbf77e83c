"""Pictures and sounds as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Ảnh và bản đọc")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from . import receivers, rules, tasks  # noqa: F401  (registering is the purpose)
        from .models import Picture

        register_permission_policy(
            Picture, rules.LibraryPolicy(), exact_class=True
        )  # before Wagtail's own for all images
