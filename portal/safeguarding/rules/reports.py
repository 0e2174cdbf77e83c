"""What may be reported, and who looks at reports."""

import re

from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import NotAllowed, Refusal
from portal.people.models import User
from portal.safeguarding.models import Report

LONGEST_PATH = 300
LONGEST_OUTCOME = 300
_PATH = re.compile(r"/(?!/)[^\s\\?#\x00-\x1f\x7f\ud800-\udfff]*")


class BadReport(Refusal):
    """Something is missing or wrong; `fields` says what."""

    code = "bad_report"
    status = 400
    sentence = _("Còn một chỗ chưa xong. Em xem bên dưới nhé.")


class ReportHandled(Refusal):
    code = "report_handled"
    status = 409
    sentence = _("Lời báo này đã có người xem xong.")


class BadOutcome(Refusal):
    code = "bad_outcome"
    status = 400
    sentence = _("Ghi đã làm gì, không quá 300 ký tự.")

    def __init__(self) -> None:
        super().__init__(fields={"outcome": [str(self.sentence)]})


def check_report(*, reason: str, about: str) -> None:
    """This will refuse `BadReport` for an unknown reason or something that is no path of this site."""
    wrong: dict[str, list[str]] = {}
    if reason not in Report.Reason.values:
        wrong["reason"] = [str(_("Em chọn một điều em muốn báo nhé."))]
    if len(about) > LONGEST_PATH or not _PATH.fullmatch(about):
        wrong["about"] = [str(_("Em mở lại trang em muốn báo, rồi bấm “Báo cho cô chú” nhé."))]
    if wrong:
        raise BadReport(fields=wrong)


def check_can_handle_report(report: Report, *, by: User) -> None:
    """This will refuse `NotAllowed`, and `ReportHandled` once somebody wrote down what was done."""
    if not by.has_perm("safeguarding.change_report"):
        raise NotAllowed
    if report.handled_at is not None:
        raise ReportHandled


def check_outcome(outcome: str) -> None:
    """This will refuse `BadOutcome` when nothing or too much is written."""
    if not outcome or len(outcome) > LONGEST_OUTCOME:
        raise BadOutcome
