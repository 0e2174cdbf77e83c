"""Anyone's flag on something public. It raises priority; nothing is hidden by being reported, however often."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

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

    Possible danger opens a concern of severity 2, and the words are screened like all words: either is one concern for all
    reports about the same text, and for all that come under the same `flood`. What was said of danger belongs to its concern,
    also when the form comes again with more. It refuses `BadReport`.
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
    given = {"reason": reason, "about": about, "about_text": about_text, "received_at": at}
    thread = _concern_thread(about_text, flood)
    report, is_new = Report.objects.get_or_create(pk=instance, defaults={**given, "concern_thread": thread})
    is_danger = reason == Report.Reason.DANGER
    tells_of_danger_first = is_danger and (is_new or report.reason != reason)
    if is_danger and report.reason != reason:  # the form was gone back to and sent again with more than before
        report.reason = reason
        report.save(update_fields=["reason"])
        before = FreeText.objects.filter(thread=report.thread, severity__gt=Severity.TODAY)
        before.update(severity=Severity.TODAY, context=report.get_reason_display())
    known = report.words_id
    said = _keep_words(report, words, language=language, at=at) if words.strip() else None
    if about_text is not None:
        FreeText.objects.filter(pk=about_text.pk).update(is_reported=True)
    if tells_of_danger_first:
        _wake(report, report.concern_thread or thread, said, about_text, at=at)
    elif report.reason == Report.Reason.DANGER and said is not None and said.pk != known:
        open_concern(severity=Severity.TODAY, origin=Concern.Origin.REPORT, text=said, at=at)
    return report


def _wake(report: Report, thread: UUID, said: FreeText | None, about_text: FreeText | None, *, at: datetime) -> None:
    """Open one concern with what is said of danger, what was said before, and what it is about."""
    summary = _("Có người báo một bạn có thể đang gặp nguy hiểm: %(path)s") % {"path": report.about[:120]}
    concern = open_concern(
        severity=Severity.TODAY,
        origin=Concern.Origin.REPORT,
        text=said or report.words,
        thread=thread,
        summary="" if queries.open_concern_of(thread) else summary,
        at=at,
    )
    concern.texts.add(*(text for text in (report.words, about_text) if text is not None))


def _concern_thread(about_text: FreeText | None, flood: UUID | None) -> UUID:
    """Say under which thread a report wakes somebody: the text's, where it has a concern; else the flood's; else its own.

    A page without a text is where somebody stood, not what she speaks of: two children there may tell of two dangers.
    """
    thread = about_text.thread if about_text is not None else uuid4()
    return thread if flood is None or queries.open_concern_of(thread) else flood


def _keep_words(report: Report, words: str, *, language: str, at: datetime) -> FreeText:
    """Sent again with other words, those are kept too: they were written. Of danger they come before others in the queue."""
    kept = receive_text(
        instance=uuid5(report.pk, "words"),
        content=words,
        source=_("Lời báo về %(path)s") % {"path": report.about[:120]},
        source_kind="safeguarding.report",
        source_url=reverse("texts:report", args=[report.pk]),
        context=report.get_reason_display(),
        language=language,
        thread=report.thread,
        severity=Severity.TODAY if report.reason == Report.Reason.DANGER else Severity.NONE,
        is_meant_for_public=False,
        at=at,
    )
    if report.words_id is None:
        report.words = kept
        report.save(update_fields=["words"])
    return kept


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
