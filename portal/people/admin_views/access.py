"""The access log, read only. Opening it is itself a line in it."""

from typing import Any, cast

import django_filters
from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from portal.people import actions
from portal.people.models import AccessEntry, User


class AccessFilterSet(WagtailFilterSet):
    """By person, verb and day."""

    by = django_filters.ModelChoiceFilter(queryset=User.objects.order_by("sort_key"), label=gettext_lazy("Ai"))
    verb = django_filters.CharFilter(lookup_expr="icontains", label=gettext_lazy("Việc"))
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Ngày"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessEntry
        fields = ["by", "verb", "at"]


def _as_text(value: Any) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    words = "" if value is None else str(value)
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


def subject_in_words(subject: str) -> str:
    """This will say "ý kiến trong hộp 1f…" where a line names a row by its model; anything else stays as it is."""
    label, _space, rest = subject.partition(" ")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return subject
    return f"{model._meta.verbose_name} {rest}".strip()


class AccessReport(ReportView):
    """Who opened or did what, when, why."""

    model = AccessEntry
    page_title = gettext_lazy("Nhật ký mở xem")
    header_icon = "history"
    index_url_name = "people_access"
    index_results_url_name = "people_access_results"
    filterset_class = AccessFilterSet
    any_permission_required = ["view"]
    default_ordering = "-at"
    columns = [
        Column(
            "at",
            label=gettext_lazy("Lúc"),
            accessor=lambda entry: timezone.localtime(entry.at).strftime("%d/%m/%Y %H:%M:%S"),
        ),
        Column("by", label=gettext_lazy("Ai")),
        Column("verb", label=gettext_lazy("Việc"), accessor=lambda entry: gettext(entry.verb)),
        Column("subject", label=gettext_lazy("Đối tượng"), accessor=lambda entry: subject_in_words(entry.subject)),
        Column("reason", label=gettext_lazy("Lý do")),
    ]
    list_export = ["at", "by", "verb", "subject", "reason"]
    export_headings = {
        "at": gettext_lazy("Lúc"),
        "by": gettext_lazy("Ai"),
        "verb": gettext_lazy("Việc"),
        "subject": gettext_lazy("Đối tượng"),
        "reason": gettext_lazy("Lý do"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        plain = {self.FORMAT_CSV: _as_text, self.FORMAT_XLSX: _as_text}
        self.custom_field_preprocess = {
            **getattr(self, "custom_field_preprocess", {}),
            **dict.fromkeys(("by", "verb", "subject", "reason"), plain),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb = gettext_noop("xuất nhật ký mở xem") if self.is_export else gettext_noop("xem nhật ký mở xem")
        asked = ", ".join(f"{name}={value}" for name, value in request.GET.items() if value)
        actions.log_access(
            by=cast(User, request.user),
            verb=verb,
            subject=gettext_noop("Nhật ký mở xem"),
            reason=asked,
            at=timezone.now(),
        )
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AccessEntry]:
        self.queryset = AccessEntry.objects.select_related("by")
        return super().get_queryset()

    def get_filename(self) -> str:
        return f"nhat-ky-mo-xem-{timezone.localdate():%Y-%m-%d}"
