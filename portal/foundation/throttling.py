"""How often one place may try something, so that no single place can use up what all others share.

A place is a keyed hash of where a request came from. It changes every day, lives in the cache alone, and stands in no row and
no log (R-09); a whole school may share one.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from portal.foundation.refusals import Refusal, Throttled, why_not


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, and how one is told."""

    scope: str
    most: int
    seconds: int = 3600
    refusal: type[Refusal] = Throttled


def place_of(request: Any) -> str:
    """This will return the place of a request of Django or of the API as a keyed hash, another one tomorrow."""
    message = f"{timezone.localdate()}{BaseThrottle().get_ident(request)}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:24]


def check(key: str, limit: Limit) -> None:
    """This will refuse, as the limit says, once it is reached."""
    if cache.get(_name(key, limit), 0) >= limit.most:
        raise limit.refusal


def count(key: str, limit: Limit) -> None:
    """This will count one."""
    cache.add(_name(key, limit), 0, limit.seconds)
    try:
        cache.incr(_name(key, limit))
    except ValueError:  # it ran out between the two
        return


def count_sending(request: HttpRequest | Any, limit: Limit) -> None:
    """This will count a sending of a place, and refuse one too many."""
    place = place_of(request)
    check(place, limit)
    count(place, limit)


@contextmanager
def few_wrong(request: HttpRequest | Any, limit: Limit, *wrong: type[Refusal]) -> Iterator[None]:
    """This will let a place try a code, and count the refusals that mean a wrong one; it refuses after too many."""
    place = place_of(request)
    check(place, limit)
    try:
        yield
    except wrong:
        count(place, limit)
        raise


def flood_of(request: HttpRequest | Any, limit: Limit) -> UUID | None:
    """This will return None while a place stays within a limit; beyond it one random key to put together what comes.

    For what may never be refused. The key says nothing about the place.
    """
    place = place_of(request)
    if why_not(check, place, limit) is None:
        count(place, limit)
        return None
    return cast(UUID, cache.get_or_set(_name(f"{place}:flood", limit), uuid4, limit.seconds))


def _name(key: str, limit: Limit) -> str:
    return f"limit:{limit.scope}:{key}"
