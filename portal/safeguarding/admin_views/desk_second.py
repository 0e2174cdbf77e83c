"""The second reading of a tenth of the decisions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.foundation.refusals import Refusal
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.desk import PER_PAGE, DeskScreen, age_of
from portal.safeguarding.forms import SecondReadingForm
from portal.safeguarding.models import ReviewDecision


class SecondReadings(DeskScreen):
    """This will list the decisions that wait for another person's look, oldest first."""

    page_title = gettext_lazy("Đọc lại lần hai")
    template_name = "safeguarding/admin/desk/second.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        page = Paginator(queries.awaiting_second_reading(self.person), PER_PAGE).get_page(request.GET.get("p", ""))
        return self.show(page=page, listed=[(made, age_of(made.at, at), rules.is_own_wording(made)) for made in page])


class SecondReadingOfText(DeskScreen):
    """This will write down whether a second person decides the same."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        rows = ReviewDecision.objects.filter(~Q(text__keep_from=self.person)).select_related("text")
        decision = get_object_or_404(rows, pk=pk)
        form = SecondReadingForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Hãy chọn bạn thấy thế nào."))
            return redirect("texts:item", decision.text_id)
        try:
            actions.read_second(decision, by=self.person, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            told = [sentence for sentences in refusal.fields.values() for sentence in sentences]
            messages.error(request, " ".join(told or [str(refusal)]))
            return redirect("texts:item", decision.text_id)
        messages.success(request, _("Đã ghi lần đọc thứ hai."))
        return redirect("texts:second")
