"""Where the screen of devices stands in the staff desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.notifications import admin_views

_urls = [
    path("", admin_views.DeviceScreen.as_view(), name="index"),
    path("them/", admin_views.DeviceRegistration.as_view(), name="register"),
    path("thu/", admin_views.TestAlert.as_view(), name="test"),
    path("<int:pk>/bo/", admin_views.DeviceRemoval.as_view(), name="forget"),
]


@hooks.register("register_admin_urls")
def device_urls() -> list[Any]:
    return [path("may-nhan-bao/", include((_urls, "devices")))]


@hooks.register("register_admin_menu_item")
def device_menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Máy nhận báo"), reverse_lazy("devices:index"), name="devices", icon_name="mobile-alt", order=880
    )


@hooks.register("register_account_menu_item")
def device_account_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("devices:index"),
        "label": _("Máy nhận báo"),
        "help_text": _("Điện thoại và máy tính nhận báo khi có việc cần xem."),
    }
