"""Invitations: sent, listed with their state, withdrawn."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.admin_views.refusing import RefusingMixin
from portal.people.models import Invitation, Role, User


def state_of(invitation: Invitation) -> str:
    """This will say in a few words what became of an invitation."""
    if invitation.accepted_at:
        return _("Đã nhận")
    if invitation.withdrawn_at:
        return _("Đã thu hồi")
    return _("Đang chờ") if invitation.is_open(timezone.now()) else _("Đã hết hạn")


def _withdraw_link(invitation: Invitation) -> SafeString | str:
    if invitation.accepted_at or invitation.withdrawn_at:
        return ""
    address = reverse("people_withdraw_invitation", args=[invitation.pk])
    return format_html('<a class="button button-small button-secondary" href="{}">{}</a>', address, _("Thu hồi"))


class InvitationIndex(generic.IndexView):
    """All invitations, latest first."""

    page_title = gettext_lazy("Lời mời")
    add_item_label = gettext_lazy("Mời người mới")

    @property
    def columns(self) -> list[Any]:
        return [
            Column("full_name", label=_("Họ và tên")),
            Column("email", label=_("E-mail")),
            Column("roles", label=_("Vai trò"), accessor=_role_names),
            Column("state", label=_("Tình trạng"), accessor=state_of),
            Column("invited_by", label=_("Người mời")),
            DateColumn("invited_at", label=_("Mời lúc"), sort_key="invited_at"),
            Column("expires_at", label=_("Hết hạn"), sort_key="expires_at"),
            Column("withdraw", label=_("Việc"), accessor=_withdraw_link),
        ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("invited_by")


def _role_names(invitation: Invitation) -> str:
    return ", ".join(queries.group_name(Role(code)) for code in invitation.roles if code in Role.values)


class InvitationAdd(RefusingMixin, generic.CreateView):
    """The form that invites."""

    page_title = gettext_lazy("Mời người mới")
    success_message = gettext_lazy("Đã gửi thư mời đến %(object)s. Đường dẫn dùng được trong 7 ngày.")
    error_message = gettext_lazy("Chưa gửi được lời mời, hãy xem lại các ô báo lỗi.")
    submit_button_label = gettext_lazy("Gửi lời mời")

    def save_instance(self) -> Invitation:
        typed = self.form.cleaned_data
        return actions.invite_person(
            email=typed["email"],
            full_name=typed["full_name"],
            roles=typed["roles"],
            by=cast(User, self.request.user),
            at=timezone.now(),
        )

    def get_success_buttons(self) -> list[Any]:
        return []


class InvitationViewSet(ModelViewSet):
    """Invitations are sent and withdrawn; nobody edits or deletes one."""

    model = Invitation
    name = "invitations"
    url_prefix = "loi-moi"
    icon = "mail"
    menu_label = gettext_lazy("Lời mời")
    index_view_class = InvitationIndex
    add_view_class = InvitationAdd
    copy_view_enabled = False
    add_to_reference_index = False
    list_filter: list[str] = []
    search_fields = ["full_name", "email"]
    ordering = "-invited_at"

    def get_form_class(self, for_update: bool = False) -> type[forms.InviteForm]:
        return forms.InviteForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = {f"{name}_url_name": None for name in ("edit", "delete", "history", "usage")}
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "add"}]


class WithdrawView(View):
    """Asks, then makes the link useless."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rules.check_can_administer(request.user)
        return render(request, "people/invitation_withdraw.html", {"invitation": get_object_or_404(Invitation, pk=pk)})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            actions.withdraw_invitation(invitation, by=cast(User, request.user), at=timezone.now())
        except rules.NotAdministrator:
            raise
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã thu hồi lời mời."))
        return redirect("invitations:index")
