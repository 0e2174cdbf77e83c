"""The foundation's own writes."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from portal.foundation.models import SiteRevision, Tick


def bump_site_revision() -> None:
    """This will make every kept copy of a public page stale, in the caller's transaction."""
    if not SiteRevision.objects.filter(pk=1).update(number=F("number") + 1):
        SiteRevision.objects.get_or_create(pk=1)


@transaction.atomic
def record_tick(*, at: datetime, failed_jobs: list[str]) -> None:
    """This will note that all due jobs were run, for `/readyz`."""
    Tick.objects.update_or_create(pk=1, defaults={"finished_at": at, "failed_jobs": failed_jobs})
