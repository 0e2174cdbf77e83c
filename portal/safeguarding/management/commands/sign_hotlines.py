"""Signs the list of hotlines anew, for a changed PORTAL_HOTLINE_KEY; puts altered rows back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.foundation import env
from portal.safeguarding import actions, rules
from portal.safeguarding.models import HotlineList


class Command(BaseCommand):
    help = (
        "Sign the list of hotlines with today's PORTAL_HOTLINE_KEY. After a change of the key, set "
        "PORTAL_OLD_HOTLINE_KEY to the key before: the list two people confirmed is signed anew, not the rows."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-records",
            action="store_true",
            help="Sign the rows as they are, whoever wrote them. Only after comparing what is printed with paper.",
        )
        parser.add_argument("--restore", action="store_true", help="Write rows back that differ from the signed list.")

    def handle(self, *args: Any, from_records: bool = False, restore: bool = False, **options: Any) -> None:
        try:
            if restore:
                restored, removed = actions.restore_hotlines(at=timezone.now())
                lines = [*(f"restored: {row}" for row in restored), *(f"removed: {row}" for row in removed)]
                self.stdout.write("\n".join(lines) or "nothing differs from the signed list")
                return
            old_key = env.text("PORTAL_OLD_HOTLINE_KEY", "")
            signed = actions.sign_hotlines(at=timezone.now(), old_key=old_key, from_records=from_records)
        except rules.ListNotGenuine as refusal:
            raise CommandError(
                "The last list is not genuine under PORTAL_HOTLINE_KEY or PORTAL_OLD_HOTLINE_KEY. Set the old key, or "
                "compare the hotlines with paper and add --from-records."
            ) from refusal
        self.stdout.write("the last list is already signed with this key" if signed is None else self._read_out(signed))

    def _read_out(self, signed: HotlineList) -> str:
        lines = [f"signed list {signed.serial}:"]
        for entry in signed.numbers:
            state = f"verified {entry['verified_on']}" if entry["verified_on"] else "not verified"
            days = f"{entry['valid_from']}–{entry['valid_to'] or ''}"
            lines.append(f"  {entry['number']}  {entry['name']}  {entry['hours']}  {days}  {state}")
        return "\n".join(lines)
