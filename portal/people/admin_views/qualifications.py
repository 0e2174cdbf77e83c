"""Trainings and commitments, recorded by an administrator."""

from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.people import actions, forms
from portal.people.admin_views.refusing import RefusingMixin
from portal.people.models import Qualification, User


class QualificationAdd(RefusingMixin, generic.CreateView):
    """The form that records one."""

    page_title = gettext_lazy("Ghi chứng nhận")
    success_message = gettext_lazy("Đã ghi: %(object)s.")
    error_message = gettext_lazy("Chưa ghi được, hãy xem lại các ô báo lỗi.")
    submit_button_label = gettext_lazy("Ghi")

    def save_instance(self) -> Qualification:
        typed = self.form.cleaned_data
        return actions.record_qualification(
            person=typed["user"],
            kind=typed["kind"],
            obtained_on=typed["obtained_on"],
            expires_on=typed["expires_on"],
            evidence=typed["evidence"],
            by=cast(User, self.request.user),
            at=timezone.now(),
        )

    def get_success_buttons(self) -> list[Any]:
        return []


class QualificationViewSet(ModelViewSet):
    """Records are added, never changed: a renewal is a new record."""

    model = Qualification
    name = "qualifications"
    url_prefix = "chung-nhan"
    icon = "success"
    menu_label = gettext_lazy("Tập huấn và cam kết")
    add_view_class = QualificationAdd
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "user",
        Column("get_kind_display", label=gettext_lazy("loại")),
        "obtained_on",
        "expires_on",
        "evidence",
        "recorded_by",
    ]
    list_filter = ["kind", "user"]
    list_export = ["user", "get_kind_display", "obtained_on", "expires_on", "evidence", "recorded_by", "recorded_at"]
    ordering = "-expires_on"

    def get_form_class(self, for_update: bool = False) -> type[forms.QualificationForm]:
        return forms.QualificationForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = {f"{name}_url_name": None for name in ("edit", "delete", "history", "usage")}
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "add"}]
