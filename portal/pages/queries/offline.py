"""What phones keep for when there is no network: one fixed set, the same for everyone."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from portal.foundation import scripts
from portal.pages.models import CentreSettings, HomePage, ServiceIndexPage, ServicePage
from portal.pages.models.bases import ClassifiedQuerySet
from portal.safeguarding import queries as safeguarding

CONTACT = "lien-he"
"""The slug of the page that says where the centre is: whoever has no network may still have a bus."""


@dataclass(frozen=True)
class KeptPage:
    """A page of the tree that phones keep."""

    title: str
    address: str


@dataclass(frozen=True)
class OfflineSet:
    """Everything a phone keeps, by address, in the order it is fetched."""

    shell: Sequence[str]
    """Kept first, by everyone: help, the offline pages, the blank way out, home."""
    pages: Sequence[KeptPage]
    """Kept afterwards, in quiet moments, where data are not being saved: services and how to reach the centre."""
    files: Sequence[str]
    """Scripts and the icon, under names that change with their content."""
    version: str
    """Differs whenever a phone should fetch the set anew."""


def kept_pages(site: Site | None, *, at: datetime) -> list[KeptPage]:
    """This will return the pages of the tree that phones keep beside the home page, in the tree's order. One query."""
    return _kept(site, _candidates(site, at)) if site else []


def offline_set(site: Site | None, *, at: datetime) -> OfflineSet:
    """This will return the set: live pages of the main language that nobody restricted, at their own addresses.

    Three queries. What a person read never enters it, so a borrowed phone tells nothing about who held it before.
    """
    found = list(_candidates(site, at)) if site else []
    kept = _kept(site, found) if site else []
    has_home = any(page.pk == site.root_page_id for page in found) if site else False
    shell = [
        *_in_every_language("help_now"),
        *_in_every_language("offline"),
        _in_main_language("blank_page"),
        *([_in_main_language("wagtail_serve", "")] if has_home else []),
        reverse("manifest"),
    ]
    files = [static(name) for name in (*scripts.needed_by("portal/js/site.js"), "portal/img/icon.svg")]
    marks = [
        *(f"{page.url_path} {page.last_published_at}" for page in found),
        # What every page says about the centre, and the numbers of the help page.
        repr(CentreSettings.objects.filter(site=site).values().first()),
        str(getattr(safeguarding.latest_list(), "serial", None)),
        static("portal/js/service_worker.js"),
    ]
    return OfflineSet(shell, kept, files, _digest([*shell, *(page.address for page in kept), *files, *marks]))


def _candidates(site: Site, at: datetime) -> Iterable[Page]:
    """What may be kept, and what the menu of every page names: a change in either makes a new version. One query."""
    # `specific_class` of each is known by its content type, so no page is read twice.
    published = ClassifiedQuerySet(model=Page).published(at, settings.LANGUAGE_CODE)
    below = published.descendant_of(site.root_page, inclusive=True)
    kinds = below.type(HomePage, ServiceIndexPage, ServicePage)
    return (kinds | below.filter(slug=CONTACT) | below.filter(depth=site.root_page.depth + 1)).order_by("path")


def _kept(site: Site, found: Iterable[Page]) -> list[KeptPage]:
    above = len(site.root_page.url_path)
    return [
        KeptPage(page.title, _in_main_language("wagtail_serve", page.url_path[above:]))
        for page in found
        if page.slug == CONTACT or issubclass(page.specific_class or Page, (ServiceIndexPage, ServicePage))
    ]


def _in_main_language(name: str, *args: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def _in_every_language(name: str) -> list[str]:
    addresses = []
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            addresses.append(reverse(name))
    return list(dict.fromkeys(addresses))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
