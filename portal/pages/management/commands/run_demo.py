"""Runs the fictional centre on one's own machine: server, worker and ticker, until Ctrl+C."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clubs import actions as clubs_actions
from portal.answers import actions as answers_actions
from portal.people import queries as people_queries


def static_is_fresh() -> bool:
    """This will say whether everything collected before is newer than every source, so that a restart takes seconds."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return False
    sources = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    collected_at = manifest.stat().st_mtime
    return all(Path(source).stat().st_mtime < collected_at for source in sources)


class Command(BaseCommand):
    help = "Prepare the database, load the demo centre, start server, worker and ticker. Running it again keeps data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("run_demo needs PORTAL_MODE=demo. For a real centre see docs/deployment.md.")
        self.stdout.write("Preparing the demo centre (the first time takes a minute) …")
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        if not static_is_fresh():
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("tick")
        commands = {
            "server": [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"),
                *(
                    "--workers",
                    "2",
                    "--threads",
                    "4",
                    "--log-level",
                    "error",
                    "--limit-request-line",
                    "0",
                    "--worker-tmp-dir",
                    str(settings.VAR_DIR),
                ),
            ],
            "worker": [
                sys.executable,
                "manage.py",
                "db_worker",
                "--queue-name",
                "*",
                "--no-reload",
                "--verbosity",
                "0",
            ],
            "ticker": [sys.executable, "manage.py", "tick", "--forever"],
        }
        running = {name: subprocess.Popen(command, cwd=settings.BASE_DIR) for name, command in commands.items()}  # noqa: S603
        self.say_where(port)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            while all(process.poll() is None for process in running.values()):
                time.sleep(0.5)
            dead = [name for name, process in running.items() if process.poll() is not None]
            raise CommandError(f"The {dead[0]} stopped; is port {port} in use? Try: make run PORT=8001")
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Your data is in var/.")
        finally:
            for process in running.values():
                process.terminate()
            for process in running.values():
                process.wait(timeout=20)

    def say_where(self, port: int) -> None:
        base = f"http://localhost:{port}"
        lines = [
            "",
            f"  Site   {base}/",
            f"  Admin  {base}/admin/",
            f"  API    {base}/api/docs/",
            "",
            "  Demo accounts; the sign-in page shows the six-digit code of the second factor in the demo only:",
            *(
                f"    {account.email:34} {account.password:26} {account.role.label}"
                for account in people_queries.demo_accounts()
            ),
            "",
            "  As a child, and as a guardian:",
            *(f"    {base}{line}" for line in clubs_actions.demo_ways_in()),
            f"    {base}/ma-phieu/   receipts:",
            *(f"      {code}" for code in answers_actions.demo_codes()),
            f"    {base}/phan-anh/   complaints · {base}/bao-cho-co-chu/   reports",
            "",
            "  Ctrl+C stops everything.",
            "",
        ]
        self.stdout.write("\n".join(lines))
