"""What a machine may say about a text: look at this one first. It orders the queue and wakes people; it decides nothing."""

from dataclasses import dataclass, field

from portal.safeguarding import queries
from portal.safeguarding.models import Severity
from portal.safeguarding.queries import Span


@dataclass(frozen=True)
class Screening:
    """How fast a person should look, what made the machine think so, and which language it seems to be."""

    severity: Severity = Severity.NONE
    spans: list[Span] = field(default_factory=list)
    language: str = "vi"


def screen(text: str, language: str = "vi") -> Screening:
    """This will look through a text for blunt signs of danger and for personal data, and guess its language."""
    return Screening(Severity.NONE, queries.personal_data(text), language)
