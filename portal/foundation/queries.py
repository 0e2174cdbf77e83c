"""The foundation's own reads."""

from portal.foundation.models import SiteRevision


def site_revision() -> int:
    """This will return the number all cached pages are keyed by; 0 before anything was published. One query."""
    return SiteRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0
