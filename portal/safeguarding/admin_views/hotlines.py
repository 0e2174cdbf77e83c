"""Staff screens: hotlines and the proposals to change them, agencies."""

from datetime import datetime
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.foundation import desk
from portal.foundation import hotline as constant
from portal.foundation.refusals import Refusal, why_not
from portal.foundation.vietnamese import dates
from portal.people.models import User
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.forms import HotlineChangeForm, RejectionForm, column_of
from portal.safeguarding.models import Agency, Hotline, HotlineChange

PER_PAGE = 20


@method_decorator(permission_required("safeguarding.view_hotline"), name="dispatch")
class HotlineScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens about hotlines share: who may see them, and the way back."""

    header_icon = "mobile-alt"

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("hotlines:index"), "label": _("Đường dây nóng")}]
        return items if isinstance(self, HotlineIndex) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class HotlineIndex(HotlineScreen):
    """This will list every hotline with its state, and above them the proposals that wait."""

    page_title = gettext_lazy("Đường dây nóng")
    template_name = "safeguarding/admin/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(
            listed=queries.all_hotlines(timezone.now()),
            waiting=queries.waiting_changes(),
            list_is_genuine=queries.genuine_list() is not None,
            may_propose=self.person.has_perm("safeguarding.add_hotlinechange"),
            number_111=constant.NUMBER,
        )


@method_decorator(permission_required("safeguarding.add_hotlinechange"), name="dispatch")
class ProposeChange(HotlineScreen):
    """This will take a proposal: a new hotline, or a change of the one in the address."""

    page_title = gettext_lazy("Đề nghị đổi")
    template_name = "safeguarding/admin/propose.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.hotline = get_object_or_404(Hotline, pk=kwargs["pk"]) if "pk" in kwargs else None

    def get_page_title(self) -> str:
        return _("Đề nghị đổi %(number)s") % {"number": self.hotline.number} if self.hotline else _("Đề nghị số mới")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(form=HotlineChangeForm(initial=self._initial()), hotline=self.hotline)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = HotlineChangeForm(request.POST)
        if form.is_valid():
            try:
                change = actions.propose_hotline_change(
                    hotline=self.hotline,
                    values=form.values(),
                    reason=form.cleaned_data["reason"],
                    by=self.person,
                    at=timezone.now(),
                )
            except Refusal as refusal:
                form.take_refusal(refusal)
            else:
                messages.success(request, _("Đã gửi đề nghị. Một người khác phải xác nhận thì số mới có hiệu lực."))
                return redirect("hotlines:change", change.pk)
        return self.show(status=400, form=form, hotline=self.hotline)

    def _initial(self) -> dict[str, Any]:
        if self.hotline is None:
            return {"valid_from": timezone.localdate()}
        # As it was confirmed, so that the form does not spread what someone slipped into the row.
        draft = Hotline(note=self.hotline.note)
        draft.take(queries.signed_entries().get(self.hotline.pk) or self.hotline.entry())
        names = [name for name in HotlineChangeForm.base_fields if name not in {"reason", "replaced_by"}]
        return {**{name: getattr(draft, name) for name in names}, "replaced_by": draft.replaced_by_id}


class ChangeDetail(HotlineScreen):
    """This will show a proposal: what stands now, what would stand, and who may decide."""

    template_name = "safeguarding/admin/change.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = HotlineChange.objects.select_related("hotline", "proposed_by", "decided_by")
        self.change = get_object_or_404(found, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Đề nghị: %(number)s") % {"number": self.change}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show_change(RejectionForm())

    def _show_change(self, form: RejectionForm, status: int = 200) -> HttpResponse:
        at = timezone.now()
        by = self.person
        return self.show(
            status=status,
            change=self.change,
            rows=_differences(self.change),
            rejection_form=form,
            why_not_confirm=why_not(rules.check_can_confirm_hotline_change, self.change, by=by, at=at),
            why_not_reject=why_not(rules.check_can_decide_hotline_change, self.change, by=by, at=at),
        )


class ChangeConfirmation(ChangeDetail):
    """This will put a proposal into force."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            hotline = actions.confirm_hotline_change(self.change, by=self.person, at=timezone.now())
        except Refusal as refusal:
            messages.error(
                request, " ".join([str(refusal), *(text for texts in refusal.fields.values() for text in texts)])
            )
            return redirect("hotlines:change", pk)
        messages.success(
            request,
            _("Đã xác nhận. %(number)s đã đổi trên trang và danh sách đã được ký lại.") % {"number": hotline.number},
        )
        return redirect("hotlines:index")


