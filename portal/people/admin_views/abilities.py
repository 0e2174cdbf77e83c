""" "Ai được làm gì": roles and what they allow, people and what they hold."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from portal.people import queries, rules
from portal.people.models import Role


class AbilitiesView(WagtailAdminTemplateMixin, TemplateView):
    """Two tables for administrators; as many queries for a hundred people as for one."""

    template_name = "people/abilities.html"
    page_title = gettext_lazy("Ai được làm gì")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rules.check_can_administer(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": reverse("people_abilities"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = queries.people_and_roles(at=timezone.now())
        return {
            **super().get_context_data(**kwargs),
            "roles": list(Role),
            "abilities": rules.abilities(),
            "people": [(person, [role for role in Role if role in person.roles]) for person in people],
        }
