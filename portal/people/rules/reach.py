"""Which children a member of staff may act for. `people` knows no clubs: an app above says whose facilitator somebody is."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from portal.foundation.refusals import NotAllowed
from portal.people import queries
from portal.people.models import Participant, Role, User

Reach = Callable[[User, Collection[UUID], datetime], set[UUID]]
_reaches: list[Reach] = []

REACHES_ALL = {Role.ADMINISTRATOR, Role.PROTECTION}
"""Who keeps accounts, and who answers for children in danger, reach every child."""


def register_reach(function: Reach) -> Reach:
    """This will add a function that says for which of some children somebody may act; call it in the app's `ready()`."""
    if function not in _reaches:
        _reaches.append(function)
    return function


def reaches_all(user: User) -> bool:
    """This will say whether somebody may act for every child."""
    return user.is_active and (user.is_superuser or bool(REACHES_ALL & queries.roles_of(user)))


def reaches(user: User, participant_id: UUID, *, at: datetime) -> bool:
    """This will say whether somebody may act for this child: by role, or because an app above vouches for it."""
    return bool(reached(user, [participant_id], at=at))


def reached(user: User, participant_ids: Collection[UUID], *, at: datetime) -> set[UUID]:
    """This will return for which of these children somebody may act: as many queries for a thousand as for one."""
    if not user.is_active or not participant_ids:
        return set()
    if reaches_all(user):
        return set(participant_ids)
    return set().union(*(function(user, participant_ids, at) for function in _reaches))


def check_can_reach(participant: Participant, *, by: User, at: datetime) -> None:
    """This will refuse with NotAllowed whoever may not act for this child."""
    if not reaches(by, participant.pk, at=at):
        raise NotAllowed
