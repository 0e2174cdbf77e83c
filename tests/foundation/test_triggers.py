"""Append-only tables refuse changes whoever asks, on both databases, and their absence is noticed."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from portal.foundation import health, triggers
from portal.people.models import AccessEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(at):
    return AccessEntry.objects.create(at=at, by=None, verb="mở", subject="thử")


def refused(statement) -> bool:
    try:
        with transaction.atomic():
            statement()
    except DatabaseError:
        return True
    return False


def test_it_refuses_update_and_delete(entry):
    assert refused(lambda: AccessEntry.objects.update(verb="khác"))
    assert refused(lambda: AccessEntry.objects.all().delete())
    assert AccessEntry.objects.get().verb == "mở"


def test_it_refuses_raw_statements_and_truncate(entry):
    statements = ["UPDATE people_accessentry SET verb = 'x'", "DELETE FROM people_accessentry"]
    if connection.vendor == "postgresql":
        statements.append("TRUNCATE people_accessentry CASCADE")

    for statement in statements:
        assert refused(lambda statement=statement: connection.cursor().execute(statement)), statement


def test_it_notices_a_dropped_trigger_and_puts_it_back_on_migrate(at):
    name = "people_accessentry_delete"
    on_table = " ON people_accessentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    assert "people_accessentry" in health.append_only_triggers(at)

    call_command("migrate", verbosity=0)

    assert health.append_only_triggers(at) is None


def test_it_lifts_them_for_a_block_only(entry):
    with triggers.lifted():
        AccessEntry.objects.all().delete()

    assert triggers.missing() == []
