"""Making Groups, their permissions and the approval workflow agree with `rules.PERMISSIONS`."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.people import queries
from portal.people.models import Role, RoleGroup
from portal.people.rules import permissions

WORKFLOW = "Duyệt bài"
APPROVAL = "Người duyệt bài xem và đồng ý"
_STOCK_GROUPS = ("Moderators", "Editors")
_STOCK_WORKFLOW = "Moderators approval"


@transaction.atomic
def ensure_roles() -> None:
    """This will make every role's Group hold exactly the permissions of the table, no more and no less.

    Whatever somebody added to a Group by hand, or the table no longer names, is taken away. Wagtail's own two Groups go
    when nobody is in them. Running it again changes nothing.
    """
    groups = {role: _group_of(role) for role in Role}
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role, group in groups.items():
        wanted = permissions.PERMISSIONS[role]
        group.permissions.set(_named(permissions.model_permissions(role)))
        if root is not None:
            _agree(
                GroupPagePermission.objects.filter(group=group),
                _named(f"wagtailcore.{verb}_page" for verb in wanted.pages),
                group=group,
                page=root,
            )
        if collection is not None:
            _agree(
                GroupCollectionPermission.objects.filter(group=group),
                _named(wanted.files),
                group=group,
                collection=collection,
            )
    _forget_stock_groups()
    if root is not None:
        _ensure_workflow(root, groups[Role.APPROVER])


def _group_of(role: Role) -> Group:
    name = queries.group_name(role)
    tie = RoleGroup.objects.select_related("group").filter(role=role).first()
    if tie is None:
        group, _created = Group.objects.get_or_create(name=name)
        RoleGroup.objects.create(role=role, group=group)
        return group
    if tie.group.name != name:
        Group.objects.filter(pk=tie.group_id).update(name=name)
    return tie.group


def _named(names: Iterable[str]) -> list[Permission]:
    """Permissions by "app.codename". One that does not exist yet is left out: its app's migrate ends here again."""
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".", 1)
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


def _agree(rows: Any, wanted: list[Permission], **where: object) -> None:
    """Rows of this group on other pages or collections go too: a role reaches what the table says and nothing else."""
    kept = rows.filter(**where, permission__in=wanted)
    rows.exclude(pk__in=[row.pk for row in kept]).delete()
    held = {row.permission_id for row in kept}
    for permission in wanted:
        if permission.pk not in held:
            rows.model.objects.create(permission=permission, **where)


def _forget_stock_groups() -> None:
    stock = Group.objects.filter(name__in=_STOCK_GROUPS, user=None, role_group=None)
    for task in GroupApprovalTask.objects.filter(groups__in=stock).exclude(groups__role_group__isnull=False).distinct():
        if not task.task_states.exists():
            WorkflowPage.objects.filter(workflow__workflow_tasks__task=task).delete()
            Workflow.objects.filter(workflow_tasks__task=task, name=_STOCK_WORKFLOW).delete()
            task.delete()
    stock.delete()


def _ensure_workflow(root: Page, approvers: Group) -> None:
    task = GroupApprovalTask.objects.filter(name=APPROVAL).first()
    if task is None:
        content_type = ContentType.objects.get_for_model(GroupApprovalTask)
        task = GroupApprovalTask.objects.create(name=APPROVAL, active=True, content_type=content_type)
    task.groups.set([approvers])
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=Task.objects.get(pk=task.pk), defaults={"sort_order": 0})
    # An administrator who gave the root another workflow keeps it.
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
