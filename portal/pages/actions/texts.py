"""Words of pages, kept for search results."""

from django.db import transaction

from portal.foundation.models import BasePage
from portal.pages.models import PageText


@transaction.atomic
def keep_page_text(page: BasePage) -> None:
    """This will note a published page's words for search results."""
    PageText.objects.update_or_create(
        page_id=page.pk, defaults={"kind": str(page._meta.verbose_name), "text": page.plain_text()}
    )
