"""Erases again what the journal names, after an older copy of the database was put back."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.foundation import erasure


class Command(BaseCommand):
    help = "Erase again everything the erasure journal names. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("journal", nargs="?", type=Path, default=settings.ERASURE_JOURNAL)

    def handle(self, *args: Any, journal: Path, **options: Any) -> None:
        if not journal.exists():
            raise CommandError(f"There is no journal at {journal}. Set PORTAL_ERASURE_JOURNAL or name the file.")
        with journal.open(encoding="utf-8") as lines:
            count = erasure.replay(lines, at=timezone.now())
        self.stdout.write(f"replay_erasures: {count} erasures applied.")
