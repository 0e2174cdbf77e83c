"""Staff screens about what needs protection: for protection officers, opened with a reason each time."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views import generic

from portal.foundation import desk
from portal.foundation.refusals import Refusal, why_not
from portal.people.models import User
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.concern_rows import rows_of
from portal.safeguarding.forms import (
    ClosingForm,
    ConcernOpeningForm,
    ConcernPassOnForm,
    NewConcernForm,
    SeverityForm,
)
from portal.safeguarding.models import Concern, FreeText, Severity, TextKind

OPEN_FOR = timedelta(minutes=15)
"""How long one reason holds: after it, opening the same concern needs a reason again."""
ON_A_PAGE = 20


@method_decorator(permission_required("safeguarding.view_concern"), name="dispatch")
class ConcernScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens about concerns share: who may see them now, and the way back."""

    header_icon = "warning"

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rules.check_can_open_concern(by=self.person, at=timezone.now())
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("concerns:index"), "label": _("Điều cần bảo vệ")}]
        return items if isinstance(self, ConcernIndex) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class ConcernIndex(ConcernScreen):
    """This will list what is open with its clocks, or what was closed, without a word of what it is about."""

    page_title = gettext_lazy("Điều cần bảo vệ")
    template_name = "safeguarding/admin/concerns/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        is_closed = "da-dong" in request.GET
        found = queries.closed_concerns() if is_closed else queries.open_concerns()
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p", ""))
        return self.show(is_closed=is_closed, page=page, rows=rows_of(page, at=timezone.now()))


class NewConcern(ConcernScreen):
    """This will take down what an adult told the centre about a child in danger."""

    page_title = gettext_lazy("Ghi một việc mới")
    template_name = "safeguarding/admin/concerns/new.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=NewConcernForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewConcernForm(request.POST)
        if not form.is_valid():
            return self.show(status=400, form=form)
        concern = actions.open_concern(
            origin=Concern.Origin.STAFF, **form.cleaned_data, by=self.person, at=timezone.now()
        )
        messages.success(request, _("Đã ghi. Người trực đã được báo theo mức độ."))
        return redirect("concerns:detail", concern.pk)


class OneConcern(ConcernScreen):
    """What the screens about one concern share: it, and whether this person opened it with a reason just now."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = Concern.objects.select_related("acknowledged_by", "closed_by", "opened_by", "found_none_by", "place")
        self.concern = get_object_or_404(found, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Việc %(number)s") % {"number": self.concern.number}

    @property
    def opened_key(self) -> str:
        return f"concern {self.concern.pk}"

    def is_opened(self, at: datetime) -> bool:
        opened = self.request.session.get(self.opened_key)
        return opened is not None and timedelta() <= at - datetime.fromisoformat(opened) < OPEN_FOR


class ConcernDetail(OneConcern):
    """This will ask for a reason, and then show the child's words as they were written, the steps, and what can be done."""

    template_name = "safeguarding/admin/concerns/detail.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show_concern()

    def show_concern(self, status: int = 200, **forms: Any) -> HttpResponse:
        at, concern, by = timezone.now(), self.concern, self.person
        row = rows_of([concern], at=at)[0]
        if not self.is_opened(at):
            return self.show(
                status=status, row=row, concern=concern, opening_form=forms.get("opening", ConcernOpeningForm())
            )
        texts = concern.texts.exclude(keep_from=by).order_by("received_at", "pk") if concern.is_open else []
        context = {
            "texts": [_text(text) for text in texts],
            "reports": queries.reports_in(concern),
            "summary": queries.summary_of(concern),
            "steps": concern.steps.select_related("by", "to"),
            "hand_overs": concern.hand_overs.select_related("agency", "told_by"),
            "is_opened": True,
        }
        if concern.is_open:
            context |= {
                "may_take": concern.state == Concern.State.OPEN,
                "pass_on_form": forms.get("pass_on") or ConcernPassOnForm(by=by, at=at),
                "severity_form": forms.get("severity") or SeverityForm(initial={"severity": concern.severity}),
                "closing_form": forms.get("closing") or ClosingForm(),
                "why_not_close": why_not(
                    rules.check_can_close_concern, concern, is_no_concern=False, reason="-", by=by, at=at
                ),
                "shown_form": next(iter(forms), ""),
            }
        return self.show(status=status, row=row, concern=concern, **context)


