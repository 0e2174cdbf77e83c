"""A copy of the database alone opens no door: second-factor secrets are encrypted at rest."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt

from portal.people import actions
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


@pytest.mark.django_db
def test_it_brings_secrets_under_the_key_of_today_so_that_the_former_may_go(settings):
    settings.SECRET_KEY = "the former key"
    TOTP.activate(personas.editor(), SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key of today", ["the former key"]

    assert actions.reencrypt_second_factors() == 1
    settings.SECRET_KEY_FALLBACKS = []

    assert actions.reencrypt_second_factors() == 0
    assert decrypt(Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]) == SECRET


@pytest.mark.django_db
def test_it_makes_a_secret_nobody_can_read_a_wrong_code_and_nothing_worse(settings):
    settings.SECRET_KEY = "a key that was lost"
    factor = TOTP.activate(personas.editor(), SECRET)
    settings.SECRET_KEY = "the key of today"

    assert actions.reencrypt_second_factors() == 0
    assert decrypt(factor.instance.data["secret"]) != SECRET
    assert not factor.validate_code("000000")
