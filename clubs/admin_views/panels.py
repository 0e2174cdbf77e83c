"""What the first screen of the desk says about clubs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from clubs import queries
from portal.foundation import desk


@desk.panel
class ClubsPanel(desk.Panel):
    """A facilitator's clubs, each with the way to today's meeting."""

    order = 120
    permission = "clubs.facilitate_club"
    heading = gettext_lazy("Câu lạc bộ của tôi")
    template_name = "clubs/admin/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        clubs = list(queries.facilitated(user))
        return {"clubs": clubs} if clubs else None
