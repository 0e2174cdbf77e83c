"""What people reported about public pages, and what was done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from portal.foundation.refusals import Refusal, why_not
from portal.people import rules as people_rules
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.desk import PER_PAGE, DeskScreen, age_of
from portal.safeguarding.forms import OutcomeForm
from portal.safeguarding.models import Report


@method_decorator(permission_required("safeguarding.view_report"), name="dispatch")
class Reports(DeskScreen):
    """This will list reports: possible danger first, then oldest; those looked at on a page of their own."""

    page_title = gettext_lazy("Lời báo")
    template_name = "safeguarding/admin/desk/reports.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        shows_handled = request.GET.get("xong") == "1"
        page = Paginator(queries.listed_reports(is_handled=shows_handled), PER_PAGE).get_page(request.GET.get("p", ""))
        listed = [(report, age_of(report.received_at, at)) for report in page]
        return self.show(page=page, listed=listed, shows_handled=shows_handled)


@method_decorator(permission_required("safeguarding.view_report"), name="dispatch")
class ReportDetail(DeskScreen):
    """This will show one report, the ways to what it is about, and take what was done."""

    template_name = "safeguarding/admin/desk/report.html"
    report: Report

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.has_perm("safeguarding.view_report"):
            found = queries.reports().filter(pk=kwargs["pk"]).first()
            if found is None:
                raise Http404
            self.report = found

    def get_page_title(self) -> str:
        return _("Lời báo: %(reason)s") % {"reason": self.report.get_reason_display()}

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._show(OutcomeForm(), timezone.now())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form, at = OutcomeForm(request.POST), timezone.now()
        if not form.is_valid():
            return self._show(form, at, status=400)
        try:
            actions.handle_report(self.report, outcome=form.cleaned_data["outcome"], by=self.person, at=at)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("texts:report", pk)
        messages.success(request, _("Đã ghi lời báo này xem xong."))
        return redirect("texts:reports")

    def _show(self, form: OutcomeForm, at: datetime, status: int = 200) -> HttpResponse:
        report = self.report
        return self.show(
            status=status,
            report=report,
            age=age_of(report.received_at, at),
            form=form,
            same=queries.reports().filter(about=report.about).exclude(pk=report.pk)[:10],
            sees_protection=why_not(people_rules.check_can_protect, self.person, at=at) is None,
            why_not_handle=why_not(rules.check_can_handle_report, report, by=self.person),
        )
