"""Where clubs stand in the staff desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clubs import admin_views
from clubs.urls import admin


class ClubMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        wanted = ("clubs.facilitate_club", "clubs.view_club", "clubs.view_clubnotice")
        return any(request.user.has_perm(permission) for permission in wanted)


@hooks.register("register_admin_urls")
def club_urls() -> list[Any]:
    return [
        path("cau-lac-bo/", include(("clubs.urls.admin", "clubs"))),
        path("hop-y-kien/", include((admin.opinions, "opinions"))),
        path("bai-phong-vien/", include((admin.pieces, "pieces_desk"))),
    ]


class BoxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("clubs.view_opinion")


class PiecesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("clubs.view_piece")


@hooks.register("register_admin_menu_item")
def box_menu_item() -> MenuItem:
    return BoxMenuItem(_("Hộp ý kiến"), reverse_lazy("opinions:index"), name="opinions", icon_name="comment", order=230)


@hooks.register("register_admin_menu_item")
def pieces_menu_item() -> MenuItem:
    return PiecesMenuItem(
        _("Bài phóng viên nhỏ"),
        reverse_lazy("pieces_desk:index"),
        name="pieces",
        icon_name="doc-full-inverse",
        order=240,
    )


@hooks.register("register_admin_menu_item")
def club_menu_item() -> MenuItem:
    return ClubMenuItem(_("Câu lạc bộ"), reverse_lazy("clubs:index"), name="clubs", icon_name="group", order=250)


@hooks.register("register_admin_viewset")
def club_viewset() -> Any:
    return admin_views.ClubViewSet()
