"""Safeguarding as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    name = "portal.safeguarding"
    label = "safeguarding"
    verbose_name = _("Bảo vệ trẻ em")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.foundation.triggers import keep_append_only
        from portal.people import rules as people_rules
        from portal.people.models import Role

        from . import checks, receivers, tasks  # noqa: F401  (registering is the purpose)

        keep_append_only("safeguarding_hotlinelist")
        keep_append_only("safeguarding_reviewdecision")
        keep_append_only("safeguarding_secondreading")
        for role in (Role.MODERATOR, Role.PROTECTION, Role.DIRECTOR):
            people_rules.grant(role, "safeguarding.view_freetext", "safeguarding.view_report")
        for role in (Role.MODERATOR, Role.PROTECTION):
            people_rules.grant(role, "safeguarding.change_report")
        hotlines = (
            "safeguarding.view_hotline",
            *(f"safeguarding.{verb}_hotlinechange" for verb in ("add", "change", "view")),
        )
        people_rules.grant(Role.PROTECTION, *hotlines, "safeguarding.view_agency")
        people_rules.grant(
            Role.ADMINISTRATOR, *hotlines, *(f"safeguarding.{verb}_agency" for verb in ("add", "change", "view"))
        )

        # Concerns and the roster.
        keep_append_only("safeguarding_concernstep")
        concerns = tuple(f"safeguarding.{verb}_concern" for verb in ("add", "change", "view"))
        roster = tuple(f"safeguarding.{verb}_dutyshift" for verb in ("add", "change", "delete", "view"))
        people_rules.grant(
            Role.PROTECTION, *concerns, "safeguarding.add_handover", "safeguarding.view_handover", *roster
        )
        people_rules.grant(Role.DIRECTOR, *roster)
        people_rules.grant(Role.ADMINISTRATOR, *roster)
        people_rules.grant(Role.MODERATOR, "safeguarding.view_dutyshift")
