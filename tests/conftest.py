"""What every test may lean on: the frozen clock, personas, lifted triggers while flushing, the network off."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
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


_demo = ExitStack()
"""Holds the transaction in which the demo centre is loaded, while it is."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only PostgreSQL can show runs in the PostgreSQL round of `make test`; nothing is skipped.

    Tests of the demo centre stand together, so that it is loaded once: after the others, before those that flush. Journeys
    come last: while their browser runs, Django takes this thread for an asynchronous one and lends it no database.
    """
    items.sort(key=lambda item: (_is_journey(item), _flushes(item), "demo_centre" in _fixtures_of(item)))
    if connection.vendor != "postgresql":
        elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The demo centre is gone before a test that did not ask for it."""
    if "demo_centre" not in _fixtures_of(item):
        _demo.close()


def _fixtures_of(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _is_journey(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is not None


def _flushes(item: pytest.Item) -> bool:
    marks = item.iter_markers("django_db")
    return "transactional_db" in _fixtures_of(item) or any(mark.kwargs.get("transaction") for mark in marks)


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


@pytest.fixture(scope="session")
def _demo_ends(django_db_setup) -> Iterator[None]:
    yield
    _demo.close()


@pytest.fixture(scope="module")
def demo_centre(_demo_ends, django_db_blocker) -> None:
    """The demo centre, loaded and indexed in a transaction that lasts while tests ask for it."""
    if connection.in_atomic_block:
        return  # still there from the module before
    _demo.enter_context(django_db_blocker.unblock())
    _demo.enter_context(transaction.atomic())
    _demo.callback(transaction.set_rollback, True)
    call_command("load_demo", "--pages-only", verbosity=0, stdout=StringIO())
