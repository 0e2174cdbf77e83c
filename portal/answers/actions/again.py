"""A child writes again in a thread: a new text, read by a person like the first (R-04: no other way back to an adult)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.answers import queries, rules
from portal.answers.models import Receipt
from portal.foundation.refusals import why_not
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, TextState

TakesAgain = Callable[[FreeText, FreeText], None]
_takers: dict[str, TakesAgain] = {}


def takes_again(source_kind: str) -> Callable[[TakesAgain], TakesAgain]:
    """This will register what a feature does when a child writes again: given the new text and the one it follows.

    A feature that shows texts points its row at the new one here. Without it the new text is for the centre alone.
    """

    def register(function: TakesAgain) -> TakesAgain:
        _takers[source_kind] = function
        return function

    return register


@transaction.atomic
def write_again(receipt: Receipt, *, instance: UUID, words: str, at: datetime) -> FreeText:
    """This will take a new text into a receipt's thread, with the source, place and band of the last one.

    It refuses AlreadyErased and ResentTooOften. The same sending arriving twice is one text; sent again with other words it is
    another text. What is public stays: whoever finds a code takes nobody's words off the site by writing something else.
    """
    known = FreeText.objects.filter(pk=instance, thread=receipt.thread).first()
    refusal = why_not(rules.check_can_write_again, receipt, at=at)
    if refusal is not None:
        if known is not None:
            return known
        raise refusal
    before = queries.texts_of(receipt)
    former = before[-1] if before else None
    is_public = former is not None and former.state == TextState.PUBLISHED
    taker = _takers.get(former.source_kind) if former and not is_public else None
    text = safeguarding_actions.receive_text(
        instance=instance,
        content=words,
        source=former.source if former else receipt.label,
        source_kind=former.source_kind if former else receipt.kind,
        source_url=former.source_url if former else "",
        context=former.context if former else "",
        language=former.language if former else "vi",
        place=former.place if former else None,
        age_band=former.age_band if former else "",
        participant=former.participant if former else receipt.participant,
        thread=receipt.thread,
        is_meant_for_public=bool(former and former.is_meant_for_public and taker),
        keep_from=list(former.keep_from.all()) if former else (),
        at=at,
    )
    if former is not None and taker is not None and text.pk not in {sent.pk for sent in before}:
        taker(text, former)
    return text
