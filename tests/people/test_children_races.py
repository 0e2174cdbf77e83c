"""Many at once at a child's door: every wrong PIN counts, nobody slips past the lock, the journal loses no line."""

import json
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from portal.foundation import erasure
from portal.foundation.models import Erasure
from portal.people import actions, rules
from portal.people.models import Participant, UnknownAddress
from tests.people.factories import PIN, ParticipantFactory

# SQLite lets one writer in at a time, and tests keep it in memory.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*jobs: Callable[[], object]) -> list[str]:
    """Run jobs in threads that begin together; return how each was refused, sorted; "" when it was not."""
    begin, said = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        begin.wait()
        try:
            job()
            said.append("")
        except rules.WrongPin as refusal:
            said.append(refusal.code)
        except rules.PinLocked as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def test_it_counts_every_wrong_pin_of_many_at_once(at):
    child = ParticipantFactory()

    said = at_once(*[lambda: actions.check_pin(child, "9999", at=at)] * 9)

    assert said == ["pin_locked"] * 4 + ["wrong_pin"] * 5
    assert Participant.objects.get().wrong_pins == 5


def test_it_counts_names_nobody_has_alike(at):
    said = at_once(*[lambda: actions.check_pin(None, "9999", unknown="7 la", at=at)] * 9)

    assert said == ["pin_locked"] * 4 + ["wrong_pin"] * 5
    assert UnknownAddress.objects.get().failed_sign_ins == 5


def test_it_opens_to_the_right_pin_or_is_locked_never_both(at):
    child = ParticipantFactory()

    said = at_once(*[lambda: actions.check_pin(child, "9999", at=at)] * 4, lambda: actions.check_pin(child, PIN, at=at))

    assert said == ["", *["wrong_pin"] * 4]
    assert not Participant.objects.get().is_locked


def test_it_writes_each_erasure_though_two_write_the_journal(at, settings):
    children = [ParticipantFactory() for _number in range(4)]

    at_once(*[lambda child=child: actions.erase_participant(child.pk, at=at) for child in children])
    erasure.complete_erasure_journal(at)

    lines = [json.loads(line) for line in settings.ERASURE_JOURNAL.read_text().splitlines()]
    assert {line["subject"] for line in lines} == {str(child.pk) for child in children}
    assert not Erasure.objects.filter(is_journaled=False).exists()


def test_it_erases_one_child_twice_at_once(at):
    child = ParticipantFactory()

    said = at_once(*[lambda: actions.erase_participant(child.pk, at=at)] * 3)

    assert said == ["", "", ""]
    assert Participant.objects.get().is_erased
    assert Erasure.objects.count() == 1


def test_it_keeps_the_pin_of_nobody_erased_meanwhile(at):
    child = ParticipantFactory()
    actions.erase_participant(child.pk, at=at)

    with pytest.raises(rules.WrongPin):
        actions.check_pin(child, PIN, at=at)