class ChangeRejection(ChangeDetail):
    """This will close a proposal without effect."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = RejectionForm(request.POST)
        if not form.is_valid():
            return self._show_change(form, status=400)
        try:
            actions.reject_hotline_change(
                self.change, reason=form.cleaned_data["reason"], by=self.person, at=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("hotlines:change", pk)
        messages.success(request, _("Đã ghi: không nhận đề nghị này."))
        return redirect("hotlines:index")


class ChangeHistory(HotlineScreen):
    """This will list the proposals that were decided, by whom and why."""

    page_title = gettext_lazy("Lịch sử đổi số")
    template_name = "safeguarding/admin/history.html"
    header_icon = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        pages = Paginator(queries.decided_changes(), PER_PAGE)
        return self.show(page=pages.get_page(request.GET.get("p", "")))


class AgencyCreate(generic.CreateView):
    def save_instance(self) -> Agency:
        return actions.save_agency(self.form.instance, by=cast(User, self.request.user), at=timezone.now())


class AgencyEdit(generic.EditView):
    can_delete = False

    def save_instance(self) -> Agency:
        return actions.save_agency(self.form.instance, by=cast(User, self.request.user), at=timezone.now())


class AgencyViewSet(ModelViewSet):
    """Agencies: added, changed, ended; never deleted, since old records say who was told."""

    model = Agency
    name = "agencies"
    url_prefix = "co-quan"
    icon = "group"
    menu_label = gettext_lazy("Cơ quan")
    menu_name = "agencies"
    menu_order = 310
    add_to_admin_menu = True
    add_view_class = AgencyCreate
    edit_view_class = AgencyEdit
    copy_view_enabled = False
    form_fields = ["name", "kind", "phone", "address", "valid_from", "valid_to", "replaced_by"]
    list_display = [
        "name",
        Column("get_kind_display", label=gettext_lazy("Loại")),
        "phone",
        "valid_from",
        "valid_to",
    ]
    list_filter = ["kind"]
    search_fields = ["name", "address"]
    list_export = ["name", "get_kind_display", "phone", "address", "valid_from", "valid_to"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"delete", "usage"}]


def _differences(change: HotlineChange) -> list[dict[str, Any]]:
    """The fields of a proposal beside what two people last confirmed, or beside what stood when it was decided."""
    before: dict[str, Any] = {}
    if change.hotline and change.is_waiting:
        before = {
            **(queries.signed_entries().get(change.hotline.pk) or change.hotline.entry()),
            "note": change.hotline.note,
        }
    numbers = dict(Hotline.objects.values_list("pk", "number"))
    rows = []
    for name in (*Hotline.SIGNED, "note"):
        column = column_of(name)
        old, new = before.get(name), change.values.get(name)
        is_changed = (old or None) != (new or None)
        rows.append(
            {
                "label": column.verbose_name,
                "before": _readable(name, old, numbers),
                "after": _readable(name, new, numbers),
                "is_changed": is_changed,
            }
        )
    return rows


def _readable(name: str, value: Any, numbers: dict[int, str]) -> str:
    if value in (None, ""):
        return ""
    if name in {"valid_from", "valid_to", "verified_on"}:
        return dates.format_date(dates.parse_date(value))
    if name == "replaced_by_id":
        return numbers.get(value, str(value))
    return str(Hotline.Kind(value).label) if name == "kind" else str(value)


@desk.panel
class WaitingChanges(desk.Panel):
    """Proposals about hotlines that wait for a second person; and for whoever sees hotlines, the way to them."""

    order = 220
    permission = "safeguarding.view_hotline"
    heading = gettext_lazy("Đường dây nóng")
    template_name = "safeguarding/admin/panel.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any]:
        waiting = list(queries.waiting_changes()[:10])
        return {"changes": [(change, change.proposed_by_id == user.pk) for change in waiting]}
