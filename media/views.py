"""Doors to files: private ones for staff who may see them, and on one's own machine the public ones."""

import re
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from media import queries, rules

SHOWN = {
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "audio/mp4",
    ".ogg": "audio/ogg",
    ".webm": "audio/webm",
}
"""What we made ourselves, by the ending we gave it. Anything else is downloaded, never shown."""

_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


@require_safe
def private_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """This will give a file nobody has published to staff who may see what it belongs to; to all others there is none.

    Mounted under `/admin/`, so that only a session with a second factor comes this far.
    """
    owner = queries.owner_of_file(path)
    if owner is None or not rules.may_see_file_of(owner, by=request.user):
        raise Http404
    response = _file(request, default_storage, path)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    add_never_cache_headers(response)
    return response


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """This will give a published copy. For one's own machine; in production the proxy does it."""
    response = _file(request, storages["public"], path)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _file(request: HttpRequest, storage: Storage, path: str) -> HttpResponseBase:
    try:
        content = storage.open(path)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    suffix = PurePosixPath(path).suffix
    response = _ranged(request, content) or FileResponse(content)
    response.headers["Content-Type"] = SHOWN.get(suffix, "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline" if suffix in SHOWN else "attachment"
    return response


def _ranged(request: HttpRequest, content: IO[Any]) -> HttpResponse | None:
    """One range as players on iPhones ask for it; without it they play nothing. Any other wish gets the whole file."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    size: int = content.size  # type: ignore[attr-defined]
    if not asked or int(asked[1]) >= size:
        return None
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    if last < first:
        return None
    with content:
        content.seek(first)
        response = HttpResponse(content.read(last - first + 1), status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response
