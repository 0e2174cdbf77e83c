"""Receipts that wait for an answer, replies that wait for a second person."""

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


class ReceiptScreen(Screen):
    permission: ClassVar[str] = "answers.view_receipt"
    index_name = "receipts:index"
    index_label = gettext_lazy("Biên nhận")
    page_title = gettext_lazy("Biên nhận")
    header_icon = "mail"


class ReceiptIndex(ReceiptScreen):
    """This will list what waits: promised answers, most overdue first, replies nobody else has seen, and everything."""

    template_name = "answers/admin/receipts.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        show = request.GET.get("xem", "")
        rows = queries.receipts_listed(self.person) if show == "tat-ca" else None
        if rows is None:
            rows = queries.receipts_to_answer(self.person, today=today)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p", ""))
        return self.show(page=page, show=show, today=today, unseen=queries.replies_unseen(self.person)[:PER_PAGE])


class ReceiptDetail(ReceiptScreen, ThreadScreen):
    """This will show one receipt and take a reply."""

    template_name = "answers/admin/receipt.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.has_perm(self.permission):
            # What is kept from somebody is not there for her.
            self.receipt = get_object_or_404(queries.receipts_for(self.person), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.receipt)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.receipt.kind == queries.COMPLAINT:
            return redirect("complaints:detail", self.receipt.complaint.pk)
        if self.receipt.kind == queries.DATA_REQUEST:
            return redirect("data_requests:detail", self.receipt.data_request.pk)
        return self.show_thread()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "open" in request.POST:
            opened, opening_form = self.open_words(request)
            return self.show_thread(200 if opened else 422, opened=opened, opening_form=opening_form)
        form = forms.ReplyForm(request.POST, signatures=self.signatures)
        if not form.is_valid():
            return self.show_thread(422, form=form)
        try:
            actions.reply(self.receipt, by=self.person, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show_thread(refusal.status, form=form)
        hint = rules.hard_to_read(form.cleaned_data["words"])
        if hint:
            messages.warning(request, _("Có câu hơi dài với các em: “%(sentence)s”") % {"sentence": hint[0]})
        messages.success(request, _("Em đã thấy lời trả lời. Một người khác cần xem lại."))
        return redirect("receipts:detail", self.receipt.pk)

    def show_thread(self, status: int = 200, **context: Any) -> HttpResponse:
        refusal = why_not(rules.check_can_reply, self.receipt, by=self.person)
        return self.show(status, **self.thread(why_not_reply=refusal, **context))


class ReplySeen(ReceiptScreen):
    """This will note that a second person has read a reply."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entry = get_object_or_404(queries.replies_for(self.person), pk=pk)
        try:
            actions.see_reply(entry, by=self.person, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi: bạn đã xem lời này."))
        return redirect("receipts:index")
