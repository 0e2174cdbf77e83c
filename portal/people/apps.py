"""People as Django apps: ours, and Wagtail's user screens with our forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    default = True
    name = "portal.people"
    label = "people"
    default = True  # this module holds a second one; without this line Django would quietly take neither
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.foundation.triggers import keep_append_only

        from . import receivers, tasks  # noqa: F401  (registering is the purpose)

        keep_append_only("people_accessentry")


class StaffUsersConfig(WagtailUsersAppConfig):
    user_viewset = "portal.people.admin_views.StaffViewSet"
