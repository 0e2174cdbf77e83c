"""Anyone's flag on something public. It raises priority; nothing is hidden by being reported, however often."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation.vietnamese import text as vietnamese
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding import queries, rules
from portal.safeguarding.actions.concerns import open_concern
from portal.safeguarding.actions.texts import receive_text
from portal.safeguarding.models import Concern, FreeText, Report, Severity


@transaction.atomic
def report_page(
    *,
    instance: UUID,
    reason: str,
    about: str,
    words: str = "",
    text: UUID | None = None,
    language: str = "vi",
    flood: UUID | None = None,
    at: datetime,
) -> Report:
    """This will take a report about a public page, and about a published text on it; the same `instance` makes one.

    Possible danger opens a concern of severity 2, one for all that come under the same `flood`; the words are screened like
    all words. It refuses `BadReport`.
    """
    rules.check_report(reason=reason, about=about)
    with translation.override(settings.LANGUAGE_CODE):  # what staff read is Vietnamese, whatever the page spoke
        return _report(instance, reason, about, words, text, language, flood, at)


def _report(
    instance: UUID,
    reason: str,
    about: str,
    words: str,
    text: UUID | None,
    language: str,
    flood: UUID | None,
    at: datetime,
) -> Report:
    about_text = FreeText.objects.published().light().filter(pk=text).first() if text else None
    report, is_new = Report.objects.get_or_create(
        pk=instance, defaults={"reason": reason, "about": about, "about_text": about_text, "received_at": at}
    )
    if words.strip():
        _keep_words(report, words, language=language, at=at)
    if not is_new:
        return report
    if about_text is not None:
        FreeText.objects.filter(pk=about_text.pk).update(is_reported=True)
    if reason == Report.Reason.DANGER:
        summary = _("Có người báo một bạn có thể đang gặp nguy hiểm: %(path)s") % {"path": about[:120]}
        is_more = flood is not None and queries.open_concern_of(flood) is not None
        open_concern(
            severity=Severity.TODAY,
            origin=Concern.Origin.REPORT,
            text=about_text or report.words,
            thread=flood or report.thread,
            summary="" if is_more else summary,
            at=at,
        )
    return report


def _keep_words(report: Report, words: str, *, language: str, at: datetime) -> None:
    """Sent again with other words, those are kept too: they were written."""
    kept = receive_text(
        instance=uuid5(report.pk, "words"),
        content=words,
        source=_("Lời báo về %(path)s") % {"path": report.about[:120]},
        source_kind="safeguarding.report",
        source_url=reverse("texts:report", args=[report.pk]),
        context=report.get_reason_display(),
        language=language,
        thread=report.thread,
        is_meant_for_public=False,
        at=at,
    )
    if report.words_id is None:
        report.words = kept
        report.save(update_fields=["words"])


@transaction.atomic
def handle_report(report: Report, *, outcome: str, by: User, at: datetime) -> Report:
    """This will write down what was done about a report. It refuses `NotAllowed`, `ReportHandled` and `BadOutcome`."""
    outcome = vietnamese.normalize(outcome, single_line=True)
    report.refresh_from_db(from_queryset=Report.objects.select_for_update(of=("self",)))
    rules.check_can_handle_report(report, by=by)
    rules.check_outcome(outcome)
    report.outcome, report.handled_by, report.handled_at = outcome, by, at
    report.save(update_fields=["outcome", "handled_by", "handled_at"])
    people_actions.log_access(by=by, verb=gettext_noop("xem xong lời báo"), subject=f"lời báo {report.pk}", at=at)
    return report
