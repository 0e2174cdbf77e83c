"""Clubs as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClubsConfig(AppConfig):
    name = "clubs"
    verbose_name = _("Câu lạc bộ")
    default_auto_field = "django.db.models.BigAutoField"
