"""Second factors: their secrets follow the key of the day."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.foundation import encryption
from portal.people import queries

_ENCRYPTED = ("secret", "seed")


@transaction.atomic
def reencrypt_second_factors() -> int:
    """This will encrypt anew, under today's key, every second-factor secret written under a former one; returns how many.

    Until it has run, a former key must stay in PORTAL_OLD_SECRET_KEYS. A secret no key reads is left as it is.
    """
    changed = 0
    for authenticator in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        fresh = {
            name: encryption.rotated(value, purpose=queries.SECOND_FACTOR) if name in _ENCRYPTED else value
            for name, value in authenticator.data.items()
        }
        if fresh != authenticator.data:
            Authenticator.objects.filter(pk=authenticator.pk).update(data=fresh)
            changed += 1
    return changed
