"""One copy of every reading page for everyone, never a stale one.

A response marked by `share` is kept under (site revision, host, path, known query parameters). Whatever changes something
public counts the revision up in its own transaction (`actions.bump_site_revision`), so an old copy is simply never asked for
again. Copies also end at local midnight and at the next moment any app announces through `announces_change`: nothing expired is
ever shown.

Compression happens once, when the copy is made.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from portal.foundation import stylesheet

KNOWN_PARAMETERS = ("danh-cho", "chuyen-de", "trang", "loai", "noi")
"""The query parameters reading pages obey. All others are ignored by the key, so a stranger cannot fill the cache."""

_LONGEST_VALUE = 60

_announcers: list[Callable[[datetime], datetime | None]] = []


@dataclass(frozen=True)
class Copy:
    content_type: str
    body: bytes
    compressed: bytes
    etag: str


def share(response: HttpResponse, *, is_shared: bool = True) -> HttpResponse:
    """This will mark a response as the same for everyone, to be kept until something public changes; or take that back."""
    response.is_shared = is_shared  # type: ignore[attr-defined]
    return response


def announces_change(function: Callable[[datetime], datetime | None]) -> Callable[[datetime], datetime | None]:
    """This will register a function that, given the moment, returns the next moment its public rows change, or None."""
    _announcers.append(function)
    return function


def drop_absurd_values(request: HttpRequest) -> None:
    """This will take absurdly long or unprintable values out of a request: no page may obey what the key lacks."""
    absurd = [name for name in KNOWN_PARAMETERS if _is_absurd(request.GET.get(name, ""))]
    if absurd:
        left = request.GET.copy()
        for name in absurd:
            del left[name]
        request.GET = left  # type: ignore[assignment]


def _is_absurd(value: str) -> bool:
    return len(value) > _LONGEST_VALUE or not value.isprintable()


def key_for(request: HttpRequest, revision: int) -> str:
    """This will return the cache key of a request; parameters that no page knows and empty values are left out."""
    known = [(name, request.GET[name]) for name in KNOWN_PARAMETERS if request.GET.get(name)]
    identity = repr((_build(), revision, request.scheme, request.get_host(), request.path, known))
    return "page:" + hashlib.sha256(identity.encode(errors="surrogateescape")).hexdigest()


def _build() -> tuple[object, ...]:
    """What a kept page is made with beside rows: after an upgrade or a changed switch no older copy is asked for."""
    return stylesheet.csp_hash(), getattr(staticfiles_storage, "manifest_hash", ""), settings.PORTAL_OFFLINE


def store(key: str, response: HttpResponse, *, revision: int, at: datetime) -> Copy:
    """This will keep a copy of a response rendered under a site revision until something is due to change; returns it."""
    body = response.content
    copy = Copy(
        content_type=response.headers["Content-Type"],
        body=body,
        compressed=gzip.compress(body, 9, mtime=0),
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
    )
    cache.set(key, copy, (_next_change(revision, at) - at).total_seconds())
    return copy


def fetch(key: str) -> Copy | None:
    """This will return the kept copy, if there is one."""
    return cache.get(key)


def answer(copy: Copy, request: HttpRequest) -> HttpResponse:
    """This will turn a copy into the response for this request: 304, compressed or plain."""
    response: HttpResponse
    if copy.etag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(copy.compressed, content_type=copy.content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(copy.body, content_type=copy.content_type)
    if request.method == "HEAD":
        response.content = b""
    response.headers["ETag"] = copy.etag
    response.headers["Vary"] = "Accept-Encoding"
    # Browsers keep the page but ask each time: nothing withdrawn may be shown from their memory.
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _next_change(revision: int, at: datetime) -> datetime:
    """The next moment public rows change by themselves: asked once for a revision, it is the same for every page."""
    known = cache.get(f"next-change:{revision}")
    if known is None or known <= at:
        midnight = (timezone.localtime(at) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        announced = [
            moment for moment in (announcer(at) for announcer in _announcers) if moment is not None and moment > at
        ]
        known = min([midnight, *announced])
        cache.set(f"next-change:{revision}", known, (known - at).total_seconds())
    return known
