"""Where clubs stand in the staff desk."""

from typing import Any

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def club_urls() -> list[Any]:
    return [path("cau-lac-bo/", include(("clubs.urls.admin", "clubs")))]
