"""Encrypts what children wrote anew, for a changed PORTAL_TEXT_KEY."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.safeguarding import actions


class Command(BaseCommand):
    help = (
        "Encrypt anew, under today's PORTAL_TEXT_KEY, what was written under a key of PORTAL_OLD_TEXT_KEYS. It may be stopped "
        "and run again. When it reports nothing unreadable, the old key may go."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rotation = actions.rotate_text_key()
        self.stdout.write(f"rotate_text_key: {rotation.checked} checked, {rotation.rotated} encrypted anew.")
        if rotation.unreadable:
            listed = "\n".join(f"  {row}" for row in rotation.unreadable)
            raise CommandError(
                f"{len(rotation.unreadable)} rows no key opens; they were left as they are. Put the key they were written "
                f"under into PORTAL_OLD_TEXT_KEYS and run this again:\n{listed}"
            )
