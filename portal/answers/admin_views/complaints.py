"""Complaints, for the director alone."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.answers import actions, forms, queries
from portal.answers.admin_views.screens import PER_PAGE, Screen, ThreadScreen
from portal.foundation.refusals import Refusal


class ComplaintScreen(Screen):
    permission: ClassVar[str] = "answers.view_complaint"
    index_name = "complaints:index"
    index_label = gettext_lazy("Phản ánh")
    page_title = gettext_lazy("Phản ánh")
    header_icon = "warning"


class ComplaintIndex(ComplaintScreen):
    """This will list complaints, unanswered first, without a word of them."""

    template_name = "answers/admin/complaints.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(queries.complaints_for(self.person), PER_PAGE).get_page(request.GET.get("p", ""))
        return self.show(page=page, today=timezone.localdate())


class ComplaintDetail(ComplaintScreen, ThreadScreen):
    """This will show one complaint, its words once a reason is given, and take the answer."""

    template_name = "answers/admin/complaint.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.has_perm(self.permission):
            self.complaint = get_object_or_404(queries.complaints_for(self.person), pk=kwargs["pk"])
            self.receipt = self.complaint.receipt

    def get_page_title(self) -> str:
        return capfirst(self.complaint.get_about_display())

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(**self.thread(complaint=self.complaint))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        if "open" in request.POST:
            opening = forms.OpeningForm(request.POST)
            opened = []
            if opening.is_valid():
                opened = actions.read_complaint(
                    self.complaint, reason=opening.cleaned_data["reason"], by=self.person, at=at
                )
            context = self.thread(complaint=self.complaint, opened=opened, opening_form=opening)
            return self.show(200 if opening.is_valid() else 422, **context)
        form = forms.ReplyForm(request.POST, signatures=self.signatures)
        if not form.is_valid():
            return self.show(422, **self.thread(complaint=self.complaint, form=form))
        try:
            actions.answer_complaint(self.complaint, by=self.person, at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show(refusal.status, **self.thread(complaint=self.complaint, form=form))
        messages.success(request, _("Đã trả lời. Người gửi thấy khi ghi mã phiếu."))
        return redirect("complaints:detail", self.complaint.pk)
