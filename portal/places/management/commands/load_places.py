"""Loads lists of places from CSV files, by default those that come with the portal."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.places import actions
from portal.places.rules import BadList


class Command(BaseCommand):
    help = (
        "Load lists of administrative units (CSV, with a JSON file of the same name). Running it again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="CSV files; without any, the portal's own lists.")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            loaded = actions.load_units([actions.read_list(path) for path in files or actions.OWN_LISTS])
        except BadList as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"load_places: {loaded.units} units, {loaded.changes} changes.")
