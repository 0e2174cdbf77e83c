"""Erasing and taking back for good: every app registers what it must undo, and a journal outside the database remembers it.

Ids in the journal are random UUIDs, so the file names nobody. An older copy of the database is brought to the same state by
`manage.py replay_erasures`.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from portal.foundation.jobs import due_job
from portal.foundation.models import Erasure

Eraser = Callable[[UUID, datetime], None]
_erasers: dict[str, list[Eraser]] = {}
_enders: list[Callable[[], object]] = []


class UnreadableLineError(ValueError):
    """A line of the journal that says nothing we could erase by: the file was damaged, or is of a newer version."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Line {number} of the journal cannot be read.")


@dataclass(frozen=True)
class Entry:
    """One line of the journal."""

    kind: str
    subject: UUID
    at: datetime


def eraser(kind: str) -> Callable[[Eraser], Eraser]:
    """This will register a function that forgets, or takes off, what it knows of one id.

    Running it twice or on an unknown id must be safe.
    """

    def register(function: Eraser) -> Eraser:
        _erasers.setdefault(kind, []).append(function)
        return function

    return register


def ender(function: Callable[[], object]) -> Callable[[], object]:
    """This will register what ends for everyone when an older copy came back: sign-ins, whose ends no journal names."""
    _enders.append(function)
    return function


@transaction.atomic
def erase(kind: str, subject: UUID, *, at: datetime) -> None:
    """This will run every eraser of a kind ("participant", "text", "receipt") and put the id into the journal.

    It refuses, with KeyError, a kind nobody registered: nothing would be erased, and nobody would know.
    """
    _run(kind, subject, at)
    note(kind, subject, at=at)


@transaction.atomic
def note(kind: str, subject: UUID, *, at: datetime) -> None:
    """This will put into the journal what an action did itself; over an older copy the erasers of this kind do it again.

    It refuses, with KeyError, a kind nobody registered.
    """
    if kind not in _erasers:
        raise KeyError(kind)
    Erasure.objects.get_or_create(kind=kind, subject=subject, defaults={"at": at})
    # A disk that is full now must not undo or hide what was erased; `tick` writes the line as soon as it can.
    transaction.on_commit(write_journal, robust=True)


def write_journal() -> int:
    """This will append every erasure the journal lacks, and return how many. `tick` repeats it, so a crash loses none."""
    missing = list(Erasure.objects.filter(is_journaled=False).order_by("pk"))
    if missing:
        path: Path = settings.ERASURE_JOURNAL
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="utf-8") as journal:
            # A line torn by a crash is ended first, so that it spoils no other.
            before = "" if _ends_a_line(path) else "\n"
            journal.write(before + "".join(_line(row) for row in missing))
            journal.flush()
            os.fsync(journal.fileno())
        Erasure.objects.filter(pk__in=[row.pk for row in missing]).update(is_journaled=True)
    return len(missing)


def read_journal(lines: Iterable[str]) -> list[Entry]:
    """This will return what a journal names; it refuses UnreadableLineError, with its number, for a line it cannot read."""
    entries = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            written = json.loads(line)
            entry = Entry(str(written["kind"]), UUID(written["subject"]), datetime.fromisoformat(written["at"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableLineError(number) from error
        if entry.kind not in _erasers:
            raise UnreadableLineError(number)
        entries.append(entry)
    return entries


def replay(entries: Iterable[Entry]) -> int:
    """This will erase and take off again whatever a journal names, and return how many lines it held.

    Nothing is journaled twice. Every sign-in ends: one that was left since that copy would be open again.
    """
    entries = list(entries)
    # All first: what one line takes off may be what another names.
    for entry in entries:
        Erasure.objects.update_or_create(
            kind=entry.kind,
            subject=entry.subject,
            defaults={"is_journaled": True},
            create_defaults={"at": entry.at, "is_journaled": True},
        )
    for entry in entries:
        with transaction.atomic():
            _run(entry.kind, entry.subject, entry.at)
    for end in _enders:
        end()
    # The counter of the site went back with the copy: pages kept under numbers that come again show what was taken off.
    cache.clear()
    return len(entries)


@due_job
def complete_erasure_journal(at: datetime) -> int:
    return write_journal()


def _run(kind: str, subject: UUID, at: datetime) -> None:
    if kind not in _erasers:
        raise KeyError(kind)
    for function in _erasers[kind]:
        function(subject, at)


def _line(row: Erasure) -> str:
    return json.dumps({"kind": row.kind, "subject": str(row.subject), "at": row.at.isoformat()}) + "\n"


def _ends_a_line(path: Path) -> bool:
    size = path.stat().st_size
    if not size:
        return True
    with path.open("rb") as journal:
        journal.seek(size - 1)
        return journal.read(1) == b"\n"
