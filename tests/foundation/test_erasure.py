"""Erasing for good: the journal outside the database, its crashes, and a replay over an older copy."""

import json
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from portal.foundation import erasure
from portal.foundation.models import Erasure
from portal.people import actions
from portal.people.models import Participant, ParticipantSession
from tests import personas
from tests.people.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal(settings):
    return settings.ERASURE_JOURNAL


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def replayed(*args: object) -> str:
    out, err = StringIO(), StringIO()
    call_command("replay_erasures", *args, stdout=out, stderr=err)
    return err.getvalue() + out.getvalue()


def rows_of(child: Participant) -> tuple[list[str], list[object]]:
    """A child's row as an older copy of the database holds it, past every model."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_participant WHERE pen_name = %s", [child.pen_name])
        return [column[0] for column in cursor.description], list(cursor.fetchone())


def test_it_blanks_the_row_ends_every_sign_in_and_keeps_the_mark(at):
    child = ParticipantFactory(pen_name="Búp Măng", language="km", must_change_pin=True, wrong_pins=3, locked_at=at)
    actions.open_session(child, at=at)

    actions.erase_participant(child.pk, at=at)
    actions.erase_participant(child.pk, at=at)

    child.refresh_from_db()
    assert (child.pen_name, child.age_band, child.stated_on, child.place) == ("", "", None, None)
    assert (child.pin_hash, child.must_change_pin, child.wrong_pins, child.locked_at) == ("", False, 0, None)
    assert (child.language, child.pin_kind, child.erased_at) == ("vi", "digits", at)
    assert not ParticipantSession.objects.exists()
    assert Erasure.objects.get().subject == child.pk


def test_it_is_harmless_on_an_id_nobody_has(at):
    actions.erase_participant(uuid4(), at=at)

    assert Erasure.objects.count() == 1


def test_it_refuses_a_kind_nobody_registered(at):
    with pytest.raises(KeyError):
        erasure.erase("pigeon", uuid4(), at=at)
    with pytest.raises(KeyError):
        erasure.note("pigeon", uuid4(), at=at)

    assert not Erasure.objects.exists()


def test_it_writes_the_journal_once_committed(at, journal, committed):
    child = ParticipantFactory(pen_name="Búp Măng")

    with committed():
        actions.erase_participant(child.pk, at=at)
        assert not journal.exists()
    with committed():
        actions.erase_participant(child.pk, at=at)

    assert [json.loads(line) for line in journal.read_text().splitlines()] == [
        {"kind": "participant", "subject": str(child.pk), "at": "2026-11-23T02:00:00+00:00"}
    ]
    assert Erasure.objects.get().is_journaled


def test_it_writes_nothing_of_what_was_undone(at, journal, committed):
    child = ParticipantFactory()

    with committed(), transaction.atomic():
        actions.erase_participant(child.pk, at=at)
        transaction.set_rollback(True)

    assert not journal.exists()


def test_it_makes_good_a_crash_between_commit_and_journal(at, journal):
    actions.erase_participant(ParticipantFactory().pk, at=at)  # nothing runs after commit here, as in a crash
    assert not journal.exists()

    erasure.complete_erasure_journal(at)
    erasure.complete_erasure_journal(at)

    assert len(journal.read_text().splitlines()) == 1


def test_it_stays_erased_though_the_journal_cannot_be_written(at, journal, committed, caplog):
    child = ParticipantFactory()
    journal.mkdir()  # a folder where the file should be

    with committed():
        actions.erase_participant(child.pk, at=at)

    assert Participant.objects.get(pk=child.pk).is_erased
    assert not Erasure.objects.get().is_journaled
    with pytest.raises(OSError, match="erasures"):
        erasure.complete_erasure_journal(at)
    journal.rmdir()
    assert erasure.complete_erasure_journal(at) == 1


def test_it_ends_a_torn_line_before_it_writes_on(at, journal):
    journal.write_text('{"kind": "particip')
    child = ParticipantFactory()
    actions.erase_participant(child.pk, at=at)

    erasure.complete_erasure_journal(at)

    torn, whole = journal.read_text().splitlines()
    assert json.loads(whole)["subject"] == str(child.pk)
    with pytest.raises(json.JSONDecodeError):
        json.loads(torn)


def test_it_erases_again_over_an_older_copy_of_the_database(at, journal, committed):
    child = ParticipantFactory(pen_name="Búp Măng")
    other = ParticipantFactory(pen_name="Lá")
    columns, row = rows_of(child)
    with committed():
        actions.erase_participant(child.pk, at=at)
    # The copy of yesterday is put back: her row as it was, and nobody remembers the erasure but the journal.
    Erasure.objects.all().delete()
    Participant.objects.filter(pk=child.pk).delete()
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(columns))
        cursor.execute(f"INSERT INTO people_participant ({', '.join(columns)}) VALUES ({marks})", row)
    assert Participant.objects.get(pk=child.pk).pen_name == "Búp Măng"

    with committed():
        said = replayed()
    before = journal.read_text()
    with committed():
        replayed(journal)

    assert "1 erasures applied" in said
    restored = Participant.objects.get(pk=child.pk)
    assert (restored.pen_name, restored.erased_at) == ("", at)
    assert Participant.objects.get(pk=other.pk).pen_name == "Lá"
    assert erasure.complete_erasure_journal(at) == 0
    assert journal.read_text() == before


def test_it_ends_every_sign_in_and_forgets_kept_pages_after_a_copy_came_back(at, client, journal):
    actions.open_session(ParticipantFactory(), at=at)
    client.force_login(personas.administrator())
    cache.set("kept-page", "public")
    journal.touch()

    replayed()

    assert not ParticipantSession.objects.exists()
    assert not Session.objects.exists()
    assert cache.get("kept-page") is None


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        "[]",
        '"x"',
        '{"kind": "participant"}',
        '{"kind": "participant", "subject": "7", "at": "2026-11-23T09:00:00+07:00"}',
        '{"kind": "participant", "subject": 7, "at": "2026-11-23T09:00:00+07:00"}',
        '{"kind": "participant", "subject": "5f0c9c7e-5c36-4a3e-9f6e-0d1f6a1d2b3c", "at": "hôm qua"}',
        '{"kind": "participant", "subject": "5f0c9c7e-5c36-4a3e-9f6e-0d1f6a1d2b3c", "at": null}',
        '{"kind": "pigeon", "subject": "5f0c9c7e-5c36-4a3e-9f6e-0d1f6a1d2b3c", "at": "2026-11-23T09:00:00+07:00"}',
        "\udcff\x00".encode(errors="surrogateescape"),
    ],
)
def test_it_refuses_a_line_it_cannot_read_by_number_before_erasing_anything(at, journal, bad):
    child = ParticipantFactory(pen_name="Búp Măng")
    good = json.dumps({"kind": "participant", "subject": str(child.pk), "at": at.isoformat()})
    journal.write_bytes(f"{good}\n\n".encode() + (bad if isinstance(bad, bytes) else bad.encode()) + b"\n")

    with pytest.raises(CommandError, match="Line 3 "):
        replayed()

    child.refresh_from_db()
    assert child.pen_name == "Búp Măng"
    said = replayed("--skip-unreadable")
    assert "Line 3 was left out." in said
    assert "1 erasures applied" in said
    child.refresh_from_db()
    assert child.is_erased


def test_it_says_where_it_looked_for_a_journal(journal):
    with pytest.raises(CommandError, match=r"erasures\.jsonl"):
        replayed()


def test_it_reads_an_id_as_the_database_writes_it(at):
    child = ParticipantFactory()

    erasure.replay([erasure.Entry("participant", UUID(str(child.pk)), at)])

    child.refresh_from_db()
    assert child.is_erased
