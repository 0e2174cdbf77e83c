"""The words people agree to: the first versions of every activity, and new versions beside the old."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.foundation import queue
from portal.foundation.refusals import NotAllowed
from portal.people.actions.access import log_access
from portal.people.actions.first_texts import FIRST_TEXTS
from portal.people.models import ConsentText, User

FIRST_DAY = datetime(2026, 10, 31, 17, tzinfo=UTC)


@transaction.atomic
def ensure_consent_texts() -> int:
    """This will write the first version of each text that has none, and return how many. Run after every migrate."""
    there = set(ConsentText.objects.values_list("activity", "giver", "language"))
    lacking = [
        ConsentText(
            activity=activity,
            giver=giver,
            language=language,
            version=1,
            title=title,
            body=body,
            published_at=FIRST_DAY,
        )
        for (activity, giver, language), (title, body) in FIRST_TEXTS.items()
        if (activity, giver, language) not in there
    ]
    ConsentText.objects.bulk_create(lacking)
    return len(lacking)


@transaction.atomic
def add_consent_text(
    *, activity: str, giver: str, language: str, title: str, body: str, recording: Any = None, by: User, at: datetime
) -> ConsentText:
    """This will put a new version of a text into use; answers given before keep the words they were given to.

    Refuses with NotAllowed. Of two at once one waits and gets the next number.
    """
    if not by.has_perm("people.add_consenttext"):
        raise NotAllowed
    # The people who add texts are few; holding all versions of this text makes the number certain.
    versions = list(
        ConsentText.objects.select_for_update()
        .filter(activity=activity, giver=giver, language=language)
        .values_list("version", flat=True)
    )
    text = ConsentText.objects.create(
        activity=activity,
        giver=giver,
        language=language,
        version=max(versions, default=0) + 1,
        title=title,
        body=body,
        recording=recording,
        published_at=at,
    )
    if recording is not None:
        transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))
    log_access(by=by, verb=gettext_noop("thêm lời xin đồng ý"), subject=str(text), at=at)
    return text
