"""Screens about one member: her doors, whose yes is missing, and what she says on paper."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from clubs import actions, forms
from clubs.admin_views.facilitating import MemberScreen
from portal.foundation import form_tokens
from portal.foundation.refusals import Refusal
from portal.people import queries as people_queries
from portal.people.models import OFFERED_BANDS, Activity

PAPER = "clubs.paper"


class Member(MemberScreen):
    """This will show what a facilitator may do for one member. A new PIN is shown once, here, and never again."""

    template_name = "clubs/admin/member.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest) -> HttpResponse:
        verb = request.POST.get("viec", "")
        try:
            if verb == "ma-rieng":
                return self._show(new_pin=actions.reset_pin(self.membership, by=self.person, at=self.at))
            if verb == "mo-khoa":
                actions.unlock_member(self.membership, by=self.person, at=self.at)
                messages.success(request, _("Đã mở khóa. Em thử lại mã riêng được rồi."))
            elif verb == "tuoi":
                band = request.POST.get("age_band", "")
                actions.correct_age_band(self.membership, age_band=band, by=self.person, at=self.at)
                messages.success(request, _("Đã sửa nhóm tuổi. Việc cần ai đồng ý tính theo tuổi mới."))
            elif verb == "thoi":
                actions.end_membership(self.membership, by=self.person, at=self.at)
                messages.success(request, _("Đã cho em thôi câu lạc bộ. Bút danh của em dùng lại được."))
                return redirect("clubs:club", self.club.pk)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("clubs:member", self.club.pk, self.membership.participant_id)

    def _show(self, new_pin: str = "") -> HttpResponse:
        member = self.membership.participant
        return self.show(
            new_pin=new_pin,
            age_bands=OFFERED_BANDS,
            consent=people_queries.consent_status(member, Activity.CLUB, at=self.at),
            consent_address=reverse("consents:participant", args=[member.pk]),
        )


class PaperEntry(MemberScreen):
    """This will take what a child wrote on paper or told, word for word, marked as such."""

    page_title = gettext_lazy("Ghi hộ lời của em")
    template_name = "clubs/admin/paper.html"

    def get_page_title(self) -> str:
        return str(self.page_title)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=forms.PaperForm(), token=form_tokens.issue(PAPER, instance=uuid4()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.PaperForm(request.POST)
        try:
            token = form_tokens.check(request.POST.get(form_tokens.FIELD, ""), purpose=PAPER)
            if form.is_valid():
                _opinion, code = actions.submit_opinion(
                    self.membership.participant,
                    instance=token.instance,
                    to=form.cleaned_data["to"],
                    content=form.cleaned_data["words"],
                    provenance=form.cleaned_data["provenance"],
                    entered_by=self.person,
                    at=self.at,
                )
                return self.show(form=None, code=code)
        except Refusal as refusal:
            form.is_valid()
            form.take_refusal(refusal)
        return self.show(status=400, form=form, token=form_tokens.issue(PAPER, instance=uuid4()))
