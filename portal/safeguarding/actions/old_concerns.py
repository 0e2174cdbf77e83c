"""What becomes of concerns in time (S-17): the sheet goes after ninety days, the stub after five years."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.foundation import triggers
from portal.safeguarding.models import Concern, ConcernStep, HandOver

SHEET_KEPT = timedelta(days=90)
STUB_YEARS = 5


def pseudonymise_concerns(*, at: datetime) -> int:
    """This will take out of closed concerns what leads to a child, ninety days after the hand-over; returns how many.

    Gone for good: the sheet, what adults wrote down, the tie to her words and to her receipt. What stays says that there
    was a concern, where, how grave, who was told when, and who did what. One that is still open keeps all.
    """
    due = Concern.objects.filter(state=Concern.State.CLOSED, pseudonymised_at=None)
    handed_over = due.filter(handed_over_at__isnull=False, handed_over_at__lt=at - SHEET_KEPT)
    none_at_all = due.filter(handed_over_at=None, closed_at__lt=at - SHEET_KEPT)
    done = 0
    for pk in [*handed_over.values_list("pk", flat=True), *none_at_all.values_list("pk", flat=True)]:
        done += _pseudonymise(pk, at=at)
    return done


@transaction.atomic
def forget_concerns(*, at: datetime) -> int:
    """This will delete concerns five years after they were closed, steps and hand-overs with them; returns how many."""
    today = timezone.localtime(at)
    before = today.replace(year=today.year - STUB_YEARS, day=min(today.day, 28))
    old = list(Concern.objects.filter(closed_at__lt=before).values_list("pk", flat=True))
    if old:
        # The steps are append-only; their time being over is the one reason to lift that (see `foundation.triggers`).
        with triggers.lifted():
            ConcernStep.objects.filter(concern__in=old).delete()
            HandOver.objects.filter(concern__in=old).delete()
            Concern.objects.filter(pk__in=old).delete()
    return len(old)


@transaction.atomic
def _pseudonymise(pk: uuid.UUID, *, at: datetime) -> bool:
    concern = Concern.objects.select_for_update().get(pk=pk)
    if concern.pseudonymised_at is not None:
        return False
    concern.texts.clear()
    HandOver.objects.filter(concern=concern).update(sheet=b"")
    concern.summary, concern.thread, concern.pseudonymised_at = b"", uuid.uuid4(), at
    concern.save(update_fields=["summary", "thread", "pseudonymised_at"])
    return True
