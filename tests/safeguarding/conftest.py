"""What the tests of safeguarding lean on: the first hotlines, people with rights, a session with a second factor."""

import time
from collections.abc import Callable
from importlib import import_module

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding.models import Hotline, HotlineList
from tests import personas

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIRST = import_module("portal.safeguarding.migrations.0002_first_hotlines")


@pytest.fixture(autouse=True)
def _first_rows(request: pytest.FixtureRequest) -> None:
    """A flush after some transactional test empties what migrating wrote; put it back."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        if not HotlineList.objects.exists():
            FIRST.install(apps, None)
        if not Group.objects.filter(permissions__codename="add_hotlinechange").exists():
            people_actions.ensure_roles()


@pytest.fixture
def proposer(_first_rows: None, db: None) -> User:
    return personas.administrator()


@pytest.fixture
def confirmer(_first_rows: None, db: None) -> User:
    return personas.protection_officer()


@pytest.fixture
def police(_first_rows: None, db: None) -> Hotline:
    return Hotline.objects.get(number="113")


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    """Signs someone in through the doors, with password and code."""

    def enter(user: User) -> Client:
        TOTP.activate(user, SECRET)
        client.post(reverse("account_login"), {"login": user.email, "password": personas.PASSWORD})
        code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert "_auth_user_id" in client.session
        return client

    return enter
