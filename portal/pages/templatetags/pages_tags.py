"""Tags that read the tree for every page: the centre, the menu, the way back, related pages. Each is one query."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template.context import Context
from wagtail.models import Page, Site

from portal.pages.models import CentreSettings, ServicePage

register = template.Library()


@register.simple_tag(takes_context=True)
def centre(context: Context) -> CentreSettings:
    """This will give what every page says about the centre; without a site or a record, the defaults. It never writes."""
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
    site = _site(context.get("request"))
    if site is None:
        return []
    return list(Page.objects.child_of(site.root_page).live().in_menu().order_by("path"))


@register.simple_tag
def breadcrumb(page: Page) -> Sequence[Page]:
    """This will give the pages above this one, from the home page down; for a page not yet in the tree, none."""
    if not page.path or page.depth <= 2:
        return []
    return list(page.get_ancestors().filter(depth__gt=1).order_by("depth"))


@register.simple_tag
def children_of(page: Page) -> Sequence[Page]:
    """This will give the live pages below an index page, in the tree's order, each with all its fields."""
    kinds = page.specific_class.allowed_subpage_models()
    return [child for kind in kinds for child in kind.objects.child_of(page).live().order_by("path")]


@register.simple_tag
def related_services(page: ServicePage) -> Sequence[ServicePage]:
    """This will give the live services this one names, in the editor's order: one query besides the names."""
    keys = [link.related_id for link in page.related_links.all()]
    found = ServicePage.objects.live().in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


@register.simple_tag(takes_context=True)
def address_with(context: Context, *pairs: Any) -> str:
    """This will give this page's address with the given parameters, named and valued in turn; empty values are left out.

    `{% address_with "danh-cho" audience.slug "chuyen-de" chosen_subject %}`
    """
    given = [(name, value) for name, value in zip(pairs[::2], pairs[1::2], strict=True) if value]
    request = context.get("request")
    path = request.path if request else ""
    return f"{path}?{urlencode(given)}" if given else path or "?"


def _site(request: HttpRequest | None) -> Site | None:
    return Site.find_for_request(request) if request is not None else None
