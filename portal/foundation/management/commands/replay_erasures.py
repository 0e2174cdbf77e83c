"""Erases again what the journal names, after an older copy of the database was put back."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.foundation import erasure


class Command(BaseCommand):
    help = "Erase again everything the erasure journal names. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("journal", nargs="?", type=Path, default=None)
        parser.add_argument(
            "--skip-unreadable", action="store_true", help="Leave out lines that cannot be read, and say which."
        )

    def handle(self, *args: Any, journal: Path | None, skip_unreadable: bool, **options: Any) -> None:
        journal = journal or settings.ERASURE_JOURNAL
        if not journal.is_file():
            raise CommandError(f"There is no journal at {journal}. Set PORTAL_ERASURE_JOURNAL or name the file.")
        lines = journal.read_text(encoding="utf-8", errors="replace").split("\n")
        # All is read before anything is erased: a damaged file is found at once, not half way.
        entries = self._read(journal, lines, skip_unreadable=skip_unreadable)
        count = erasure.replay(entries)
        self.stdout.write(f"replay_erasures: {count} erasures applied.")

    def _read(self, journal: Path, lines: list[str], *, skip_unreadable: bool) -> list[erasure.Entry]:
        while True:
            try:
                return erasure.read_journal(lines)
            except erasure.UnreadableLineError as error:
                if not skip_unreadable:
                    raise CommandError(
                        f"Line {error.number} of {journal} cannot be read; nothing was erased. Mend it, or run again "
                        "with --skip-unreadable: a line torn by a crash was written again below."
                    ) from error
                self.stderr.write(f"Line {error.number} was left out.")
                lines[error.number - 1] = ""
