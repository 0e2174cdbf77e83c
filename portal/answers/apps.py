"""What adults owe children as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    name = "portal.answers"
    verbose_name = _("Người lớn trả lời")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (registering is the purpose)
