"""The part of the demo centre in which children write and adults answer for it: clubs, a queue, concerns, a roster."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from clubs import actions as clubs_actions
from portal.answers import actions as answers_actions
from portal.people import queries as people_queries
from portal.people.models import Role, User
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Report


def staff(*, seconds: bool = False) -> dict[Role, User]:
    """This will return the fictional staff by role; of two with the same role the first, or the second where asked for."""
    accounts = people_queries.demo_accounts()
    people = {user.email: user for user in User.objects.filter(email__in=[account.email for account in accounts])}
    return {account.role: people[account.email] for account in (accounts if seconds else reversed(accounts))}


@transaction.atomic
def load_demo_children(*, at: datetime) -> None:
    """This will add what is missing of clubs, of what their members wrote, of concerns and of the roster."""
    first, second = staff(), staff(seconds=True)
    administrator = first[Role.ADMINISTRATOR]
    safeguarding_actions.load_demo_duty(
        reader=first[Role.MODERATOR],
        on_call=first[Role.PROTECTION],
        second=second[Role.PROTECTION],
        by=administrator,
        at=at,
    )
    clubs_actions.load_demo_clubs(facilitator=first[Role.FACILITATOR], vetter=administrator, at=at)
    clubs_actions.load_demo_pieces(reader=first[Role.MODERATOR], answerer=first[Role.DIRECTOR], at=at)
    answers_actions.load_demo_answers(moderator=first[Role.MODERATOR], director=first[Role.DIRECTOR], at=at)
    safeguarding_actions.load_demo_concerns(officer=first[Role.PROTECTION], at=at)
    safeguarding_actions.report_page(
        instance=uuid5(NAMESPACE_URL, "demo report"),
        reason=Report.Reason.HURTS,
        about="/phong-vien-nho/",
        words="Bài này có chỗ trêu bạn.",
        at=at,
    )
