"""Staff screens: the units of every list, to be read and searched, never edited."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.places.models import AdministrativeUnit, Edition, Kind


class UnitFilterSet(WagtailFilterSet):
    """By list and by level."""

    edition = django_filters.ModelChoiceFilter(queryset=Edition.objects.all(), label=gettext_lazy("Danh mục"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=gettext_lazy("Cấp"))

    class Meta:
        model = AdministrativeUnit
        fields = ["edition", "kind"]


class UnitIndex(generic.IndexView):
    """The list: searched by old and new names as visitors search, not by Wagtail's index."""

    is_searchable = True
    filterset_class = UnitFilterSet
    columns = [
        Column("label", label=gettext_lazy("Tên"), accessor=lambda unit: unit.label()),
        Column("code", label=gettext_lazy("Mã")),
        Column("kind", label=gettext_lazy("Cấp"), accessor="get_kind_display"),
        Column("became", label=gettext_lazy("Nay là"), accessor=lambda unit: "; ".join(map(str, unit.became.all()))),
        Column("boundaries", label=gettext_lazy("Địa giới"), accessor=lambda unit: unit.edition.label),
    ]

    def get_base_queryset(self) -> QuerySet[AdministrativeUnit]:
        return AdministrativeUnit.objects.with_changes().order_by("-edition__code", "sort_key", "code")

    def search_queryset(self, queryset: Any) -> QuerySet[AdministrativeUnit]:
        return queryset.matching(self.search_query) if self.search_query else queryset


class UnitViewSet(ModelViewSet):
    """Screens of units for administrators; the lists come from files by `load_places`."""

    model = AdministrativeUnit
    name = "places"
    url_prefix = "don-vi-hanh-chinh"
    icon = "site"
    menu_label = gettext_lazy("Đơn vị hành chính")
    add_to_settings_menu = True
    menu_order = 900
    index_view_class = UnitIndex
    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields = ["became"]
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = {f"{name}_url_name": None for name in ("add", "edit", "delete", "history", "usage")}
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_index_view_kwargs(**kwargs)
        # The screen has its own columns, filters and search.
        return {
            name: value for name, value in given.items() if name not in {"list_display", "list_filter", "search_fields"}
        }

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results"}]
