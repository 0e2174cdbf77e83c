"""Who may play a recording that is not public: whoever just opened it, for half an hour."""

from django.core import signing

from portal.people.models import User
from portal.safeguarding.models import FreeText, TextKind

LISTEN_FOR = 30 * 60
"""Seconds an address of a recording serves the person who opened it."""
_SALT = "portal.safeguarding.listen"


def listen_key(text: FreeText, *, by: User) -> str:
    """This will return the key for the address of a recording that somebody just opened; none of words and drawings."""
    return signing.dumps([str(text.pk), by.pk], salt=_SALT) if text.kind == TextKind.RECORDING else ""


def may_listen(key: str, text: FreeText, *, by: User) -> bool:
    """This will say whether a key was given to this person for this recording in the last half hour."""
    try:
        given = signing.loads(key, salt=_SALT, max_age=LISTEN_FOR)
    except signing.BadSignature:
        return False
    return bool(given == [str(text.pk), by.pk]) and text.kind == TextKind.RECORDING
