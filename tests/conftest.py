"""What every test may lean on: the frozen clock, personas, lifted triggers while flushing, the network off."""

import os
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from portal.foundation import triggers

# A slow or shared machine is no failure, and the same examples run wherever CI does.
hypothesis.settings.register_profile("portal", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("portal")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""Monday morning in most tests."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL can show runs in the PostgreSQL round of `make test`; nothing is skipped."""
    if connection.vendor != "postgresql":
        elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)


@pytest.fixture
def at() -> datetime:
    """The moment an action is told."""
    return NOW


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at NOW and moves only when told."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"


@pytest.fixture(autouse=True, scope="session")
def _flush_with_lifted_triggers() -> Iterator[None]:
    """Append-only tables refuse TRUNCATE; only the flush after a transactional test may lift that."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with triggers.lifted():
            original(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(scope="module")
def demo_centre(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo centre, loaded and indexed once for a module inside one transaction that is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", "--pages-only", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)
