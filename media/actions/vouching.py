"""Pictures of children who can be recognized follow the consents that allow them."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q

from media import rules
from media.actions import publishing
from media.models import Picture
from portal.foundation import actions as foundation_actions
from portal.foundation import queue


@transaction.atomic
def agree_with_vouchers(pictures: Iterable[int] | None = None) -> int:
    """This will take back at once pictures nobody vouches for any longer, and let those through that are vouched for.

    All pictures of children, or only these ids. A scan: however often it runs it leaves the same. Returns how many changed.
    """
    publishing.hold_publishing()  # before any picture, as those do who publish
    rows = Picture.objects.select_for_update().filter(Q(shows_identifiable_child=True) | Q(is_vouched=True))
    if pictures is not None:
        rows = rows.filter(pk__in=list(pictures))
    found = list(rows)
    allowed = rules.vouched(picture.pk for picture in found if picture.shows_identifiable_child)
    ended = [picture for picture in found if picture.is_vouched and picture.pk not in allowed]
    begun = [picture for picture in found if not picture.is_vouched and picture.pk in allowed]
    public = [picture for picture in ended if picture.is_public and picture.shows_identifiable_child]
    publishing.withdraw(public)
    Picture.objects.filter(pk__in=[picture.pk for picture in ended]).update(is_vouched=False)
    Picture.objects.filter(pk__in=[picture.pk for picture in begun]).update(is_vouched=True)
    if public:
        foundation_actions.bump_site_revision()
    if begun:
        transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))
    return len(ended) + len(begun)
