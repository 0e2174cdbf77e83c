"""Words of pages, kept for search results."""

from django.db import transaction
from django.utils import translation

from portal.foundation.models import BasePage
from portal.foundation.vietnamese.text import fold, normalize, searchable
from portal.pages.models import PageText

_EDGES = ".,;:!?…\"'“”‘’()[]{}«»–—-/"


@transaction.atomic
def keep_page_text(page: BasePage) -> None:
    """This will note a published page's words for search results."""
    words = normalize(page.plain_text(), single_line=True).split()
    # A word of signs alone becomes "-", so that the three texts stay word for word alike.
    bare = [word.strip(_EDGES) or "-" for word in words]
    with translation.override(page.locale.language_code):
        kind = str(page._meta.verbose_name)
    PageText.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "kind": kind,
            "text": " ".join(words),
            "marked": " ".join(searchable(word) for word in bare),
            "plain": " ".join(fold(word) or "-" for word in bare),
        },
    )
