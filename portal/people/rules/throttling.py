"""How often a code may be tried. Nothing here knows who tries: no address, no machine (R-09)."""

from django.core.cache import cache

from portal.foundation import codewords
from portal.foundation.refusals import Throttled

TRIES_OF_A_CODE = 10
"""In an hour, of one and the same code: a guardian taps a few times, no more."""
TRIES_IN_ALL = 3000
"""In an hour, of all codes: 44 bits would then last a guesser half a million years, while families get through."""


def throttle_code(code: str) -> None:
    """This will count a try of a guardian's code, and refuse with Throttled too many."""
    digest = codewords.digest_of(code, purpose="guardian")
    for key, most in ((f"guardian-code:{digest}", TRIES_OF_A_CODE), ("guardian-codes", TRIES_IN_ALL)):
        cache.add(key, 0, 3600)
        try:
            tries = cache.incr(key)
        except ValueError:  # it ran out between the two
            continue
        if tries > most:
            raise Throttled
