"""What the tests of notifications lean on: a push service, a browser, a member of staff."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from portal.notifications import actions
from portal.notifications.models import Device
from portal.people.models import User
from tests import personas
from tests.notifications.push_service import Browser, PushService


@pytest.fixture
def service(settings, tmp_path) -> Iterator[PushService]:
    """A push service on this machine, which only a test may write to."""
    with PushService(tmp_path, actions.push_key()) as running:
        settings.PUSH_TEST_SERVICE = f"localhost:{running.port}"
        settings.PUSH_TEST_AUTHORITY = running.certificate
        yield running


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def person(db: None) -> User:
    return personas.protection_officer()


@pytest.fixture
def device(person: User, browser: Browser, service: PushService, at: datetime) -> Device:
    return actions.register_device(person, name="Điện thoại của Hạnh", **browser.subscription(service), at=at)
