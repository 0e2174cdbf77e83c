"""Where people stand in the staff desk: menu, addresses, and what of Wagtail's own is closed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views import account
from wagtail.users.views import bulk_actions

from portal.people import admin_views
from portal.people.models import User

# Names are given by an administrator: this form of Wagtail's would ask for a first and a last name we do not have.
account.NameEmailSettingsPanel.is_active = lambda self: False


class _Closed:
    """Acts on many accounts at once past our rules, or deletes them: closed to everyone."""

    def check_perm(self, obj: Any) -> bool:
        return False


# Registered after Wagtail's own under the same names, these take their place.
for _action in (
    bulk_actions.AssignRoleBulkAction,
    bulk_actions.DeleteBulkAction,
    bulk_actions.SetActiveStateBulkAction,
):
    hooks.register("register_bulk_action", type(_action.__name__, (_Closed, _action), {"models": [User]}), order=100)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [admin_views.InvitationViewSet(), admin_views.QualificationViewSet(), admin_views.ConsentTextViewSet()]


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [
        path("", include("portal.people.urls.admin")),
        path("dong-y/", include(("portal.people.urls.consents", "consents"))),
    ]


class _Item(MenuItem):
    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


def _items() -> list[MenuItem]:
    rows = [
        (_("Ai được làm gì"), "people_abilities", "group", "people.change_user"),
        (_("Tài khoản cán bộ"), "wagtailusers_users:index", "user", "people.change_user"),
        (_("Lời mời"), "invitations:index", "mail", "people.view_invitation"),
        (_("Tập huấn và cam kết"), "qualifications:index", "success", "people.view_qualification"),
        (_("Nhật ký mở xem"), "people_access", "history", "people.view_accessentry"),
    ]
    return [
        _Item(
            words, reverse_lazy(name), name=name.replace(":", "-"), icon_name=icon, order=order, permission=permission
        )
        for order, (words, name, icon, permission) in enumerate(rows)
    ]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    menu = Menu(register_hook_name="register_people_menu_item", items=_items())
    return SubmenuMenuItem(gettext_lazy("Cán bộ"), menu, name="people", icon_name="group", order=800)


def _consent_entry(words: Any, name: str, icon: str, permission: str) -> Callable[[], MenuItem]:
    return lambda: _Item(
        words, reverse_lazy(name), name=name.replace(":", "-"), icon_name=icon, order=260, permission=permission
    )


for _row in (
    (gettext_lazy("Đồng ý của các em"), "consents:index", "success", "people.view_consentrecord"),
    (gettext_lazy("Rút lại đồng ý"), "consents:withdrawals", "rotate", "people.view_withdrawal"),
    (gettext_lazy("Lời xin đồng ý"), "consent_texts:index", "doc-full", "people.view_consenttext"),
):
    hooks.register("register_admin_menu_item", _consent_entry(*_row))


@hooks.register("register_account_menu_item")
def register_protection(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Bảo vệ tài khoản"),
        "help_text": _("Lớp bảo vệ thứ hai, mã dự phòng và mật khẩu."),
    }
