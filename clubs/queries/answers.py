"""What a moderator answered the author of something that could not be published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.safeguarding import rules
from portal.safeguarding.models import Decision, ReviewDecision


@dataclass(frozen=True)
class Answer:
    """Why it could not be published, in the words of the house rules, and what its author is told."""

    reason: str
    message: str


def answers_about(texts: Iterable[UUID], *, reasons: Mapping[str, Any] | None = None) -> dict[UUID, Answer]:
    """This will return the last rejection of each of these texts. One query. `reasons` words them for what was rejected."""
    refusing = [Decision.REJECT, Decision.WITHDRAW]
    found = ReviewDecision.objects.filter(text__in=list(texts), decision__in=refusing)
    found = found.select_related("text", "second_reading").defer("text__original").order_by("at", "pk")
    last = {decision.text_id: decision for decision in found}
    said = reasons or {}
    return {
        text: Answer(str(said.get(one.reason, one.get_reason_display())), rules.message_told(one))
        for text, one in last.items()
    }
