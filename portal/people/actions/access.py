"""The access log."""

from datetime import datetime

from django.db import transaction

from portal.people.models import AccessEntry, User


@transaction.atomic
def log_access(*, by: User | None, verb: str, subject: str, reason: str = "", at: datetime) -> AccessEntry:
    """This will write one line that nobody can change or delete: who did or opened what, when, why (R-25)."""
    return AccessEntry.objects.create(by=by, verb=verb[:60], subject=subject[:200], reason=reason[:300], at=at)
