"""Screens of the staff desk that belong to no feature."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from portal.foundation.models import Holiday


class HolidayForm(forms.ModelForm):
    """One day on which offices are closed."""

    class Meta:
        model = Holiday
        fields = ("day", "name")
        widgets = {"day": forms.DateInput(attrs={"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric"})}
        help_texts = {
            "day": _(
                "Hạn trả lời trẻ em và gia đình tính theo ngày làm việc, nên danh sách này phải đúng. "
                "Mỗi năm hãy đối chiếu với thông báo chính thức về lịch nghỉ."
            )
        }
        error_messages = {"day": {"unique": _("Ngày này đã có trong danh sách.")}}


def _day(holiday: Holiday) -> str:
    return f"{holiday.day:%d/%m/%Y}"


class HolidayFilterSet(WagtailFilterSet):
    """By year."""

    year = django_filters.NumberFilter("day__year", label=_("Năm"))

    class Meta:
        model = Holiday
        fields = ["year"]


class HolidayViewSet(ModelViewSet):
    """Days off, kept by administrators: every term counted in working days leans on them."""

    model = Holiday
    name = "holidays"
    url_prefix = "ngay-nghi"
    icon = "date"
    menu_label = _("Ngày nghỉ")
    menu_order = 120
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name", Column("day", label=_("ngày"), sort_key="day", accessor=_day)]
    filterset_class = HolidayFilterSet
    list_export = ["day", "name"]
    search_fields = ["name"]
    search_backend_name = None
    ordering = "day"

    def get_form_class(self, for_update: bool = False) -> type[HolidayForm]:
        return HolidayForm
