"""Whose yes an activity needs at which age: the table of Law 91/2025 and Decree 56/2017 as the centre reads it."""

from dataclasses import dataclass

from portal.people.models.children import AgeBand
from portal.people.models.consent import Activity


@dataclass(frozen=True)
class Requirement:
    """What must be there before one may do something. A requirement that is not offered is never met."""

    is_offered: bool = True
    child: bool = False
    """The child's own yes."""
    guardian: bool = False
    guardian_told: bool = False
    """A guardian hears of it; nobody waits for the answer."""
    witnessed: bool = False
    """The guardian's yes counts once an adult of the centre saw the guardian or called back."""


_NOT_OFFERED = Requirement(is_offered=False)
_OWN = Requirement(child=True)
_TOLD = Requirement(child=True, guardian_told=True)
_BOTH = Requirement(child=True, guardian=True)
_BOTH_WITNESSED = Requirement(child=True, guardian=True, witnessed=True)
_GUARDIAN = Requirement(guardian=True)
_GUARDIAN_WITNESSED = Requirement(guardian=True, witnessed=True)

_CHILDREN: dict[str, Requirement] = {
    Activity.ANONYMOUS: _OWN,
    Activity.CLUB: _BOTH,
    Activity.REGISTRATION: _BOTH,
    Activity.PICTURE: _BOTH_WITNESSED,
    Activity.TRAVEL: _BOTH_WITNESSED,
    Activity.PUSH: _BOTH,
}
_TABLE: dict[str, dict[str, Requirement]] = {
    AgeBand.UNDER_7: {
        Activity.ANONYMOUS: _NOT_OFFERED,
        Activity.CLUB: _NOT_OFFERED,
        Activity.REGISTRATION: _GUARDIAN,
        Activity.PICTURE: _GUARDIAN_WITNESSED,
        Activity.TRAVEL: _GUARDIAN_WITNESSED,
        Activity.PUSH: _NOT_OFFERED,
    },
    AgeBand.FROM_7: _CHILDREN,
    AgeBand.FROM_10: _CHILDREN,
    AgeBand.FROM_13: _CHILDREN,
    AgeBand.FROM_16: {
        Activity.ANONYMOUS: _OWN,
        Activity.CLUB: _TOLD,
        Activity.REGISTRATION: _TOLD,
        Activity.PICTURE: _BOTH_WITNESSED,
        Activity.TRAVEL: _BOTH_WITNESSED,
        Activity.PUSH: _OWN,
    },
    AgeBand.FROM_18: dict.fromkeys(Activity, _OWN),
}


def requirements(age_band: str, activity: str) -> Requirement:
    """This will return whose yes an activity needs in an age band; an unknown band or activity is offered nothing."""
    return _TABLE.get(age_band, {}).get(activity, _NOT_OFFERED)
