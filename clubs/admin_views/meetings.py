"""Screens about what a club did: today's meeting in three taps, and incidents."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from clubs import actions, forms, queries, rules
from clubs.admin_views.facilitating import ClubScreen
from portal.foundation.refusals import Refusal, why_not
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Severity

TOLD: dict[int, Any] = {
    Severity.NOW: gettext_lazy("Đã báo. Cán bộ trực của Trung tâm nhận tin ngay, và phải nhận việc trong 30 phút."),
    Severity.TODAY: gettext_lazy("Đã báo. Cán bộ trực của Trung tâm nhận tin ngay, và xem trong ngày làm việc."),
    Severity.SOON: gettext_lazy("Đã báo. Cán bộ trực nhận tin trong giờ làm việc, và xem trong hai ngày làm việc."),
}
"""What becomes of an incident, by how grave it is."""


class NewMeeting(ClubScreen):
    """This will write down a meeting. Words with personal data come back masked first, to be looked at by the writer."""

    page_title = gettext_lazy("Buổi sinh hoạt hôm nay")
    template_name = "clubs/admin/meeting.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        usual = {"girls": 0, "boys": 0, "others": 0, "adults": 1, **queries.usual(self.club)}
        return self.show(
            form=forms.MeetingForm(
                initial={**usual, "held_on": timezone.localdate(self.at), "topic": _("Sinh hoạt định kỳ")}
            )
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.MeetingForm(request.POST)
        if not form.is_valid():
            return self.show(status=400, form=form)
        values: dict[str, Any] = dict(form.cleaned_data)
        is_checked = values.pop("confirmed")
        try:
            actions.record_meeting(self.club, **values, is_checked=is_checked, by=self.person, at=self.at)
        except rules.MeetingTellsWho as refusal:
            # The words are kept nowhere until the writer has looked: what is offered is the masked ones.
            masked = {name: safeguarding_queries.mask(values[name]) for name in refusal.fields}
            shown = forms.MeetingForm({**request.POST.dict(), **masked})
            shown.is_valid()
            shown.take_refusal(refusal)
            return self.show(status=400, form=shown, before=[values[name] for name in refusal.fields])
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show(status=refusal.status, form=form)
        messages.success(request, _("Đã ghi buổi sinh hoạt."))
        return redirect("clubs:club", self.club.pk)


class NewIncident(ClubScreen):
    """This will report an incident, and say who hears of it when."""

    page_title = gettext_lazy("Báo sự cố")
    template_name = "clubs/admin/incident.html"

    def check(self) -> None:
        rules.check_looks_after(self.person, self.club)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=forms.IncidentForm(initial={"happened_at": timezone.localtime(self.at)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.IncidentForm(request.POST)
        if not form.is_valid():
            return self.show(status=400, form=form)
        try:
            incident = actions.report_incident(self.club, **form.cleaned_data, by=self.person, at=self.at)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show(status=refusal.status, form=form)
        messages.success(request, f"{TOLD[incident.concern.severity]} {_('Bạn cũng báo ngay Ủy ban nhân dân xã.')}")
        if why_not(rules.check_can_facilitate, self.person, self.club, at=self.at):
            return redirect("clubs:index")
        return redirect("clubs:club", self.club.pk)
