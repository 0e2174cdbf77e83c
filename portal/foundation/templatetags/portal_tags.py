"""Tags and filters for every template: the inlined stylesheet, icons, dates, numbers, the way out, the number 111."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from laces.components import Component

from portal.foundation import hotline, languages, stylesheet
from portal.foundation.vietnamese import dates, numbers

register = template.Library()

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


@register.simple_tag
def inline_stylesheet() -> SafeString:
    """This will write the one stylesheet whose hash the Content-Security-Policy names."""
    # Written from our own files only; the hash covers exactly what stands between the two tags.
    return mark_safe(f"<style>{stylesheet.inline_css()}</style>")  # noqa: S308


@register.simple_tag
def icon(name: str) -> SafeString:
    """This will draw `templates/icons/<name>.svg` in place, hidden from screen readers; unknown names draw nothing."""
    return _drawing("icons", name, 'class="icon" width="24" height="24"')


@register.simple_tag
def illustration(name: str) -> SafeString:
    """This will draw `templates/illustrations/<name>.svg` in place, hidden from screen readers; it only decorates."""
    return _drawing("illustrations", name, f'class="art art--{name}"')


@register.simple_tag
def quick_exit_url() -> str:
    """This will give the neutral public address "Thoát nhanh" leads to."""
    return settings.QUICK_EXIT_URL


@register.simple_tag
def worker_address() -> str:
    """This will give the address of the service worker, or nothing where phones keep no pages (`PORTAL_OFFLINE`)."""
    return reverse("service_worker") if settings.PORTAL_OFFLINE else ""


@register.simple_tag(takes_context=True)
def desk_panels(context: template.Context, panels: Iterable[Component]) -> list[SafeString]:
    """This will render the panels of the desk's first screen that have something to say: for some people the greeting alone."""
    return [shown for panel in panels if (shown := panel.render_html(context))]


@register.simple_tag
def hotline_number() -> str:
    """This will give 111, from code: it must stand even on a page made without a database."""
    return hotline.NUMBER


@register.simple_tag
def site_url(path: str = "") -> str:
    """This will give the full address of a path of this site, for readers outside it (feeds, Open Graph)."""
    return f"{settings.SITE_URL}{path}"


@register.filter
def short_date(day: date | None) -> str:
    """This will write 12/01/2021, in English 12 Jan 2021, or nothing when there is no day."""
    if not day:
        return ""
    return dates.format_date(day) if languages.is_main() else formats.date_format(day, "j M Y")


@register.filter
def long_date(day: date | None) -> str:
    """This will write "ngày 12 tháng 01 năm 2021", in English 12 January 2021, or nothing when there is no day."""
    if not day:
        return ""
    return dates.format_long_date(day) if languages.is_main() else formats.date_format(day, "j F Y")


@register.filter
def clock_time(moment: time | datetime | None) -> str:
    """This will write 14:30, or nothing when there is no moment."""
    return dates.format_time(moment) if moment else ""


@register.filter
def grouped(number: int | None) -> str:
    """This will write 16.700, in English 16,700, or nothing when there is no number."""
    if number is None:
        return ""
    return numbers.format_number(number) if languages.is_main() else formats.number_format(number, 0)


@register.filter
def local(text: str) -> SafeString:
    """This will write words kept in Vietnamese: in the language spoken where the catalogue has them, else marked Vietnamese."""
    return languages.local(text)


@register.simple_tag
def written(record: object, name: str) -> SafeString:
    """This will write a record's field in the language spoken: `name_en` if it is filled in, else as `local` does."""
    return languages.written(record, name)


@cache
def _drawing(folder: str, name: str, attributes: str) -> SafeString:
    if not _NAME.fullmatch(name):
        return SafeString("")
    try:
        svg = get_template(f"{folder}/{name}.svg").template.source  # type: ignore[attr-defined]
    except template.TemplateDoesNotExist:
        return SafeString("")
    # The namespace is needed only when the file stands alone.
    svg = svg.strip().replace('<svg xmlns="http://www.w3.org/2000/svg"', f'<svg {attributes} aria-hidden="true"', 1)
    return mark_safe(svg)  # noqa: S308  own drawings, from our own folder
