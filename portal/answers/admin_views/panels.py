"""The first screen: what adults still owe."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from portal.answers import queries
from portal.foundation import desk


@desk.panel
class OwedAnswers(desk.Panel):
    """Replies nobody else has seen, answers overdue or due, requests about data, complaints."""

    order = 130
    permission = "answers.view_receipt"
    heading = gettext_lazy("Trả lời các em")
    template_name = "answers/admin/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        owed = queries.owed(user, at=at)
        if not any((owed.to_answer, owed.unseen, owed.requests, owed.complaints)):
            return None
        return {
            "owed": owed,
            "may": {
                "requests": user.has_perm("answers.view_datarequest"),
                "complaints": user.has_perm("answers.view_complaint"),
            },
        }
