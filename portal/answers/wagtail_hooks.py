"""Where the screens of what adults owe stand in the staff desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.answers import admin_views
from portal.answers.urls import admin as urls


class PermittedMenuItem(MenuItem):
    """Shown to whoever has one permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def answers_urls() -> list[Any]:
    return [
        path("bien-nhan/", include((urls.receipts, "receipts"))),
        path("phan-anh/", include((urls.complaints, "complaints"))),
        path("yeu-cau-thong-tin/", include((urls.data_requests, "data_requests"))),
    ]


@hooks.register("register_admin_menu_item")
def receipts_menu_item() -> MenuItem:
    address = reverse_lazy("receipts:index")
    return PermittedMenuItem(
        _("Biên nhận"), address, name="receipts", icon_name="mail", order=30, permission="answers.view_receipt"
    )


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    address = reverse_lazy("data_requests:index")
    return PermittedMenuItem(
        _("Yêu cầu về thông tin"),
        address,
        name="data-requests",
        icon_name="key",
        order=32,
        permission="answers.view_datarequest",
    )


@hooks.register("register_admin_menu_item")
def complaints_menu_item() -> MenuItem:
    address = reverse_lazy("complaints:index")
    return PermittedMenuItem(
        _("Phản ánh"), address, name="complaints", icon_name="warning", order=34, permission="answers.view_complaint"
    )


@hooks.register("register_admin_viewset")
def lists_of_listeners() -> Any:
    return [admin_views.BodyViewSet(), admin_views.AudienceViewSet()]
