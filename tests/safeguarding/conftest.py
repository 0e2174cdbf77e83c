"""What the tests of safeguarding lean on: the first hotlines, people with rights, a session with a second factor."""

from collections.abc import Callable
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding.models import Hotline, HotlineList
from tests import personas

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
    """A browser in which this person has proved password and second factor."""

    def enter(user: User) -> Client:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": timezone.now().timestamp(), "email": user.email},
            {"method": "mfa", "at": timezone.now().timestamp(), "type": "totp"},
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return enter
