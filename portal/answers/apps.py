"""What adults owe children as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    name = "portal.answers"
    verbose_name = _("Người lớn trả lời")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.people import rules as people_rules
        from portal.people.models import Role
        from portal.safeguarding.models import READ_ELSEWHERE

        from . import queries, receivers  # noqa: F401  (registering is the purpose)

        READ_ELSEWHERE.add(queries.COMPLAINT)
        replies = ("answers.view_receipt", "answers.view_receiptentry", "answers.add_receiptentry")
        requests = ("answers.view_datarequest", "answers.change_datarequest")
        complaints = ("answers.view_complaint", "answers.change_complaint")
        lists = tuple(f"answers.{verb}_{name}" for name in ("body", "audience") for verb in ("add", "change", "view"))
        for role in (Role.MODERATOR, Role.PROTECTION):
            people_rules.grant(role, *replies, *requests)
        people_rules.grant(Role.DIRECTOR, *replies, *requests, *complaints, *lists)
        # Administrators keep lists; complaints reach them only where every director is concerned, replies as second readers.
        people_rules.grant(Role.ADMINISTRATOR, "answers.view_receipt", *complaints, *lists)
        people_rules.grant(Role.APPROVER, *lists)
