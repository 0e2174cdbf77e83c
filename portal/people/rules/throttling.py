"""How often a code may be tried. Nothing kept says who tries: no address, no machine (R-09)."""

from typing import Any

from portal.foundation import codewords
from portal.foundation.throttling import Limit, check, count, count_sending

TRIES_OF_A_CODE = 10
"""In an hour, of one and the same code: a guardian taps a few times, no more."""
TRIES_FROM_A_PLACE = 60
"""In an hour: one place waits alone, long before all families do."""
TRIES_IN_ALL = 30_000
"""In an hour, of all codes: 44 bits last a guesser of one of 10,000 codes seven years, while families get through."""


def throttle_code(code: str, request: Any) -> None:
    """This will count a try of a guardian's code, and refuse with Throttled too many."""
    count_sending(request, Limit("guardian-place", TRIES_FROM_A_PLACE))
    digest = codewords.digest_of(code, purpose="guardian")
    for key, most in ((digest, TRIES_OF_A_CODE), ("all", TRIES_IN_ALL)):
        limit = Limit("guardian-code", most)
        check(key, limit)
        count(key, limit)
