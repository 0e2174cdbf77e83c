"""Tags that read the tree for every page: the centre, the menu, the way back, related pages. Each is one query."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from wagtail.models import Page, Site

from portal.pages.models import CentreSettings, ServicePage

register = template.Library()

_FIRST_LEVEL = "_portal_first_level"


@register.simple_tag(takes_context=True)
def centre(context: Context) -> CentreSettings:
    """This will give what every page says about the centre, the defaults without a site or record. It never writes."""
    request = context.get("request")
    site = _site(request)
    if site is None:
        return CentreSettings()
    kept = CentreSettings.get_cache_attr_name()
    if not hasattr(request, kept):
        setattr(request, kept, CentreSettings.objects.filter(site=site).first() or CentreSettings(site=site))
    return getattr(request, kept)


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> Sequence[Page]:
    """This will give the live children of the site's root that an editor put in menus; without a site, none."""
    return [page for page in _first_level(context.get("request")) if page.show_in_menus]


@register.simple_tag(takes_context=True)
def top_page(context: Context, slug: str) -> Page | None:
    """This will give the live child of the site's root with this slug, so that fixed links show only what is there."""
    return next((page for page in _first_level(context.get("request")) if page.slug == slug), None)


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context, page: Page) -> Sequence[Page]:
    """This will give the pages above this one, from the home page down; for one not yet in the tree, none.

    The menu has read the first two levels already, so only a page below the fourth costs a query.
    """
    request = context.get("request")
    site = _site(request)
    if site is None or not page.path or not page.path.startswith(site.root_page.path) or page.pk == site.root_page.pk:
        return []
    if page.depth > site.root_page.depth + 2:
        return list(page.get_ancestors().filter(depth__gte=site.root_page.depth).order_by("depth"))
    return [
        site.root_page,
        *(one for one in _first_level(request) if one.pk != page.pk and page.path.startswith(one.path)),
    ]


@register.simple_tag(takes_context=True)
def address(context: Context, page: Page) -> str:
    """This will give the path of a page; as Wagtail's `pageurl`, but without a query inside the site of the request."""
    request = context.get("request")
    site = _site(request)
    if site is not None and page.url_path.startswith(site.root_page.url_path):
        return reverse("wagtail_serve", args=[page.url_path[len(site.root_page.url_path) :]])
    return page.get_url(request) or ""


@register.simple_tag
def children_of(page: Page) -> Sequence[Page]:
    """This will give the live pages below an index page, in the tree's order, each with all its fields."""
    kinds = page.specific_class.allowed_subpage_models()
    return [child for kind in kinds for child in kind.objects.child_of(page).live().order_by("path")]


@register.simple_tag
def related_services(page: ServicePage) -> Sequence[ServicePage]:
    """This will give the live services this one names, in the editor's order: one query."""
    links = page.related_links.select_related("related")
    # Links made without a place share one, and PostgreSQL then keeps no order of its own.
    placed = sorted(links, key=lambda link: (link.sort_order or 0, link.pk or 0))
    return [link.related for link in placed if link.related.live]


@register.inclusion_tag("pages/parts/filter.html", takes_context=True)
def filter_link(context: Context, label: str, is_chosen: bool, *pairs: Any) -> dict[str, Any]:
    """This will draw one choice of a filter: a link to this page with the given parameters (see `address_with`)."""
    return {"label": label, "is_chosen": is_chosen, "address": address_with(context, *pairs)}


@register.simple_tag(takes_context=True)
def address_with(context: Context, *pairs: Any) -> str:
    """This will give this page's address with parameters, named and valued in turn; empty values are left out.

    `{% address_with "danh-cho" audience.slug "chuyen-de" chosen_subject %}`
    """
    given = [(name, value) for name, value in zip(pairs[::2], pairs[1::2], strict=True) if value]
    request = context.get("request")
    path = request.path if request else ""
    return f"{path}?{urlencode(given)}" if given else path or "?"


def _site(request: HttpRequest | None) -> Site | None:
    return Site.find_for_request(request) if request is not None else None


def _first_level(request: HttpRequest | None) -> list[Page]:
    """The live children of the site's root, read once a request."""
    site = _site(request)
    if site is None:
        return []
    if not hasattr(request, _FIRST_LEVEL):
        setattr(request, _FIRST_LEVEL, list(Page.objects.child_of(site.root_page).live().order_by("path")))
    return getattr(request, _FIRST_LEVEL)
