"""A copy of the database alone opens no door: second-factor secrets are encrypted at rest."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from portal.people.authentication import SecretKeeper
from tests import personas

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_it_keeps_no_secret_in_the_clear():
    TOTP.activate(personas.editor(), SECRET)

    assert SECRET not in str(Authenticator.objects.get(type=Authenticator.Type.TOTP).data)


def test_it_reads_secrets_written_under_a_former_key(settings):
    settings.SECRET_KEY = "the former key"
    written = SecretKeeper().encrypt(SECRET)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key of today", ["the former key"]

    assert SecretKeeper().decrypt(written) == SECRET
