"""Where clubs stand in the staff desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clubs.urls import admin


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
