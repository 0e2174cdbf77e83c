"""Where pages stand: the home page of each language, its first level, and a page's translations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from portal.foundation import languages
from portal.pages.models import HomePage

_FRAME = "_portal_frame"
_NAMED_BELOW = ("lien-he",)
"""Slugs of Vietnamese pages on the second level that every page links to."""


@dataclass(frozen=True)
class Frame:
    """What the frame of every page needs to know of the tree."""

    root: Page
    pages: Sequence[Page]
    """Live pages in the tree's order: the homes, their children, pages every page links to, translations of the one shown."""

    @property
    def homes(self) -> dict[str, Page]:
        """The home page of each language that has one, by language code."""
        return {
            page.locale.language_code: page for page in self.pages if page.translation_key == self.root.translation_key
        }

    @property
    def home(self) -> Page | None:
        """The home page of the language being spoken."""
        return self.homes.get(languages.active())

    @property
    def first_level(self) -> Sequence[Page]:
        """The children of the home page, in the language being spoken."""
        home = self.home
        if home is None:
            return []
        below = [page for page in self.pages if page.depth == home.depth + 1 and page.path.startswith(home.path)]
        return [page for page in below if page.locale_id == home.locale_id]

    def named(self, slug: str) -> Page | None:
        """The page that has this slug in Vietnamese, in the language being spoken."""
        above = [page for page in self.pages if page.slug == slug and page.path.startswith(self.root.path)]
        return self.translation_of(above[0], languages.active()) if above else None

    def translation_of(self, page: Page, language: str) -> Page | None:
        """The live page that says the same in a language, among the pages of the frame."""
        same = (one for one in self.pages if one.translation_key == page.translation_key)
        return next((one for one in same if one.locale.language_code == language), None)

    def language_of(self, page: Page) -> str | None:
        """The language whose home page a page stands below."""
        if page.url_path.startswith(self.root.url_path):
            return settings.LANGUAGE_CODE
        return next((code for code, home in self.homes.items() if page.url_path.startswith(home.url_path)), None)

    def address(self, page: Page) -> str | None:
        """The path of a page below one of the homes, in the language of that home."""
        language = self.language_of(page)
        if language is None:
            return None
        home = self.root if page.url_path.startswith(self.root.url_path) else self.homes[language]
        with translation.override(language):
            return reverse("wagtail_serve", args=[page.url_path[len(home.url_path) :]])


def frame(request: HttpRequest | None, page: Page | None = None) -> Frame | None:
    """This will read the frame once a request, in one query; without a request or a site there is none."""
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return None
    if not hasattr(request, _FRAME):
        root = site.root_page
        wanted = Q(translation_key=root.translation_key) | Q(depth=root.depth + 1)
        named = Page.objects.filter(slug__in=_NAMED_BELOW, depth=root.depth + 2)
        wanted |= Q(translation_key__in=named.values("translation_key"))
        if page is not None and page.pk:
            wanted |= Q(translation_key=page.translation_key)
        pages = Page.objects.live().filter(wanted).select_related("locale").order_by("path")
        setattr(request, _FRAME, Frame(root, list(pages)))
    return getattr(request, _FRAME)


def known_frame(request: HttpRequest | None) -> Frame | None:
    """This will return the frame if it was read for this request. No query: pages that say something broke use it."""
    return getattr(request, _FRAME, None)


def find_home(site: Site, language: str) -> HomePage | None:
    """This will return a site's live home page in a language. One query."""
    same = HomePage.objects.live().filter(translation_key=site.root_page.translation_key)
    return same.filter(locale__language_code=language).select_related("locale", "explainer_page", "picture").first()


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """This will find the page at an address in the tree of the language being spoken, and in no other; else nothing.

    Wagtail's own way falls back to the Vietnamese tree and costs two queries more.
    """
    site = Site.find_for_request(request)
    home = find_home(site, languages.active()) if site else None
    try:
        return home.route(request, [part for part in path.split("/") if part]) if home else None
    except Http404:
        return None
