"""Groups hold what the table says."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.management import call_command
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.people import actions, queries, rules
from portal.people.models import Role, RoleGroup
from portal.people.rules import permissions
from tests import personas

pytestmark = pytest.mark.django_db


def snapshot() -> dict:
    return {
        group.name: (
            sorted(group.permissions.values_list("pk", flat=True)),
            sorted(group.page_permissions.values_list("page", "permission")),
            sorted(group.collection_permissions.values_list("collection", "permission")),
        )
        for group in Group.objects.all()
    }


def test_it_makes_one_group_for_each_role_at_migrate():
    assert set(Group.objects.values_list("name", flat=True)) == {queries.group_name(role) for role in Role}


def test_it_changes_nothing_the_second_time():
    before = snapshot()

    call_command("migrate", verbosity=0)

    assert snapshot() == before
    assert Workflow.objects.count() == WorkflowPage.objects.count() == GroupApprovalTask.objects.count() == 1


def test_it_takes_away_what_the_table_does_not_name():
    before = snapshot()
    group = queries.groups_of({Role.EDITOR}).get()
    root = Page.get_first_root_node()
    group.permissions.add(Permission.objects.get(codename="change_user"))
    GroupPagePermission.objects.create(
        group=group, page=root, permission=Permission.objects.get(codename="publish_page")
    )
    GroupPagePermission.objects.create(
        group=group, page=root.get_children().first(), permission=Permission.objects.get(codename="add_page")
    )

    actions.ensure_roles()

    assert snapshot() == before


def test_it_names_only_permissions_that_exist():
    every = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}

    for role in Role:
        assert permissions.model_permissions(role) <= every
        assert set(permissions.PERMISSIONS[role].files) <= every
        assert {f"wagtailcore.{verb}_page" for verb in permissions.PERMISSIONS[role].pages} <= every


def test_it_keeps_the_people_of_a_renamed_role():
    editor = personas.editor()
    Group.objects.filter(name="Biên tập viên").update(name="Tổ biên tập")

    actions.ensure_roles()

    assert queries.roles_of(editor) == {Role.EDITOR}
    assert editor.groups.get().name == "Biên tập viên"


def test_it_names_groups_in_vietnamese_whatever_language_is_spoken():
    with translation.override("en"):
        actions.ensure_roles()

    assert RoleGroup.objects.get(role=Role.EDITOR).group.name == "Biên tập viên"


def test_it_grants_what_an_app_above_asks_for(monkeypatch):
    monkeypatch.setattr(permissions, "_granted", {})
    rules.grant(Role.FIGURES, "pages.view_subject")

    actions.ensure_roles()

    assert personas.staff("Thạch Sa Rây", [Role.FIGURES]).has_perm("pages.view_subject")


def test_it_lets_editors_write_and_approvers_publish():
    page = Page.get_first_root_node().get_children().first()
    editor, approver, moderator = personas.editor(), personas.approver(), personas.moderator()

    can = {person: page.permissions_for_user(person) for person in (editor, approver, moderator)}

    assert (can[editor].can_edit(), can[editor].can_publish(), can[editor].can_add_subpage()) == (True, False, True)
    assert (can[approver].can_publish(), can[approver].can_lock(), can[approver].can_unlock()) == (True, True, True)
    assert "bulk_delete" not in can[approver].permissions
    assert not can[moderator].can_edit()
    assert moderator.has_perm("wagtailadmin.access_admin")


def test_it_sends_what_editors_write_to_approvers():
    page = Page.get_first_root_node().get_children().first()

    workflow = page.get_workflow()

    assert workflow.name == "Duyệt bài"
    assert [group.name for task in workflow.tasks for group in task.specific.groups.all()] == ["Người duyệt bài"]


def test_it_leaves_another_workflow_of_the_root_alone():
    other = Workflow.objects.create(name="Ba bước", active=True)
    WorkflowPage.objects.update(workflow=other)

    actions.ensure_roles()

    assert WorkflowPage.objects.get().workflow == other


def test_it_keeps_the_groups_of_wagtail_while_somebody_is_in_them():
    stock = Group.objects.create(name="Editors")
    personas.editor().groups.add(stock)

    actions.ensure_roles()

    assert Group.objects.filter(name="Editors").exists()


def test_it_lets_administrators_manage_but_not_grant_by_hand():
    administrator = personas.administrator()

    assert administrator.has_perms(["people.change_user", "wagtailcore.change_site", "wagtailredirects.add_redirect"])
    assert not administrator.has_perm("auth.change_group")
    assert not administrator.has_perm("people.delete_user")
    assert not administrator.has_perm("people.add_user")
    assert not administrator.has_perm("people.delete_accessentry")


def test_it_knows_no_role_of_a_stranger():
    assert queries.roles_of(AnonymousUser()) == set()
    assert not queries.is_administrator(None)


def test_it_makes_groups_even_before_there_is_a_page():
    Page.objects.all().delete()
    Collection.objects.all().delete()

    actions.ensure_roles()

    assert Group.objects.filter(name="Biên tập viên").exists()


def test_it_keeps_a_stock_task_that_has_a_history():
    stock = Group.objects.create(name="Moderators")
    task = GroupApprovalTask.objects.create(name="Moderators approval", active=True)
    task.groups.add(stock)
    workflow = Workflow.objects.create(name="Moderators approval", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = Page.get_first_root_node().get_children().first().specific
    page.save_revision()
    workflow.start(page, personas.editor())

    actions.ensure_roles()

    assert GroupApprovalTask.objects.filter(pk=task.pk).exists()


def test_it_takes_the_stock_workflow_of_wagtail_away():
    stock = Group.objects.create(name="Moderators")
    task = GroupApprovalTask.objects.create(name="Moderators approval", active=True)
    task.groups.add(stock)
    workflow = Workflow.objects.create(name="Moderators approval", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update(workflow=workflow)

    actions.ensure_roles()

    assert WorkflowPage.objects.get().workflow.name == "Duyệt bài"
    assert not Workflow.objects.filter(name="Moderators approval").exists()
