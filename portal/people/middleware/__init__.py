"""What happens around every request about who asks. One module for staff, one for children."""

from portal.people.middleware.participants import ParticipantMiddleware
from portal.people.middleware.staff import SecondFactorMiddleware

__all__ = ["ParticipantMiddleware", "SecondFactorMiddleware"]
