"""A child writes again in a thread: a new text, read by a person like the first (R-04: no other way back to an adult)."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from portal.answers import queries, rules
from portal.answers.models import Receipt
from portal.foundation.refusals import why_not
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText

FindsText = Callable[[Receipt, datetime], FreeText | None]
TakesText = Callable[[FreeText, FreeText], None]
FindsPage = Callable[[Receipt], str]


class _Taker(NamedTuple):
    find: FindsText
    take: TakesText


_takers: dict[str, _Taker] = {}
_pages: dict[str, FindsPage] = {}


def takes_again(source_kind: str, *, find: FindsText, take: TakesText) -> None:
    """This will register how a feature that shows texts lets a child write again.

    `find` says in whose place new words may stand at this moment: None where she may not post, or nothing came back. `take`
    points the feature's row at the new text, given it and the one it follows. Without both it is for the centre alone.
    """
    _takers[source_kind] = _Taker(find, take)


def mended_on_own_page(kind: str, page: FindsPage) -> None:
    """This will register where a child who is signed in mends what has more than words; nothing where nothing came back."""
    _pages[kind] = page


def page_to_mend(receipt: Receipt) -> str:
    """This will return the address where what stands behind a receipt is mended by its author, or nothing."""
    page = None if receipt.is_erased else _pages.get(receipt.kind)
    return page(receipt) if page else ""


@transaction.atomic
def write_again(receipt: Receipt, *, instance: UUID, words: str, at: datetime) -> FreeText:
    """This will take a new text into a receipt's thread, with the source, place and band of the last one.

    It refuses AlreadyErased and ResentTooOften. The same sending arriving twice is one text; sent again with other words it is
    another text. It may become public only in the place of what its feature finds; else it is for the centre alone: words are
    never refused for a yes that is missing. What is public stays: whoever finds a code takes nobody's words off the site.
    """
    known = FreeText.objects.filter(pk=instance, thread=receipt.thread).first()
    refusal = why_not(rules.check_can_write_again, receipt, at=at)
    if refusal is not None:
        if known is not None:
            return known
        raise refusal
    before = queries.texts_of(receipt)
    taker = _takers.get(before[-1].source_kind) if before else None
    former = taker.find(receipt, at) if taker else None
    like = former or (before[-1] if before else None)
    text = safeguarding_actions.receive_text(
        instance=instance,
        content=words,
        source=like.source if like else receipt.label,
        source_kind=like.source_kind if like else receipt.kind,
        source_url=like.source_url if like else "",
        context=like.context if like else "",
        language=like.language if like else "vi",
        place=like.place if like else None,
        age_band=like.age_band if like else "",
        participant=like.participant if like else receipt.participant,
        thread=receipt.thread,
        is_meant_for_public=former is not None and former.is_meant_for_public,
        keep_from=list(like.keep_from.all()) if like else (),
        at=at,
    )
    if taker is not None and former is not None and text.pk not in {sent.pk for sent in before}:
        taker.take(text, former)
    return text
