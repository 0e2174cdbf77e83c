"""What a child reads of a decision not to publish: a kind sentence at once, an adult's own words after two saw them (S-01)."""

from django.conf import settings
from django.utils import translation

from portal.safeguarding.models import ReviewDecision, TextKind
from portal.safeguarding.rules.desk_decisions import NAME_SUGGESTION, SUGGESTIONS


def suggestion_of(reason: str, kind: str = TextKind.WORDS) -> str:
    """This will return the kind sentence of a reason as children read it, in Vietnamese; nothing where there is no reason."""
    sentence = SUGGESTIONS.get(reason, "")
    with translation.override(settings.LANGUAGE_CODE):
        return str(NAME_SUGGESTION if sentence and kind == TextKind.PEN_NAME else sentence)


def is_own_wording(decision: ReviewDecision) -> bool:
    """This will say whether the message is an adult's own: then a second person sees it before the child does."""
    return decision.message not in {"", suggestion_of(decision.reason, decision.text.kind)}


def was_seen_by_second(decision: ReviewDecision) -> bool:
    """This will say whether a second person looked at a decision and found its words right too."""
    return hasattr(decision, "second_reading") and decision.second_reading.agrees


def message_told(decision: ReviewDecision) -> str:
    """This will return the message as the child reads it now: until a second person agreed, the kind sentence of its reason."""
    return decision.message if was_seen_by_second(decision) else suggestion_of(decision.reason, decision.text.kind)
