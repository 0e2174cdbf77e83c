"""Runs everything that is due. Meant for every minute; running it twice changes nothing."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from portal.foundation import actions, jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run everything that is due: retries, scheduled publishing, expiries, purges."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="Run again every minute until stopped.")

    def handle(self, *args: Any, forever: bool = False, **options: Any) -> None:
        self.run_once()
        while forever:
            time.sleep(60 - time.time() % 60)
            # As at the beginning of a request: a database restarted since the last minute is connected to anew.
            close_old_connections()
            self.run_once()

    def run_once(self) -> None:
        failed = []
        for name, job in jobs.all_jobs().items():
            try:
                job(timezone.now())
            except Exception:
                logger.exception("job_failed", extra={"job": name})
                failed.append(name)
        actions.record_tick(at=timezone.now(), failed_jobs=failed)
