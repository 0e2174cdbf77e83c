"""What tests of clubs lean on: places and roles, also after a flush."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from portal.people import actions as people_actions
from portal.places.models import AdministrativeUnit

PLACES = import_module("portal.places.migrations.0002_first_places")


@pytest.fixture(autouse=True)
def _first_rows(request: pytest.FixtureRequest) -> None:
    """A flush after some transactional test empties what migrating wrote; put it back."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        if not AdministrativeUnit.objects.exists():
            PLACES.install(apps, None)
        if not Group.objects.exists():
            people_actions.ensure_roles()
