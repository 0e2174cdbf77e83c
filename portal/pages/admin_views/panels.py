"""What the first screen of the staff desk says about pages. Each panel costs the same however many pages wait."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState, WorkflowState, get_page_models
from wagtail.permissions import policy_registry

from portal.foundation import desk
from portal.foundation.models import BasePage
from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    PreventionIndexPage,
    PreventionPage,
    QuestionIndexPage,
    QuestionPage,
    ServiceIndexPage,
    ServicePage,
)

SHOWN = 8
"""Lines a panel shows at most; the rest is one link away."""

_NEW = (
    (ArticleIndexPage, ArticlePage, _("Viết tin mới"), "edit"),
    (ServiceIndexPage, ServicePage, _("Thêm dịch vụ"), "plus"),
    (QuestionIndexPage, QuestionPage, _("Thêm câu hỏi"), "help"),
    (PreventionIndexPage, PreventionPage, _("Thêm trang phòng tránh"), "warning"),
)


def sample_pages() -> QuerySet[Page]:
    """This will return the pages, of any type, still marked as sample content."""
    marked = Q(pk__in=[])
    for model in get_page_models():
        if issubclass(model, BasePage):
            marked |= Q(**{f"{model._meta.model_name}__is_sample": True})
    return Page.objects.filter(marked)


@desk.panel
class Tasks(desk.Panel):
    """Shortcuts to what people come here for, only what they may do."""

    order = 100
    heading = _("Làm việc gì?")
    template_name = "wagtailadmin/desk/tasks.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        parents = {
            page.specific_class: page
            for page in Page.objects.type(HomePage, *(parent for parent, *_rest in _NEW)).order_by("-path")
        }
        links = []
        for parent_type, page_type, label, icon in _NEW:
            parent = parents.get(parent_type)
            if parent is not None and parent.permissions_for_user(user).can_add_subpage():
                where = (page_type._meta.app_label, page_type._meta.model_name, parent.pk)
                links.append({"label": label, "url": reverse("wagtailadmin_pages:add", args=where), "icon": icon})
        home = parents.get(HomePage)
        if home is not None and home.permissions_for_user(user).can_edit():
            links.append(
                {"label": _("Sửa trang chủ"), "url": reverse("wagtailadmin_pages:edit", args=[home.pk]), "icon": "home"}
            )
        return {"links": links} if links else None


@desk.panel
class Waiting(desk.Panel):
    """Pages this person is asked to approve, and their own that came back or still wait."""

    order = 200
    heading = _("Việc đang chờ bạn")
    template_name = "wagtailadmin/desk/waiting.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        if not _may(user, "add", "change", "publish"):
            return None
        to_approve = (
            TaskState.objects.reviewable_by(user)
            .filter(
                workflow_state__base_content_type__app_label="wagtailcore",
                workflow_state__base_content_type__model="page",
            )
            .select_related("workflow_state__requested_by")
            .order_by("started_at")
        )
        own = (
            WorkflowState.objects.active()
            .filter(requested_by=user, base_content_type__app_label="wagtailcore", base_content_type__model="page")
            .select_related("current_task_state__finished_by")
            .order_by("-created_at")
        )
        waiting, mine = list(to_approve[: SHOWN + 1]), list(own[: SHOWN + 1])
        ids = [int(state.workflow_state.object_id) for state in waiting] + [int(state.object_id) for state in mine]
        pages = Page.objects.in_bulk(ids)
        rows = [
            {
                "page": pages[int(state.workflow_state.object_id)],
                "by": state.workflow_state.requested_by,
                "since": state.started_at,
            }
            for state in waiting
            if int(state.workflow_state.object_id) in pages
        ]
        own_rows = [
            {
                "page": pages[int(state.object_id)],
                "is_returned": state.status == WorkflowState.STATUS_NEEDS_CHANGES,
                "comment": state.current_task_state.comment if state.current_task_state else "",
                "since": state.created_at,
            }
            for state in mine
            if int(state.object_id) in pages
        ]
        return {
            "waiting": rows[:SHOWN],
            "returned": [row for row in own_rows if row["is_returned"]][:SHOWN],
            "submitted": [row for row in own_rows if not row["is_returned"]][:SHOWN],
            "has_more": max(len(rows), len(own_rows)) > SHOWN,
            "is_approver": _may(user, "publish"),
        }


@desk.panel
class Scheduled(desk.Panel):
    """What goes up and what comes down by itself."""

    order = 300
    heading = _("Sắp lên trang, sắp hết hạn")
    template_name = "wagtailadmin/desk/scheduled.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        if not _may(user, "add", "change", "publish"):
            return None
        coming = list(
            Revision.page_revisions.filter(approved_go_live_at__gt=at)
            .order_by("approved_go_live_at")
            .values("object_id", "object_str", "approved_go_live_at")[:SHOWN]
        )
        ending = (
            Page.objects.live().filter(expire_at__gt=at).order_by("expire_at").only("title", "draft_title", "expire_at")
        )
        return {"coming": coming, "ending": list(ending[:SHOWN])}


@desk.panel
class Samples(desk.Panel):
    """How much of the sample content is left to replace."""

    order = 400
    heading = _("Nội dung mẫu còn lại")
    template_name = "wagtailadmin/desk/samples.html"

    def contents(self, user: Any, *, at: datetime) -> dict[str, Any] | None:
        if not _may(user, "add", "change", "publish"):
            return None
        count = sample_pages().filter(live=True).count()
        return {"count": count} if count else None


def _may(user: Any, *actions: str) -> bool:
    return policy_registry.get_by_type(Page).user_has_any_permission(user, actions)
