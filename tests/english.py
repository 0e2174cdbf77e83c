"""The English half of the demo centre, for tests: its pages, and where the switch of a page leads."""

import re

from wagtail.models import Page


def page(slug: str) -> Page:
    """Return the English page with this slug."""
    return Page.objects.get(slug=slug, locale__language_code="en").specific


def switch(html: str) -> tuple[str, str]:
    """Return where the switch of a page leads, and what it says."""
    link = re.search(r'<a class="language" href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert link
    return link[1], " ".join(link[2].split())
