"""Words nobody has read for too long: the director hears of it once a day."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.notifications import actions as notifications
from portal.people import queries as people_queries
from portal.people.models import Role
from portal.safeguarding import queries


@transaction.atomic
def tell_director_of_unread(*, at: datetime) -> int:
    """This will tell each director, once a day while something has waited over 25 hours, and return how many were told.

    The letter says nothing of what children wrote (S-03). Without a director the administrators are told.
    """
    waiting = queries.waiting()
    if not waiting.is_overdue(at):
        return 0
    told = 0
    receivers = list(queries.holders(Role.DIRECTOR)) or list(people_queries.administrators())
    for person in receivers:
        with translation.override(settings.LANGUAGE_CODE):
            told += bool(
                notifications.notify(
                    person,
                    key=f"unread:{timezone.localdate(at):%Y-%m-%d}",
                    title=_("Có bài của các em chờ đọc quá 25 giờ"),
                    body=_("%(n)s bài chưa đọc. Hãy nhờ người đọc hoặc xếp thêm ca.") % {"n": waiting.total},
                    url=reverse("texts:queue"),
                    at=at,
                )
            )
    return told
