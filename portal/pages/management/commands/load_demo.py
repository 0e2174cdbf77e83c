"""Loads the fictional centre; refuses where the site is real."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.foundation.refusals import Refusal
from portal.pages import actions


class Command(BaseCommand):
    help = "Add what is missing of the demo centre: pages, hotlines, accounts, clubs, words, pictures, recordings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pages-only", action="store_true", help="No clubs, pictures and recordings: quick.")

    def handle(self, *args: Any, pages_only: bool, **options: Any) -> None:
        try:
            made = actions.load_demo(at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if made:
            # The worker would index each page in its turn; a newcomer searches at once.
            call_command("update_index", verbosity=0)
        self.stdout.write(f"load_demo: {made} pages added.")
        if pages_only:
            return
        actions.load_demo_children(at=timezone.now())
        self.stdout.write("load_demo: clubs, their words, concerns and the roster are there.")
        files = actions.load_demo_files(at=timezone.now())
        self.stdout.write(f"load_demo: {files.pictures} pictures, {files.recordings} recordings added.")
        if not files.has_voice:
            self.stdout.write("load_demo: no page is read aloud: espeak-ng and opusenc (opus-tools) are not installed.")
