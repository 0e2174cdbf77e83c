"""Clubs as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClubsConfig(AppConfig):
    name = "clubs"
    verbose_name = _("Câu lạc bộ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.people import rules as people_rules
        from portal.people.models import Role
        from portal.safeguarding.models import SOURCE_PERMISSIONS

        from . import actions, receivers, rules, tasks  # noqa: F401  (registering is the purpose)

        SOURCE_PERMISSIONS.update({actions.OPINION: "clubs.view_opinion", actions.PIECE: "clubs.view_piece"})
        people_rules.register_reach(rules.reached)
        people_rules.grant(Role.FACILITATOR, "clubs.facilitate_club")
        people_rules.grant(
            Role.ADMINISTRATOR,
            *(f"clubs.{verb}_club" for verb in ("add", "change", "view")),
            "clubs.view_clubnotice",
            "clubs.change_clubnotice",
        )
        for role in (Role.DIRECTOR, Role.FIGURES):
            people_rules.grant(role, "clubs.view_club")
        for role in (Role.DIRECTOR, Role.PROTECTION, Role.MODERATOR):
            people_rules.grant(role, "clubs.view_clubnotice", "clubs.change_clubnotice")
        for role in (Role.MODERATOR, Role.PROTECTION, Role.DIRECTOR, Role.FACILITATOR):
            people_rules.grant(role, "clubs.view_opinion", "clubs.change_opinion", "clubs.view_piece")
