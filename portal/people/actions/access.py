"""The access log."""

from datetime import datetime

from django.db import transaction

from portal.foundation.vietnamese import text
from portal.people.models import AccessEntry, User


@transaction.atomic
def log_access(*, by: User | None, verb: str, subject: str, reason: str = "", at: datetime) -> AccessEntry:
    """This will write one line that nobody can change or delete: who did or opened what, when, why (R-25)."""
    # On one line and without invisible characters: what was typed arrives here too, and PostgreSQL refuses NUL.
    subject, reason = text.normalize(subject, single_line=True), text.normalize(reason, single_line=True)
    return AccessEntry.objects.create(by=by, verb=verb[:60], subject=subject[:200], reason=reason[:300], at=at)