class ConcernOpening(ConcernDetail):
    """This will write the reason into the access log and open the concern for a quarter of an hour."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form, at = ConcernOpeningForm(request.POST), timezone.now()
        if not form.is_valid():
            return self.show_concern(status=400, opening=form)
        actions.log_opening(self.concern, reason=form.cleaned_data["reason"], by=self.person, at=at)
        request.session[self.opened_key] = at.isoformat()
        return redirect("concerns:detail", self.concern.pk)


class ConcernAction(ConcernDetail):
    """One POST about an opened concern, back to it with a sentence."""

    http_method_names = ["post"]
    form_name = ""
    done = gettext_lazy("Xong.")

    def form(self, at: datetime) -> Any:
        """The form that is filled, or None when there is nothing to fill."""
        return None

    def act(self, typed: dict[str, Any], at: datetime) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        if not self.is_opened(at):
            messages.warning(request, _("Đã quá 15 phút. Hãy ghi lý do và mở lại."))
            return redirect("concerns:detail", self.concern.pk)
        form = self.form(at)
        if form is not None and not form.is_valid():
            return self.show_concern(status=400, **{self.form_name: form})
        try:
            self.act(form.cleaned_data if form is not None else {}, at)
        except Refusal as refusal:
            if form is None or not refusal.fields:
                messages.error(request, str(refusal))
                return redirect("concerns:detail", self.concern.pk)
            form.take_refusal(refusal)
            return self.show_concern(status=refusal.status, **{self.form_name: form})
        messages.success(request, str(self.done))
        return redirect("concerns:detail", self.concern.pk)


class ConcernAcknowledgement(ConcernAction):
    """This will note that this officer takes the concern on."""

    done = gettext_lazy("Bạn đã nhận việc này. Người khác không bị báo thêm.")

    def act(self, typed: dict[str, Any], at: datetime) -> None:
        actions.acknowledge_concern(self.concern, by=self.person, at=at)


class ConcernPassingOn(ConcernAction):
    """This will ask a colleague to take the concern on."""

    form_name = "pass_on"
    done = gettext_lazy("Đã giao và báo đồng nghiệp. Khi đồng nghiệp nhận, việc mới thôi báo.")

    def form(self, at: datetime) -> ConcernPassOnForm:
        return ConcernPassOnForm(self.request.POST, by=self.person, at=at)

    def act(self, typed: dict[str, Any], at: datetime) -> None:
        actions.pass_on_concern(self.concern, to=typed["to"], by=self.person, at=at)


class ConcernSeverity(ConcernAction):
    """This will give the concern another severity and clock."""

    form_name = "severity"
    done = gettext_lazy("Đã đổi mức độ.")

    def form(self, at: datetime) -> SeverityForm:
        return SeverityForm(self.request.POST)

    def act(self, typed: dict[str, Any], at: datetime) -> None:
        actions.change_severity(self.concern, **typed, by=self.person, at=at)


class ConcernClosing(ConcernAction):
    """This will close the concern, when it was handed over or is none."""

    form_name = "closing"
    done = gettext_lazy("Đã đóng.")

    def form(self, at: datetime) -> ClosingForm:
        return ClosingForm(self.request.POST)

    def act(self, typed: dict[str, Any], at: datetime) -> None:
        actions.close_concern(self.concern, **typed, by=self.person, at=at)
        if self.concern.is_open:
            self.done = gettext_lazy("Đã ghi. Việc này đóng khi một cán bộ bảo vệ khác cũng thấy như vậy.")


def _text(text: FreeText) -> dict[str, Any]:
    """What a child wrote or drew, whole; what cannot be read is said, not hidden."""
    words, problem = "", ""
    strokes: list[dict[str, Any]] = []
    try:
        words, strokes = queries.words_of(text), queries.strokes_of(text)
    except Refusal as refusal:
        problem = str(refusal)
    is_recording = text.kind == TextKind.RECORDING and bool(text.original)
    return {"text": text, "words": words, "strokes": strokes, "problem": problem, "is_recording": is_recording}


@desk.panel
class OpenConcerns(desk.Panel):
    """What is not closed, with its clocks, for protection officers."""

    order = 80
    permission = "safeguarding.view_concern"
    heading = gettext_lazy("Điều cần bảo vệ")
    template_name = "safeguarding/admin/concerns/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        refusal = why_not(rules.check_can_open_concern, by=user, at=at)
        found = [] if refusal else list(queries.open_concerns()[:9])
        rows = rows_of(found[:8], at=at)
        is_late = any(row["is_late"] for row in rows)
        is_urgent = any(one.severity == Severity.NOW and one.state == Concern.State.OPEN for one in found)
        return {
            "refusal": refusal,
            "rows": rows,
            "is_late": is_late,
            "is_urgent": is_urgent,
            "has_more": len(found) > 8,
        }
