"""People as Django apps: ours, and Wagtail's user screens with our forms."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "portal.people"
    label = "people"
    default = True  # this module holds a second one; without this line Django would quietly take neither
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from media import queries as media_queries
        from media import rules as media_rules
        from portal.foundation.triggers import keep_append_only
        from portal.people import queries
        from portal.people.queries.consents import consent_screen, recordings_in_use

        from . import receivers, tasks  # noqa: F401  (registering is the purpose)

        keep_append_only("people_accessentry")
        # Answers were given to these very words.
        keep_append_only("people_consenttext")
        media_queries.also_shows(recordings_in_use)
        media_rules.register_voucher(queries.vouched_pictures, screen=consent_screen)


class StaffUsersConfig(WagtailUsersAppConfig):
    user_viewset = "portal.people.admin_views.StaffViewSet"
