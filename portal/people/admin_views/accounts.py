"""Accounts as an administrator sees them: changed, deactivated, unlocked; added by invitation, never deleted."""

from typing import Any, cast

import django_filters
from django.contrib import messages
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.users.views import users

from portal.foundation.languages import SPOKEN
from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.admin_views.refusing import RefusingMixin
from portal.people.models import Role, User


class StaffFilterSet(WagtailFilterSet):
    """By role and activity."""

    role = django_filters.MultipleChoiceFilter(
        field_name="groups__role_group__role",
        choices=Role.choices,
        label=gettext_lazy("Vai trò"),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["is_active"]

    def __init__(self, *args: Any, is_searching: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class StaffIndex(users.IndexView):
    """The list of accounts; its "add" invites."""

    page_title = gettext_lazy("Tài khoản cán bộ")
    add_item_label = gettext_lazy("Mời người mới")
    search_fields = ["full_name", "email"]
    any_permission_required = ["change"]

    @property
    def columns(self) -> list[Any]:
        now = timezone.now()
        return [
            TitleColumn("full_name", label=_("Họ và tên"), sort_key="full_name", get_url=self.get_edit_url),
            Column("email", label=_("E-mail"), sort_key="email"),
            Column(
                "roles", label=_("Vai trò"), accessor=lambda user: ", ".join(str(group) for group in user.groups.all())
            ),
            BooleanColumn("is_active", label=_("Đang hoạt động"), sort_key="is_active"),
            Column("locked", label=_("Bị khóa"), accessor=lambda user: _("Đang khóa") if user.is_locked(now) else ""),
            DateColumn("last_login", label=_("Đăng nhập lần cuối"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")

    def get_add_url(self) -> str:
        return reverse("invitations:add")

    def get_delete_url(self, instance: User) -> None:
        return None

    def get_copy_url(self, instance: User) -> None:
        return None


class StaffEdit(RefusingMixin, users.EditView):
    """One account."""

    page_title = gettext_lazy("Tài khoản")
    success_message = gettext_lazy("Đã lưu tài khoản “%(object)s”.")
    error_message = gettext_lazy("Chưa lưu được tài khoản, hãy xem lại các ô báo lỗi.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def save_instance(self) -> User:
        typed = self.form.cleaned_data
        return actions.change_person(
            self.object,
            by=cast(User, self.request.user),
            full_name=typed["full_name"],
            email=typed["email"],
            is_active=typed["is_active"],
            roles=typed["roles"],
            at=timezone.now(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        person = User.objects.get(pk=self.object.pk)
        read = queries.languages_read(person)
        return {
            **super().get_context_data(**kwargs),
            "person": person,
            "has_second_factor": queries.has_second_factor(person),
            "is_locked": person.is_locked(now),
            "languages": [name for code, name in SPOKEN.items() if code in read],
            "languages_form": forms.LanguagesReadForm(initial={"languages": sorted(read)}),
        }


class StaffViewSet(users.UserViewSet):
    """Wagtail's user screens for our accounts, without adding, copying, deleting."""

    menu_label = gettext_lazy("Tài khoản cán bộ")
    add_to_settings_menu = False
    ordering = "sort_key"
    filterset_class = StaffFilterSet
    index_view_class = StaffIndex
    edit_view_class = StaffEdit
    copy_view_enabled = False
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    edit_template_name = "people/account_edit.html"
    list_export = ["full_name", "email", "is_active", "last_login"]

    _GONE = {"add", "delete", "copy", "history", "history_results", "usage"}

    def get_form_class(self, for_update: bool = False) -> type[forms.PersonForm]:
        return forms.PersonForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = {f"{name}_url_name": None for name in ("add", "delete", "history", "usage")}
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self._GONE]


class _AccountAction(View):
    """One POST about one account, back to its screen with a sentence."""

    http_method_names = ["post"]
    done = gettext_lazy("Xong.")

    def act(self, person: User, by: User) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = cast(User, request.user)
        rules.check_can_administer(by)
        person = get_object_or_404(User, pk=pk)
        try:
            self.act(person, by)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(self.done))
        return redirect("wagtailusers_users:edit", person.pk)


class UnlockView(_AccountAction):
    """Lets a locked account try again."""

    done = gettext_lazy("Đã mở khóa. Người này thử đăng nhập lại được ngay.")

    def act(self, person: User, by: User) -> None:
        actions.unlock_account(person, by=by, at=timezone.now())


class ResetSecondFactorView(_AccountAction):
    """Forgets a lost phone or key."""

    done = gettext_lazy("Đã gỡ lớp bảo vệ thứ hai. Lần đăng nhập tới người này phải bật lại.")

    def act(self, person: User, by: User) -> None:
        actions.reset_second_factor(person, by=by, at=timezone.now())


class LanguagesReadView(_AccountAction):
    """Keeps which languages somebody reads."""

    done = gettext_lazy("Đã ghi tiếng người này đọc được.")

    def act(self, person: User, by: User) -> None:
        chosen = self.request.POST.getlist("languages")
        actions.record_languages(person, languages=chosen, by=by, at=timezone.now())
