"""Taking a report about something public, with a receipt for whoever sent it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.answers.actions.receipts import issue_receipt
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Report

KIND = "safeguarding.report"


@transaction.atomic
def report(
    *,
    instance: UUID,
    reason: str,
    about: str,
    words: str = "",
    text: UUID | None = None,
    language: str = "vi",
    flood: UUID | None = None,
    at: datetime,
) -> tuple[Report, str]:
    """This will take a report about a public page and return it with the code of its receipt.

    It says the same to everyone, whatever is reported. It refuses what `safeguarding.actions.report_page` refuses.
    """
    made = safeguarding_actions.report_page(
        instance=instance, reason=reason, about=about, words=words, text=text, language=language, flood=flood, at=at
    )
    _receipt, code = issue_receipt(
        instance=made.pk, kind=KIND, label=gettext_noop("Lời báo cho cô chú"), thread=made.thread, at=at
    )
    return made, code
