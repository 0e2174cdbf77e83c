"""What a machine may say about a text: look at this one first. It orders the queue and wakes people; it decides nothing."""

from dataclasses import dataclass, field

from portal.safeguarding import queries
from portal.safeguarding.models import Severity
from portal.safeguarding.queries import Span
from portal.safeguarding.rules import languages
from portal.safeguarding.rules.lexicon import lexicon

MOST_MARKS = 500
"""Marks kept of one text; severity is taken from all of them."""


@dataclass(frozen=True)
class Screening:
    """How fast a person should look, what made the machine think so, and which language it seems to be."""

    severity: Severity = Severity.NONE
    spans: list[Span] = field(default_factory=list)
    language: str = "vi"


def screen(text: str, language: str = "vi") -> Screening:
    """This will look through a text for blunt signs of danger and for personal data, and guess its language.

    Spans are offsets into the text as it was typed; those of the list bear a category ("SUI"), those of personal data a kind
    ("phone"). Tags without urgency (accidents, slurs) are marked and leave the order alone.
    """
    hits = lexicon().hits(text)
    severity = min((hit.severity for hit in hits if hit.severity), default=Severity.NONE)
    gravest = sorted(hits, key=lambda hit: hit.severity or Severity.NONE)[:MOST_MARKS]
    marks = [Span(hit.start, hit.end, hit.category, hit.rule) for hit in gravest]
    marks += queries.personal_data(text)[:MOST_MARKS]
    return Screening(Severity(severity), sorted(marks), languages.guess(text, language))
