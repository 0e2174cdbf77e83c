"""Staff screens of the roster: the week, one shift, and who is on duty now."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.foundation import desk
from portal.foundation.refusals import Refusal
from portal.foundation.vietnamese import dates
from portal.people.models import User
from portal.safeguarding import actions, queries
from portal.safeguarding.forms import ShiftForm, WeekForm
from portal.safeguarding.models import DAY_BEGINS, DAY_ENDS, DutyShift

Kind = DutyShift.Kind
WEEK = timedelta(days=7)


@method_decorator(permission_required("safeguarding.view_dutyshift"), name="dispatch")
class RosterWeek(generic.base.WagtailAdminTemplateMixin, View):
    """This will show one week of the roster with its gaps, and fill it from the week before or with chosen people."""

    page_title = gettext_lazy("Lịch trực")
    header_icon = "calendar-alt"
    template_name = "safeguarding/admin/duty/week.html"
    http_method_names = ["get", "head"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = timezone.now()
        self.monday = _monday(request.POST.get("tu") or request.GET.get("tu") or "", self.at)

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_week()

    def show_week(self, status: int = 200, form: WeekForm | None = None) -> HttpResponse:
        may_plan = self.person.has_perm("safeguarding.change_dutyshift")
        context = self.get_context_data(
            days=_days(self.monday, self.at),
            monday=self.monday,
            sunday=self.monday + timedelta(days=6),
            before=(self.monday - WEEK).isoformat(),
            after=(self.monday + WEEK).isoformat(),
            may_plan=may_plan,
            form=form or (WeekForm(at=self.at) if may_plan else None),
        )
        return self.render_to_response(context, status=status)

    def back(self) -> HttpResponse:
        return redirect(f"{reverse('roster:week')}?tu={self.monday.isoformat()}")

    def tell(self, count: int) -> None:
        if count:
            messages.success(self.request, _("Đã thêm %(count)s ca. Các ô đã có người giữ nguyên.") % {"count": count})
        else:
            messages.warning(
                self.request, _("Không thêm được ca nào: các ô đã có người, đã qua, hoặc người cũ chưa trực được.")
            )


class RosterCopy(RosterWeek):
    """This will fill the empty slots of a week as the week before."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        self.tell(actions.copy_week(self.monday, by=self.person, at=self.at))
        return self.back()


class RosterFilling(RosterWeek):
    """This will give the empty slots of a week to the chosen people."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WeekForm(request.POST, at=self.at)
        if not form.is_valid():
            return self.show_week(400, form)
        try:
            count = actions.fill_week(self.monday, **form.cleaned_data, by=self.person, at=self.at)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self.show_week(refusal.status, form)
        self.tell(count)
        return self.back()


class _ShiftForms:
    """A shift's form that shows the action's refusal where it belongs."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            about = refusal.fields or {"": [str(refusal)]}
            for name, sentences in about.items():
                form.add_error(name or None, sentences)
            cast(Any, self).produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined]

    def save_instance(self) -> DutyShift:
        view = cast(Any, self)
        return actions.save_shift(view.form.instance, by=view.request.user, at=timezone.now())

    def get_success_url(self) -> str:
        monday = _monday("", cast(Any, self).form.instance.starts_at)
        return f"{reverse('roster:week')}?tu={monday.isoformat()}"


class ShiftCreate(_ShiftForms, generic.CreateView):
    """The form for one shift, begun from the slot that was tapped."""

    page_title = gettext_lazy("Thêm ca trực")

    def get_initial(self) -> dict[str, Any]:
        day, kind = _day(self.request.GET.get("ngay", "")), self.request.GET.get("ca", "")
        if day is None or kind not in Kind.values:
            return {}
        is_night = kind == Kind.ON_CALL
        return {
            "kind": kind,
            "starts_at": _moment(day, DAY_ENDS if is_night else DAY_BEGINS),
            "ends_at": _moment(day + timedelta(days=1), DAY_BEGINS) if is_night else _moment(day, DAY_ENDS),
            "is_second": is_night and "thu-hai" in self.request.GET,
        }


class ShiftEdit(_ShiftForms, generic.EditView):
    """The form that changes one shift."""

    page_title = gettext_lazy("Sửa ca trực")


class ShiftDelete(generic.DeleteView):
    """Asks, then takes a shift that has not begun off the roster."""

    page_title = gettext_lazy("Bỏ ca trực")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            actions.remove_shift(self.object, by=cast(User, self.request.user), at=timezone.now())
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _("Đã bỏ ca trực."))
        return redirect("roster:week")


class ShiftViewSet(ModelViewSet):
    """All shifts as a list that filters and exports; the week is the screen for planning."""

    model = DutyShift
    name = "shifts"
    url_prefix = "ca-truc"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Ca trực")
    add_view_class = ShiftCreate
    edit_view_class = ShiftEdit
    delete_view_class = ShiftDelete
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = "-starts_at"
    list_display = [
        "user",
        Column("get_kind_display", label=gettext_lazy("ca")),
        Column("starts_at", label=gettext_lazy("bắt đầu"), sort_key="starts_at"),
        Column("ends_at", label=gettext_lazy("kết thúc")),
        BooleanColumn("is_second", label=gettext_lazy("người thứ hai")),
    ]
    list_filter = ["kind", "user"]
    list_export = ["user", "get_kind_display", "starts_at", "ends_at", "is_second"]

    def get_form_class(self, for_update: bool = False) -> type[ShiftForm]:
        return ShiftForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"history_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [
            pattern
            for pattern in super().get_urlpatterns()
            if pattern.name not in {"history", "history_results", "usage"}
        ]


@desk.panel
class OnDuty(desk.Panel):
    """Who reads today, who is on call, and what of the next day nobody has taken."""

    order = 310
    permission = "safeguarding.view_dutyshift"
    heading = gettext_lazy("Ai đang trực")
    template_name = "safeguarding/admin/duty/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        return {
            "readers": queries.on_duty(Kind.READER, at),
            "on_call": queries.on_duty(Kind.ON_CALL, at),
            "seconds": queries.on_duty(Kind.ON_CALL, at, is_second=True),
            "gaps": queries.gaps_within(at, timedelta(hours=24)),
        }


def _days(monday: date, at: datetime) -> list[dict[str, Any]]:
    start = _moment(monday, time.min)
    shifts = [shift for shift in queries.shifts_between(start, start + WEEK) if shift.starts_at >= start]
    # What is over needs nobody any more.
    lacking = {(gap.kind, gap.day) for gap in queries.gaps(monday, monday + timedelta(days=6)) if gap.ends_at > at}
    open_days = queries.working_days_between(monday, monday + timedelta(days=6))
    days = []
    for offset in range(7):
        day = monday + timedelta(days=offset)
        mine = [shift for shift in shifts if timezone.localdate(shift.starts_at) == day]
        days.append(
            {
                "day": day,
                "weekday": dates.format_weekday(day),
                "is_today": day == timezone.localdate(at),
                "is_past": day < timezone.localdate(at),
                "is_working": day in open_days,
                "readers": [shift for shift in mine if shift.kind == Kind.READER],
                "on_call": [shift for shift in mine if shift.kind == Kind.ON_CALL and not shift.is_second],
                "seconds": [shift for shift in mine if shift.is_second],
                "lacks_reader": (Kind.READER, day) in lacking,
                "lacks_on_call": (Kind.ON_CALL, day) in lacking,
            }
        )
    return days


def _monday(written: str, at: datetime) -> date:
    day = _day(written) or timezone.localdate(at)
    return day - timedelta(days=day.weekday())


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 2000 < day.year < 2200 else None


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
