"""Where places stand in the staff desk."""

from typing import Any

from wagtail import hooks

from portal.places import admin_views


@hooks.register("register_admin_viewset")
def unit_viewset() -> Any:
    return admin_views.UnitViewSet()
