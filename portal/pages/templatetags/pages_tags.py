"""Tags that read the tree for every page: the centre, the menu, the way back, the other language, related pages.

The menu reads what all of them need, in one query (`queries.frame`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from portal.foundation import languages
from portal.pages import queries
from portal.pages.models import CentreSettings, ServicePage

register = template.Library()


@dataclass(frozen=True)
class OtherLanguage:
    """Where the switch leads: the same page in another language, or the nearest there is."""

    code: str
    name: str
    address: str
    is_same_page: bool
    is_help: bool = False


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
    """This will give the live children of the home page that an editor put in menus; without a site, none."""
    frame = _frame(context)
    return [page for page in frame.first_level if page.show_in_menus] if frame else []


@register.simple_tag(takes_context=True)
def top_page(context: Context, slug: str) -> Page | None:
    """This will give the live page with this Vietnamese slug, in the language spoken: fixed links show only what is there."""
    frame = _frame(context)
    return frame.named(slug) if frame else None


@register.simple_tag(takes_context=True)
def home_address(context: Context) -> str:
    """This will give the path of the home page in the language spoken, else of the Vietnamese one. It never queries."""
    frame = queries.known_frame(context.get("request"))
    home = (frame.home or frame.root) if frame else None
    return (frame.address(home) if frame and home else None) or "/"


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> Sequence[OtherLanguage]:
    """This will say, for each other language, where it says the same as this page, else where it begins."""
    frame = _frame(context)
    found = (_in_language(context, frame, code, name) for code, name in settings.LANGUAGES) if frame else ()
    return [other for other in found if other.code != languages.active()]


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context, page: Page) -> Sequence[Page]:
    """This will give the pages above this one, from the home page down; for one not yet in the tree, none.

    The menu has read the first two levels already, so only a page below the fourth costs a query.
    """
    frame = _frame(context)
    if frame is None or not page.path:
        return []
    home = next((home for home in frame.homes.values() if page.path.startswith(home.path)), None)
    if home is None or page.pk == home.pk:
        return []
    if page.depth > home.depth + 2:
        return list(page.get_ancestors().filter(depth__gte=home.depth).order_by("depth"))
    return [one for one in frame.pages if one.pk != page.pk and page.path.startswith(one.path)]


@register.simple_tag(takes_context=True)
def parent_of(context: Context, page: Page) -> Page | None:
    """This will give the page right above this one, from what the menu has read."""
    above = breadcrumb(context, page)
    return above[-1] if above else None


@register.simple_tag(takes_context=True)
def address(context: Context, page: Page) -> str:
    """This will give the path of a page in its own language; as Wagtail's `pageurl`, but from what the menu has read."""
    frame = _frame(context)
    return (frame.address(page) if frame else None) or page.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def foreign_language(context: Context, target: Page | str) -> str:
    """This will give the language a link leads to when it is not the one being spoken, else nothing."""
    if isinstance(target, str):
        code: str | None = languages.of_path(target)
    else:
        frame = _frame(context)
        code = frame.language_of(target) if frame else None
    return code if code and code != languages.active() else ""


@register.simple_tag
def shared_picture(page: Page) -> dict[str, str] | None:
    """This will give the page's own picture for whoever shares its address, as JPEG; none while it has no public copy."""
    picture = getattr(page, "picture", None)
    if picture is None or not picture.is_public:
        return None
    width, height = (str(side) for side in picture.sizes[-1])
    return {"url": picture.copy_url(f"{width}.jpg"), "width": width, "height": height, "alt": picture.default_alt_text}


@register.simple_tag
def children_of(page: Page) -> Sequence[Page]:
    """This will give the live pages below an index page, in the tree's order, each with all its fields."""
    kinds = page.specific_class.allowed_subpage_models()
    here = {"live": True, "locale": page.locale_id}
    return [child for kind in kinds for child in kind.objects.child_of(page).filter(**here).order_by("path")]


@register.simple_tag
def related_services(page: ServicePage) -> Sequence[ServicePage]:
    """This will give the live services this one names, in the editor's order and the page's language: one query.

    A translated page still names the services of the other language; those cost one more.
    """
    links = page.related_links.select_related("related")
    # Links made without a place share one, and PostgreSQL then keeps no order of its own.
    named = [link.related for link in sorted(links, key=lambda link: (link.sort_order or 0, link.pk or 0))]
    keys = [one.translation_key for one in named if one.locale_id != page.locale_id]
    same = ServicePage.objects.filter(translation_key__in=keys, locale=page.locale_id) if keys else ()
    translated = {one.translation_key: one for one in same}
    found = [one if one.locale_id == page.locale_id else translated.get(one.translation_key) for one in named]
    return [one for one in found if one is not None and one.live]


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


def _frame(context: Context) -> queries.Frame | None:
    """What the tree says of this request, read when it is first asked for."""
    page = context.get("page")
    return queries.frame(context.get("request"), page if isinstance(page, Page) else None)


def _in_language(context: Context, frame: queries.Frame, code: str, name: str) -> OtherLanguage:
    """The same page in a language; where there is none, its home page; where there is no home page, its help page."""
    page = context.get("page")
    same = frame.translation_of(page, code) if isinstance(page, Page) and page.pk else None
    address = frame.address(same) if same else _code_page(context["request"], code)
    if address:
        return OtherLanguage(code, name, address, is_same_page=True)
    home = frame.homes.get(code)
    if home:
        return OtherLanguage(code, name, frame.address(home) or "", is_same_page=False)
    with translation.override(code):
        return OtherLanguage(code, name, reverse("help_now"), is_same_page=False, is_help=True)


def _code_page(request: HttpRequest, code: str) -> str | None:
    """The address in a language of a page that is no page of the tree: help, search, offline."""
    match = request.resolver_match
    if match is None or not match.url_name or match.url_name == "wagtail_serve" or match.args or match.kwargs:
        return None
    with translation.override(code):
        address = reverse(match.view_name)
    return address if languages.of_path(address) == code and languages.of_path(request.path) != code else None
