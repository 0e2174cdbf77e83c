"""Lists of the pages of one type, for those who keep them: found by audience and subject, exported as a sheet."""

from collections import OrderedDict
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.coreutils import multigetattr
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.pages import queries
from portal.pages.admin_views import panels
from portal.pages.models import (
    ArticlePage,
    AudienceGroup,
    PreventionPage,
    QuestionPage,
    ServicePage,
    Subject,
)

_TITLE = PageTitleColumn("title", label=_("Tiêu đề"), sort_key="title", classname="title")
_UPDATED = DateColumn(
    "latest_revision_created_at", label=_("Sửa lần cuối"), sort_key="latest_revision_created_at", width="14%"
)
_SAMPLE = BooleanColumn("is_sample", label=_("Nội dung mẫu"), sort_key="is_sample", width="12%")
_STATE = PageStatusColumn("status", label=_("Trạng thái"), sort_key="live", width="14%")

_HEADINGS = {
    "title": _("Tiêu đề"),
    "full_url": _("Địa chỉ"),
    "status_string": _("Trạng thái"),
    "is_sample": _("Nội dung mẫu"),
    "audience_names": _("Dành cho"),
    "subject_names": _("Chuyên đề"),
    "published_on": _("Ngày đăng"),
    "latest_revision_created_at": _("Sửa lần cuối"),
}


_NAMES = {"audience_names": "audiences", "subject_names": "subjects"}
"""Columns of the sheet that join the names of a list."""


class ClassifiedFilterSet(WagtailFilterSet):
    audiences = django_filters.ModelMultipleChoiceFilter(
        label=_("Dành cho"), queryset=AudienceGroup.objects.all(), widget=CheckboxSelectMultiple
    )
    subjects = django_filters.ModelMultipleChoiceFilter(
        label=_("Chuyên đề"), queryset=Subject.objects.all(), widget=CheckboxSelectMultiple
    )
    is_sample = django_filters.BooleanFilter(label=_("Nội dung mẫu"), widget=BooleanRadioSelect)
    live = django_filters.BooleanFilter(label=_("Đang hiển thị"), widget=BooleanRadioSelect)

    class Meta:
        model = Page
        fields: tuple[str, ...] = ()


class ClassifiedIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        found = super().get_base_queryset()
        return found.prefetch_related("audiences", "subjects") if self.is_export else found

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        row: OrderedDict[str, Any] = OrderedDict()
        for field in self.list_export:
            if field in _NAMES:
                row[field] = ", ".join(str(named) for named in getattr(item, _NAMES[field]).all())
            else:
                row[field] = multigetattr(item, field)
        return row


class PagesMenuItem(MenuItem):
    """For those who may write or publish pages somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])


class ClassifiedListing(PageListingViewSet):
    menu_item_class = PagesMenuItem
    index_view_class = ClassifiedIndexView
    filterset_class = ClassifiedFilterSet
    columns = [BulkActionsColumn("bulk_actions"), _TITLE, _UPDATED, _SAMPLE, _STATE]
    list_export = [
        "title",
        "full_url",
        "status_string",
        "is_sample",
        "audience_names",
        "subject_names",
        "latest_revision_created_at",
    ]
    export_headings = _HEADINGS
    list_per_page = 50

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(**{"page_title": self.menu_label, **kwargs})


class ArticleListing(ClassifiedListing):
    model = ArticlePage
    icon = "doc-full"
    menu_label = _("Tin tức")
    name = "articles"
    url_prefix = "viet-va-dang/tin-tuc"
    ordering = "-published_on"
    columns = [
        BulkActionsColumn("bulk_actions"),
        _TITLE,
        Column("published_on", label=_("Ngày đăng"), sort_key="published_on", width="12%"),
        _UPDATED,
        _SAMPLE,
        _STATE,
    ]
    list_export = [*ClassifiedListing.list_export, "published_on"]


class ServiceListing(ClassifiedListing):
    model = ServicePage
    icon = "user"
    menu_label = _("Dịch vụ")
    name = "services"
    url_prefix = "viet-va-dang/dich-vu"
    ordering = "title"


class QuestionListing(ClassifiedListing):
    model = QuestionPage
    icon = "help"
    menu_label = _("Hỏi đáp")
    name = "questions"
    url_prefix = "viet-va-dang/hoi-dap"
    ordering = "title"


class PreventionListing(ClassifiedListing):
    model = PreventionPage
    icon = "warning"
    menu_label = _("Phòng tránh")
    name = "prevention"
    url_prefix = "viet-va-dang/phong-tranh"
    ordering = "title"


class Writing(ViewSetGroup):
    """The sidebar's "Viết và đăng"."""

    menu_label = _("Viết và đăng")
    menu_name = "writing"
    menu_icon = "edit"
    items = (ArticleListing(), ServiceListing(), QuestionListing(), PreventionListing())


class SamplePagesReport(PageReportView):
    """Pages that still say "Nội dung mẫu"."""

    page_title = _("Nội dung mẫu")
    header_icon = "list-ul"
    index_url_name = "sample_pages"
    index_results_url_name = "sample_pages_results"
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> QuerySet[Page]:
        # Only what this person may edit: the list is for doing, not for looking.
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        self.queryset = (mine & self.found()).order_by("path").specific(defer=True)
        return super().get_queryset()

    def found(self) -> QuerySet[Page]:
        return panels.sample_pages()


class StaleRecordingsReport(SamplePagesReport):
    """Pages whose words changed since they were recorded: visitors are not offered the recording."""

    page_title = _("Bản đọc đã cũ")
    header_icon = "openquote"
    index_url_name = "stale_recordings"
    index_results_url_name = "stale_recordings_results"

    def found(self) -> QuerySet[Page]:
        return Page.objects.filter(pk__in=queries.pages_with_stale_recordings())
