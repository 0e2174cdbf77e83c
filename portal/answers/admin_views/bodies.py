"""Bodies and the people in them who promised to listen: added, changed, ended, never deleted."""

from typing import Any, cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.answers import actions
from portal.answers.models import Audience, Body
from portal.foundation.refusals import Refusal
from portal.people.models import User


class Refusing:
    """Shows an action's refusal beside the field it is about, or above them all."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            for name, sentences in (refusal.fields or {"": [str(refusal)]}).items():
                for sentence in sentences:
                    form.add_error(name if name in form.fields else None, sentence)
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)  # type: ignore[attr-defined]


class BodySaving(Refusing):
    def save_instance(self) -> Body:
        person = cast(User, self.request.user)  # type: ignore[attr-defined]
        return actions.save_body(self.form.instance, by=person, at=timezone.now())  # type: ignore[attr-defined]


class AudienceSaving(Refusing):
    def save_instance(self) -> Audience:
        person = cast(User, self.request.user)  # type: ignore[attr-defined]
        return actions.save_audience(self.form.instance, by=person, at=timezone.now())  # type: ignore[attr-defined]


class BodyCreate(BodySaving, generic.CreateView):
    pass


class BodyEdit(BodySaving, generic.EditView):
    can_delete = False


class AudienceCreate(AudienceSaving, generic.CreateView):
    pass


class AudienceEdit(AudienceSaving, generic.EditView):
    can_delete = False


class KeptViewSet(ModelViewSet):
    """A list whose rows are never deleted: old answers say who gave them."""

    copy_view_enabled = False
    add_to_admin_menu = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"delete", "usage"}]


class BodyViewSet(KeptViewSet):
    model = Body
    name = "bodies"
    url_prefix = "co-quan-tra-loi"
    icon = "group"
    menu_label = gettext_lazy("Cơ quan trả lời")
    menu_name = "bodies"
    add_to_settings_menu = True
    menu_order = 320
    add_view_class = BodyCreate
    edit_view_class = BodyEdit
    form_fields = ["name", "kind", "valid_from", "valid_to", "replaced_by"]
    list_display = [
        "name",
        Column("get_kind_display", label=gettext_lazy("Loại")),
        "valid_from",
        "valid_to",
    ]
    list_filter = ["kind"]
    search_fields = ["name"]


class AudienceViewSet(KeptViewSet):
    model = Audience
    name = "audiences"
    url_prefix = "nguoi-lang-nghe"
    icon = "user"
    menu_label = gettext_lazy("Người lắng nghe")
    menu_name = "audiences"
    add_to_settings_menu = True
    menu_order = 330
    add_view_class = AudienceCreate
    edit_view_class = AudienceEdit
    form_fields = ["body", "role", "name", "email", "confirmed_on", "read_on", "answer_due_on"]
    list_display = ["name", "role", "body", "answer_due_on"]
    list_filter = ["body"]
    search_fields = ["name", "role"]
