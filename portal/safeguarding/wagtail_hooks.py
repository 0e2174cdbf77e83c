"""Where the screens of safeguarding stand in the staff desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.safeguarding import admin_views


class HotlineMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("safeguarding.view_hotline")


@hooks.register("register_admin_urls")
def hotline_urls() -> list[Any]:
    return [path("duong-day-nong/", include(("portal.safeguarding.urls.admin", "hotlines")))]


@hooks.register("register_admin_menu_item")
def hotline_menu_item() -> MenuItem:
    address = reverse_lazy("hotlines:index")
    return HotlineMenuItem(_("Đường dây nóng"), address, name="hotlines", icon_name="mobile-alt", order=300)


@hooks.register("register_admin_viewset")
def agency_viewset() -> Any:
    return admin_views.AgencyViewSet()


@hooks.register("register_admin_urls")
def concern_urls() -> list[Any]:
    return [
        path("can-bao-ve/", include(("portal.safeguarding.urls.concerns", "concerns"))),
        path("ca-truc/", include(("portal.safeguarding.urls.roster", "roster"))),
    ]


class TextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("safeguarding.view_freetext")


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    return [path("loi-cua-cac-em/", include(("portal.safeguarding.urls.desk", "texts")))]


@hooks.register("register_admin_menu_item")
def texts_menu_item() -> MenuItem:
    address = reverse_lazy("texts:queue")
    return TextsMenuItem(_("Lời của các em"), address, name="texts", icon_name="openquote", order=20)


class PermittedMenuItem(MenuItem):
    """Shown to those with one permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def concern_menu_item() -> MenuItem:
    return PermittedMenuItem(
        _("Điều cần bảo vệ"),
        reverse_lazy("concerns:index"),
        name="concerns",
        icon_name="warning",
        order=60,
        permission="safeguarding.view_concern",
    )


@hooks.register("register_admin_menu_item")
def roster_menu_item() -> MenuItem:
    return PermittedMenuItem(
        _("Lịch trực"),
        reverse_lazy("roster:week"),
        name="roster",
        icon_name="calendar-alt",
        order=70,
        permission="safeguarding.view_dutyshift",
    )


@hooks.register("register_admin_viewset")
def shift_viewset() -> Any:
    return admin_views.ShiftViewSet()
