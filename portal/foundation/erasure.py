"""Erasing for good: every app registers what it must forget, and a journal outside the database remembers that it was.

Ids in the journal are random UUIDs, so the file names nobody. An older copy of the database is brought to the same state by
`manage.py replay_erasures`.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from portal.foundation.jobs import due_job
from portal.foundation.models import Erasure

Eraser = Callable[[UUID, datetime], None]
_erasers: dict[str, list[Eraser]] = defaultdict(list)


def eraser(kind: str) -> Callable[[Eraser], Eraser]:
    """This will register a function that forgets what it knows of one id; running it twice or on an unknown id must be safe."""

    def register(function: Eraser) -> Eraser:
        _erasers[kind].append(function)
        return function

    return register


@transaction.atomic
def erase(kind: str, subject: UUID, *, at: datetime) -> None:
    """This will run every eraser of a kind ("participant", "text", "receipt") and put the id into the journal."""
    for function in _erasers[kind]:
        function(subject, at)
    Erasure.objects.get_or_create(kind=kind, subject=subject, defaults={"at": at})
    transaction.on_commit(write_journal)


def write_journal() -> int:
    """This will append every erasure the journal lacks, and return how many. `tick` repeats it, so a crash loses none."""
    missing = list(Erasure.objects.filter(is_journaled=False).order_by("pk"))
    if missing:
        path: Path = settings.ERASURE_JOURNAL
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as journal:
            for row in missing:
                line = {"kind": row.kind, "subject": str(row.subject), "at": row.at.isoformat()}
                journal.write(json.dumps(line) + "\n")
        Erasure.objects.filter(pk__in=[row.pk for row in missing]).update(is_journaled=True)
    return len(missing)


def replay(lines: Iterator[str], *, at: datetime) -> int:
    """This will erase again whatever a journal names, and return how many lines it held. It refuses a line it cannot read."""
    count = 0
    for line in lines:
        if line.strip():
            entry = json.loads(line)
            erase(entry["kind"], UUID(entry["subject"]), at=at)
            count += 1
    return count


@due_job
def complete_erasure_journal(at: datetime) -> int:
    return write_journal()
