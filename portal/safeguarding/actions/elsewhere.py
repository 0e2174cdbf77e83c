"""Words another desk reads: a complaint is the director's, no moderator meets it."""

from datetime import datetime

from django.db import transaction

from portal.people.models import User
from portal.safeguarding import rules
from portal.safeguarding.models import OPEN_STATES, READ_ELSEWHERE, Decision, FreeText, ReviewDecision, TextState


@transaction.atomic
def mark_read_elsewhere(text: FreeText, *, by: User, at: datetime) -> FreeText:
    """This will note that the person a text is for has read it; whether she may is for the feature that received it.

    It refuses NotWaiting for words that are for the moderators. One that was read before stays as it is.
    """
    text = FreeText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if text.source_kind not in READ_ELSEWHERE:
        raise rules.NotWaiting
    if text.state in OPEN_STATES:
        ReviewDecision.objects.create(text=text, decision=Decision.READ, by=by, at=at)
        text.state, text.decided_at, text.version = TextState.READ, at, text.version + 1
        text.save(update_fields=["state", "decided_at", "version"])
    return text
