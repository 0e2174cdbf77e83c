"""The staff desk as a whole: our colours, the first screen, menus by task."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import choosers
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.sites import views as site_views

from portal.foundation import desk
from portal.foundation.admin_views import HolidayViewSet

MENU_ORDER = {
    "desk": 0,
    "voices": 20,
    "protection": 60,
    "club-group": 80,
    "writing": 100,
    "explorer": 120,
    "snippets": 140,
    "files": 160,
    "reports": 800,
    "settings": 900,
    "help": 950,
}
"""Where the sidebar's entries stand, by name. A feature gives its own entry an order between these."""


@dataclass(frozen=True)
class Group:
    """Entries that belong together: shown as one with a flyout, or as itself when somebody has only one of them."""

    name: str
    label: str | Promise
    icon: str
    members: tuple[str, ...]


GROUPS = (
    Group(
        "voices",
        _("Tiếng nói trẻ em"),
        "openquote",
        ("texts", "opinions", "pieces", "receipts", "data-requests", "complaints"),
    ),
    Group("protection", _("Bảo vệ"), "warning", ("concerns", "roster", "hotlines", "agencies")),
    Group(
        "club-group",
        _("Câu lạc bộ"),
        "group",
        ("clubs", "consents-index", "consents-withdrawals", "consent_texts-index"),
    ),
    Group("files", _("Ảnh và tài liệu"), "image", ("images", "clips", "documents")),
)
"""Names of entries are data, not imports: a name nobody registered is passed over."""

_LABELS = {"explorer": _("Cây trang"), "snippets": _("Nhóm, chuyên đề")}
_KEPT_HELP = ("keyboard-shortcuts-trigger",)
"""The other entries of Wagtail's help lead to other hosts, in English."""


@hooks.register("insert_global_admin_css")
def desk_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin/desk.css"))


@hooks.register("register_admin_viewset")
def holidays() -> HolidayViewSet:
    return HolidayViewSet()


@hooks.register("construct_homepage_panels", order=1000)
def first_screen(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = desk.panels_for(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return MenuItem(_("Bàn làm việc"), reverse_lazy("wagtailadmin_home"), name="desk", icon_name="home")


@hooks.register("construct_main_menu", order=1000)
def menus_by_task(request: HttpRequest, items: list[MenuItem]) -> None:
    for group in GROUPS:
        members = sorted((item for item in items if item.name in group.members), key=_place_in(group))
        if len(members) > 1:
            for place, item in enumerate(members):
                item.order = place
            items[:] = [item for item in items if item not in members]
            items.append(SubmenuMenuItem(group.label, Menu(items=members), name=group.name, icon_name=group.icon))
        elif members:
            members[0].order = MENU_ORDER[group.name]
    for item in items:
        item.order = MENU_ORDER.get(item.name, item.order)
        item.label = _LABELS.get(item.name, item.label)


def _place_in(group: Group) -> Callable[[MenuItem], int]:
    return lambda item: group.members.index(item.name)


@hooks.register("construct_help_menu")
def help_from_here_only(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name in _KEPT_HELP]


@hooks.register("construct_reports_menu")
def reports_for_editors(request: HttpRequest, items: list[MenuItem]) -> None:
    # Names of Python classes tell an editor nothing.
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_settings_menu")
def no_groups_by_hand(request: HttpRequest, items: list[MenuItem]) -> None:
    # Groups are roles, and agree with the table of `people` after every migrate: what is changed here would not last.
    items[:] = [item for item in items if item.name != "groups"]


# Wagtail makes these labels from the names of attributes, in English, where no catalogue reaches.
_UNNAMED = {
    choosers.ExternalLinkChooserForm: {"link_text": _("Chữ của liên kết")},
    choosers.AnchorLinkChooserForm: {"url": _("Tên neo"), "link_text": _("Chữ của liên kết")},
    choosers.PhoneLinkChooserForm: {"phone_number": _("Số điện thoại"), "link_text": _("Chữ của liên kết")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("Địa chỉ e-mail"),
        "link_text": _("Chữ của liên kết"),
        "subject": _("Chủ đề thư"),
        "body": _("Nội dung thư"),
    },
    WorkflowPageForm: {"page": _("Trang")},
}
_UNNAMED_COLUMNS = {"port": _("Cổng"), "site_name": _("Tên trang web"), "root_page": _("Trang gốc")}
for _form, _fields in _UNNAMED.items():
    for _name, _label in _fields.items():
        _form.base_fields[_name].label = _label
for _column in site_views.IndexView.columns:
    _column.label = _UNNAMED_COLUMNS.get(_column.name, _column.label)
