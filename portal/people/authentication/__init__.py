"""How people sign in and how we know who asks: staff by allauth, children by a pen name and a secret of their own."""

from portal.people.authentication.participants import (
    COOKIE,
    IsParticipant,
    OfParticipant,
    ParticipantAuthentication,
    end_session,
    let_in,
    next_address,
    participant_required,
    sign_in_address,
    start_session,
)
from portal.people.authentication.staff import (
    ENROLLED_KEY,
    SecondFactorAgainForm,
    SecondFactorForm,
    SecretKeeper,
    StaffAdapter,
    demo_code,
    proved_by,
)

__all__ = [
    "COOKIE",
    "ENROLLED_KEY",
    "IsParticipant",
    "OfParticipant",
    "ParticipantAuthentication",
    "SecondFactorAgainForm",
    "SecondFactorForm",
    "SecretKeeper",
    "StaffAdapter",
    "demo_code",
    "end_session",
    "let_in",
    "next_address",
    "participant_required",
    "proved_by",
    "sign_in_address",
    "start_session",
]
