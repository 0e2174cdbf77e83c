"""Checks: what pages offer for calling is what two people confirmed (R-16, S-08); the key opens what children wrote."""

from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.http import HttpRequest
from django.urls import resolve, reverse

from portal.foundation import hotline as constant
from portal.foundation import page_cache
from portal.foundation import queries as foundation_queries
from portal.foundation.health import readiness_check
from portal.safeguarding import queries
from portal.safeguarding.models import Hotline


@readiness_check
def hotline_list_is_genuine(at: datetime) -> str | None:
    newest = queries.latest_list()
    if newest is None:
        return "there is no signed list of hotlines; run manage.py sign_hotlines --from-records"
    if not newest.is_genuine():
        return f"the signature of hotline list {newest.serial} does not hold; run manage.py sign_hotlines"
    return None


@readiness_check
def hotlines_equal_the_signed_list(at: datetime) -> str | None:
    newest = queries.genuine_list()
    signed = {entry["id"]: entry for entry in newest.numbers} if newest else {}
    rows = {row.pk: row.entry() for row in Hotline.objects.all()}
    wrong = sorted(pk for pk in {*signed, *rows} if signed.get(pk) != rows.get(pk))
    names = ", ".join(str(signed.get(pk, rows.get(pk, {}))["number"]) for pk in wrong)
    return f"records differ from the signed list: {names}; run manage.py sign_hotlines --restore" if wrong else None


@readiness_check
def record_of_111_equals_the_constant(at: datetime) -> str | None:
    row = Hotline.objects.filter(number=constant.NUMBER).order_by("pk").first()
    if row is None:
        return "111 has no record"
    if (row.name, row.hours) != (constant.NAME, constant.HOURS) or not row.is_callable(at):
        return "the record of 111 does not say what portal.foundation.hotline says"
    return None


@readiness_check
def rendered_hotlines_equal_the_signed_list(at: datetime) -> str | None:
    """This will compare every `tel:` link of the help page, made now and as kept, with the signed list and 111."""
    expected = queries.callable_numbers(at)
    request = help_page_request()
    pages = {"the help page": resolve(request.path).func(request).content}
    copy = page_cache.fetch(page_cache.key_for(request, foundation_queries.site_revision()))
    if copy is not None:
        pages["the kept copy of the help page"] = copy.body
    for page, content in pages.items():
        if (found := called_numbers(content.decode())) != expected:
            return f"{page} offers {', '.join(sorted(found)) or 'nothing'} instead of {', '.join(sorted(expected))}"
    return None


@readiness_check
def text_key_opens_what_children_wrote(at: datetime) -> str | None:
    """This will open the newest and the oldest words kept: a key changed without the old one shows at once."""
    if queries.ends_open():
        return None
    return "PORTAL_TEXT_KEY does not open what children wrote; put the former key into PORTAL_OLD_TEXT_KEYS"


@register(Tags.security, deploy=True)
def text_key_stands_alone(app_configs: Any, **kwargs: Any) -> list[Error | Warning]:
    """This will refuse a text key that serves elsewhere too, and remind of a former one still lying about."""
    found: list[Error | Warning] = []
    if settings.TEXT_KEY in {settings.SECRET_KEY, settings.HOTLINE_KEY, settings.RECEIPT_KEY}:
        found.append(
            Error(
                "PORTAL_TEXT_KEY is also another key: what leaks one would open what children wrote.",
                hint="Make a key of its own, put this one into PORTAL_OLD_TEXT_KEYS and run manage.py rotate_text_key.",
                id="safeguarding.E001",
            )
        )
    if settings.OLD_TEXT_KEYS:
        found.append(
            Warning(
                "PORTAL_OLD_TEXT_KEYS still holds a former key.",
                hint="Run manage.py rotate_text_key; when it reports nothing unreadable, remove the former key.",
                id="safeguarding.W001",
            )
        )
    return found


def help_page_request() -> HttpRequest:
    """This will return the request a visitor's browser would send for the help page."""
    address = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = reverse("help_now")
    port = address.port or (443 if address.scheme == "https" else 80)
    request.META = {
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(port),
        "HTTP_HOST": address.netloc,
        "wsgi.url_scheme": address.scheme,
    }
    return request


def called_numbers(html: str) -> set[str]:
    """This will return the number of every `tel:` link in a page, whatever element carries it."""
    parser = _TelephoneLinks()
    parser.feed(html)
    parser.close()
    return parser.numbers


class _TelephoneLinks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.numbers: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _name, value in attrs:
            if value and value.strip().lower().startswith("tel:"):
                self.numbers.add(value.strip()[4:])
