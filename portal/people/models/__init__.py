"""People's rows: staff who sign in, children known by a pen name, and who agreed to what. One module for each noun."""

from portal.people.models.children import (
    OWN_IDLE,
    PIN_LENGTH,
    SHARED_IDLE,
    AgeBand,
    Participant,
    ParticipantSession,
    PinKind,
    PinPicture,
)
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
from portal.people.models.requirements import Requirement, requirements
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
    "OWN_IDLE",
    "PIN_LENGTH",
    "SHARED_IDLE",
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
    "PinPicture",
    "Qualification",
    "Relation",
    "Requirement",
    "Role",
    "RoleGroup",
    "UnknownAddress",
    "User",
    "UserManager",
    "Withdrawal",
    "requirements",
]
