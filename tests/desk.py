"""A way into the staff desk for tests that are not about signing in."""

import time

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from portal.people.models import Role, User
from portal.people.queries import demo_accounts
from tests import personas

_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in(user: User) -> Client:
    """Return a client of this person, who came through the doors with password and code."""
    totp.TOTP.activate(user, _SECRET)
    client = Client()
    client.post("/tai-khoan/login/", {"login": user.email, "password": personas.PASSWORD})
    code = totp.format_hotp_value(totp.hotp_value(_SECRET, int(time.time()) // 30))
    client.post("/tai-khoan/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" in client.session
    return client


def signed_in_as(role: Role) -> Client:
    """Return a client of the demo account of a role."""
    person = User.objects.get(email=next(account.email for account in demo_accounts() if account.role == role))
    person.authenticator_set.all().delete()
    person.set_password(personas.PASSWORD)
    person.save()
    return signed_in(person)
