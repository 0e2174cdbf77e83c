"""Requests about one's own information, with their two clocks."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.answers import actions, forms, queries, rules
from portal.answers.admin_views.screens import PER_PAGE, Screen, ThreadScreen
from portal.foundation.refusals import Refusal, why_not

DEEDS = {"answer": actions.answer_request, "finish": actions.finish_request, "refuse": actions.refuse_request}


class RequestScreen(Screen):
    permission: ClassVar[str] = "answers.view_datarequest"
    index_name = "data_requests:index"
    index_label = gettext_lazy("Yêu cầu về thông tin")
    page_title = gettext_lazy("Yêu cầu về thông tin")
    header_icon = "key"


class RequestIndex(RequestScreen):
    """This will list requests, most urgent first; what is late is red."""

    template_name = "answers/admin/data_requests.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(queries.data_requests(self.person), PER_PAGE).get_page(request.GET.get("p", ""))
        return self.show(page=page, today=timezone.localdate())


class RequestDetail(RequestScreen, ThreadScreen):
    """This will show one request and take what is done about it."""

    template_name = "answers/admin/data_request.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.has_perm(self.permission):
            self.asked = get_object_or_404(queries.data_requests(self.person), pk=kwargs["pk"])
            self.receipt = self.asked.receipt

    def get_page_title(self) -> str:
        return _("Xin %(what)s") % {"what": self.asked.get_kind_display()}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show_request()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "open" in request.POST:
            opened, opening_form = self.open_words(request)
            return self.show_request(200 if opened else 422, opened=opened, opening_form=opening_form)
        form = forms.ReplyForm(request.POST, signatures=self.signatures)
        deed = DEEDS.get(request.POST.get("do", ""), actions.answer_request)
        if not form.is_valid():
            return self.show_request(422, form=form)
        try:
            deed(self.asked, by=self.person, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show_request(refusal.status, form=form)
        messages.success(request, _("Đã ghi. Người gửi thấy khi ghi mã phiếu."))
        return redirect("data_requests:detail", self.asked.pk)

    def show_request(self, status: int = 200, **context: Any) -> HttpResponse:
        refusal = why_not(rules.check_can_handle_request, self.asked, by=self.person)
        about = queries.texts_of(self.asked.about) if self.asked.about else []
        shown = {"asked": self.asked, "about": about, "today": timezone.localdate(), "why_not_reply": refusal}
        return self.show(status, **self.thread(**shown, **context))
