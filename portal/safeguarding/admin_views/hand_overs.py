"""Staff screens about handing a concern over: who was told, and the sheet for them (R-06)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portal.foundation.refusals import Refusal
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.concerns import OneConcern
from portal.safeguarding.forms import HandOverForm
from portal.safeguarding.models import TextKind


class NewHandOver(OneConcern):
    """This will take down who was told of a concern, when and how, with the sheet."""

    page_title = gettext_lazy("Ghi bàn giao")
    template_name = "safeguarding/admin/concerns/hand_over.html"

    def get_page_title(self) -> str:
        return _("Ghi bàn giao: %(concern)s") % {"concern": self.concern}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        if not self.is_opened(at):
            return redirect("concerns:detail", self.concern.pk)
        return self.show(concern=self.concern, form=HandOverForm(at=at))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        form = HandOverForm(request.POST, at=at)
        # A long form may take longer than a quarter of an hour: who opened this concern before may still send it.
        if self.opened_key not in request.session:
            return redirect("concerns:detail", self.concern.pk)
        if form.is_valid():
            typed = form.cleaned_data
            try:
                actions.hand_over_concern(
                    self.concern,
                    told=typed["told"],
                    agency=typed["agency"],
                    told_at=form.told_at(),
                    channel=typed["channel"],
                    reference=typed["reference"],
                    sheet=form.sheet(),
                    by=self.person,
                    at=at,
                )
            except Refusal as refusal:
                fields = {"told_on" if name == "told_at" else name: texts for name, texts in refusal.fields.items()}
                refusal.fields = fields
                form.take_refusal(refusal)
            else:
                messages.success(request, _("Đã ghi bàn giao. Bạn in phiếu ở dưới, rồi đóng việc khi đã xong."))
                return redirect("concerns:detail", self.concern.pk)
        return self.show(status=400, concern=self.concern, form=form)


class HandOverSheet(OneConcern):
    """This will show the sheet of one hand-over for printing, and log that it was asked for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: str, number: int) -> HttpResponse:
        at = timezone.now()
        if not self.is_opened(at):
            return redirect("concerns:detail", self.concern.pk)
        found = self.concern.hand_overs.select_related("agency", "told_by")
        hand_over = get_object_or_404(found, pk=number)
        actions.log_opening(self.concern, reason=_("In phiếu bàn giao"), by=self.person, at=at)
        filled = queries.sheet_of(hand_over)
        lines = [(label, filled.get(name, "")) for name, label in rules.SHEET_FIELDS.items()]
        context = {"concern": self.concern, "hand_over": hand_over, "lines": lines}
        return render(request, "safeguarding/admin/concerns/sheet.html", context)


class ConcernRecording(OneConcern):
    """This will play what a child said, while the concern it belongs to is opened."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: str, text: str) -> HttpResponse:
        recordings = self.concern.texts.exclude(keep_from=self.person).filter(kind=TextKind.RECORDING)
        if not self.is_opened(timezone.now()) or not self.concern.is_open:
            return redirect("concerns:detail", self.concern.pk)
        recording = get_object_or_404(recordings, pk=text)
        return HttpResponse(queries.original_of(recording), content_type=recording.media_type or "audio/ogg")
