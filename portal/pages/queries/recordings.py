"""Recordings against the words they read."""

from wagtail.models import Page, get_page_models

from portal.pages.models import SpokenPage


def pages_with_stale_recordings() -> list[int]:
    """This will return the ids of live pages whose recording reads other words than the page has now.

    One query a page type; every page with a recording is read, so this is for a report, not for a first screen.
    """
    kinds = [kind for kind in get_page_models() if issubclass(kind, SpokenPage)]
    return [page.pk for kind in kinds for page in _recorded(kind) if not page.is_recording_in_step]


def _recorded(kind: type[Page]) -> list[SpokenPage]:
    found = kind._default_manager.filter(live=True, recording__isnull=False)
    return list(found.select_related("recording", "locale"))
