"""Append-only tables, held by the database itself.

A table named here refuses UPDATE, DELETE and (on PostgreSQL) TRUNCATE, whoever asks. The triggers are put back after every
migrate, because SQLite rebuilds a table on AlterField and drops its triggers silently. `/readyz` checks that they stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_tables: set[str] = set()


def keep_append_only(table: str) -> None:
    """This will hold `table` append-only from the next migrate on; call it in the app's `ready()`."""
    _tables.add(table)


def missing() -> list[str]:
    """This will return the append-only tables that exist without their full set of triggers."""
    wanted = {f"{table}_{event}" for table in _existing() for event in _events()}
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {row[0] for row in cursor.fetchall()}
    return sorted({name.rsplit("_", 1)[0] for name in wanted - found})


def install() -> None:
    """This will put every missing trigger in place; running it again changes nothing."""
    with connection.cursor() as cursor:
        for table in _existing():
            for event in _events():
                for statement in _create(table, event):
                    cursor.execute(statement)


def remove() -> None:
    """This will lift every trigger."""
    with connection.cursor() as cursor:
        for table in _existing():
            for event in _events():
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}{on_table}")


@contextmanager
def lifted() -> Iterator[None]:
    """This will lift the triggers for a block: only for the test runner's flush and the purge of retention dates."""
    remove()
    try:
        yield
    finally:
        install()


def _events() -> list[str]:
    return ["update", "delete", "truncate"] if connection.vendor == "postgresql" else ["update", "delete"]


def _existing() -> list[str]:
    return sorted(_tables & set(connection.introspection.table_names()))


def _create(table: str, event: str) -> list[str]:
    name = f"{table}_{event}"
    if connection.vendor == "postgresql":
        scope = "STATEMENT" if event == "truncate" else "ROW"
        return [
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {scope} EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ]
