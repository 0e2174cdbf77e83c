"""A way in for tests that are not about signing in."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from portal.people.models import User
from tests import personas

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, *, wrong: bool = False) -> str:
    """The six digits the app shows now, or others."""
    right = totp.hotp_value(secret, int(time.time()) // 30)
    near = {totp.hotp_value(secret, int(time.time()) // 30 + step) for step in (-1, 0, 1)}
    value = next(number for number in range(1_000_000) if number not in near) if wrong else right
    return totp.format_hotp_value(value)


def enrol(user: User) -> Authenticator:
    return totp.TOTP.activate(user, SECRET).instance


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Signs someone in through the doors, with password and code."""

    def sign_in(user: User) -> Client:
        enrol(user)
        client.post("/tai-khoan/login/", {"login": user.email, "password": personas.PASSWORD})
        client.post("/tai-khoan/2fa/authenticate/", {"code": code_of()})
        assert "_auth_user_id" in client.session
        return client

    return sign_in
