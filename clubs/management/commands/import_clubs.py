"""Reads clubs and past head-counts from a CSV file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clubs import actions
from portal.foundation.refusals import Refusal


class Command(BaseCommand):
    help = "Import clubs and yearly head-counts from a CSV file; one wrong row and nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = actions.import_clubs(file.read_bytes(), by=None, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Refusal as refusal:
            raise CommandError("\n".join([str(refusal), *refusal.fields.get("rows", [])])) from refusal
        self.stdout.write(f"import_clubs: {done.clubs} clubs added, {done.counts} head-counts written.")
