"""People's rows: staff who sign in, children known by a pen name, and who agreed to what. One module for each noun."""

from portal.people.models.children import AgeBand, Participant, ParticipantSession, PinKind
from portal.people.models.consent import (
    Activity,
    Channel,
    ConsentRecord,
    ConsentText,
    Giver,
    GuardianLink,
    ImageConsent,
    Relation,
    Withdrawal,
)
from portal.people.models.staff import (
    AccessEntry,
    Invitation,
    Qualification,
    Role,
    RoleGroup,
    UnknownAddress,
    User,
    UserManager,
)

__all__ = [
    "AccessEntry",
    "Activity",
    "AgeBand",
    "Channel",
    "ConsentRecord",
    "ConsentText",
    "Giver",
    "GuardianLink",
    "ImageConsent",
    "Invitation",
    "Participant",
    "ParticipantSession",
    "PinKind",
    "Qualification",
    "Relation",
    "Role",
    "RoleGroup",
    "UnknownAddress",
    "User",
    "UserManager",
    "Withdrawal",
]
