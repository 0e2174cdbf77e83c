"""Screens of administrators: clubs, who looks after them, past head-counts from a file, totals by old and new boundaries."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from clubs import actions, forms, queries
from clubs.admin_views.facilitating import Screen
from clubs.models import Club, ClubFacilitator
from portal.foundation.forms import key_in
from portal.foundation.refusals import Refusal
from portal.people.models import User
from portal.places import queries as places_queries
from portal.places.fields import CommuneField
from portal.places.models import AdministrativeUnit, Kind

PERIOD = (2013, 2020)


class ClubForm(WagtailAdminModelForm):
    """A club as an administrator types it; places by name, new or old."""

    place = CommuneField(label=gettext_lazy("Xã, phường nay"))

    class Meta:
        model = Club
        fields = ["name", "kind", "place", "old_district", "school", "founded_on", "ended_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["place"] = self.instance.place
        self.fields["old_district"].queryset = (
            AdministrativeUnit.objects.with_places()
            .filter(kind=Kind.LEGACY_DISTRICT)
            .order_by("province__sort_key", "sort_key")
        )


class _Saved:
    """Saves through the action; what it refuses is shown beside the fields."""

    def save_instance(self) -> Club:
        return actions.save_club(self.form.instance, by=cast(User, self.request.user), at=timezone.now())  # type: ignore[attr-defined]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            known: dict[str | None, list[str]] = {
                name: said for name, said in refusal.fields.items() if name in form.fields
            }
            for name, sentences in (known or {None: [str(refusal)]}).items():
                for sentence in sentences:
                    form.add_error(name, sentence)
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class ClubCreate(_Saved, generic.CreateView):
    pass


class ClubEdit(_Saved, generic.EditView):
    can_delete = False


class ClubIndex(generic.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """The way to who looks after a club is for those who may change that."""
        may_change = self.request.user.has_perm("clubs.change_club")
        return [column for column in super().columns if may_change or column.name != "facilitators"]


class ClubViewSet(ModelViewSet):
    """Clubs: added, changed, ended; never deleted, since years of head-counts hang on them."""

    model = Club
    name = "all_clubs"
    url_prefix = "cac-cau-lac-bo"
    icon = "group"
    index_view_class = ClubIndex
    add_view_class = ClubCreate
    edit_view_class = ClubEdit
    copy_view_enabled = False
    list_display = [
        "name",
        Column("kind", label=gettext_lazy("Loại"), accessor="get_kind_display"),
        "place",
        "founded_on",
        TitleColumn(
            "facilitators",
            label=gettext_lazy("Người phụ trách"),
            accessor=lambda club: _("Xem và giao"),
            get_url=lambda club: reverse("clubs:facilitators", args=[club.pk]),
        ),
    ]
    list_filter = ["kind"]
    list_export = ["name", "get_kind_display", "place", "old_district", "school", "founded_on", "ended_on"]
    search_fields = ["name", "school"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return ClubForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"delete", "usage"}]


@method_decorator(permission_required("clubs.change_club"), name="dispatch")
class Facilitators(Screen):
    """This will show who looks after a club, appoint another, and end one's care."""

    template_name = "clubs/admin/facilitators.html"
    club: Club

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.club = get_object_or_404(Club, pk=kwargs["club"])

    def get_page_title(self) -> str:
        return _("Người phụ trách %(club)s") % {"club": self.club}

    def get(self, request: HttpRequest, club: int) -> HttpResponse:
        return self._show(forms.FacilitatorForm(initial={"vetted_on": timezone.localdate(self.at)}))

    def post(self, request: HttpRequest, club: int) -> HttpResponse:
        if key := request.POST.get("thoi"):
            row = get_object_or_404(ClubFacilitator, club=self.club, pk=key_in(key))
            actions.end_facilitator(row, by=self.person, at=self.at)
            messages.success(request, _("Đã ghi: thôi phụ trách."))
            return redirect("clubs:facilitators", self.club.pk)
        form = forms.FacilitatorForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=400)
        try:
            actions.appoint_facilitator(self.club, **form.cleaned_data, by=self.person, at=self.at)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self._show(form, status=refusal.status)
        messages.success(request, _("Đã giao phụ trách."))
        return redirect("clubs:facilitators", self.club.pk)

    def _show(self, form: forms.FacilitatorForm, status: int = 200) -> HttpResponse:
        rows = self.club.facilitators.select_related("user", "vetted_by").order_by("ended_on", "vetted_on")
        return self.show(status=status, form=form, club=self.club, rows=rows)


@method_decorator(permission_required("clubs.view_club"), name="dispatch")
class Totals(Screen):
    """This will show head-counts by old district and by commune of today: the same whole by two boundaries (R-17)."""

    page_title = gettext_lazy("Số em theo nơi")
    template_name = "clubs/admin/totals.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = _years(request)
        districts = queries.members_by_old_district(years=years)
        communes = queries.members_by_commune(years=years)
        return self.show(
            years=years,
            tables=[
                (_("Theo huyện cũ"), districts, queries.whole(districts), _edition("2025-06-30")),
                (_("Theo xã, phường nay"), communes, queries.whole(communes), _edition(None, at=self.at)),
            ],
            can_import=self.person.has_perm("clubs.add_club"),
        )


def _years(request: HttpRequest) -> tuple[int, int]:
    typed = [request.GET.get(name, "") for name in ("tu", "den")]
    if all(year.isascii() and year.isdigit() and len(year) == 4 for year in typed):
        return int(typed[0]), int(typed[1])
    return PERIOD


def _edition(day: str | None, *, at: datetime | None = None) -> str:
    on = datetime.fromisoformat(day).date() if day else timezone.localdate(at)
    edition = places_queries.edition_on(on)
    return edition.label if edition else ""


@method_decorator(permission_required("clubs.add_club"), name="dispatch")
class Import(Screen):
    """This will take a file of clubs and past head-counts. One wrong row, and nothing is stored."""

    page_title = gettext_lazy("Nhập câu lạc bộ từ tệp")
    template_name = "clubs/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=forms.ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = forms.ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(status=400, form=form)
        try:
            done = actions.import_clubs(form.cleaned_data["file"].read(), by=self.person, at=self.at)
        except Refusal as refusal:
            return self.show(status=refusal.status, form=form, refusal=refusal, errors=refusal.fields.get("rows", []))
        messages.success(
            request,
            _("Đã nhập: %(clubs)s câu lạc bộ mới, %(counts)s số liệu năm.")
            % {"clubs": done.clubs, "counts": done.counts},
        )
        return redirect("clubs:totals")
