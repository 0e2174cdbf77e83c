"""Menus by task, lists by type with filters and a sheet, and the report of what is still a sample."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from portal.pages.admin_views import panels
from portal.pages.models import ServicePage
from portal.people.actions import roles
from tests import desk, personas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]


@pytest.fixture(autouse=True)
def _roles() -> None:
    roles.ensure_roles()


def _menu(client: Client) -> list[str]:
    found = re.search(
        r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>', client.get("/admin/").content.decode()
    )
    modules = json.loads(found[1])["modules"]
    main = next(module for module in modules if module["_type"] == "wagtail.sidebar.MainMenuModule")
    return [item["_args"][0]["label"] for item in main["_args"][0]]


def test_an_editor_meets_writing_and_nothing_of_the_office() -> None:
    menu = _menu(desk.signed_in(personas.editor()))

    assert menu[:5] == ["Bàn làm việc", "Viết và đăng", "Cây trang", "Nhóm, chuyên đề", "Ảnh và tài liệu"]
    assert "Cài đặt" not in menu


def test_an_administrator_meets_the_settings_last() -> None:
    menu = _menu(desk.signed_in(personas.administrator()))

    assert menu.index("Báo cáo") < menu.index("Cài đặt") < menu.index("Trợ giúp")


def test_a_moderator_sees_no_door_to_pages() -> None:
    client = desk.signed_in(personas.moderator())

    first_screen = client.get("/admin/").content.decode()

    assert "Viết và đăng" not in _menu(client)
    assert "Viết tin mới" not in first_screen
    assert "Nội dung mẫu còn lại" not in first_screen
    assert client.get("/admin/viet-va-dang/dich-vu/").status_code == 302
    assert client.get("/admin/bao-cao/noi-dung-mau/").status_code == 302


def test_an_editor_is_offered_tasks_and_an_approver_is_not_asked_to_write() -> None:
    writing, approving = desk.signed_in(personas.editor()), desk.signed_in(personas.approver())

    assert "Viết tin mới" in writing.get("/admin/").content.decode()
    assert "Viết tin mới" not in approving.get("/admin/").content.decode()
    assert "Sửa trang chủ" in approving.get("/admin/").content.decode()


def test_a_list_is_narrowed_by_audience_and_subject() -> None:
    client = desk.signed_in(personas.editor())
    service = ServicePage.objects.filter(audiences__isnull=False, subjects__isnull=False).first()
    audience, subject = service.audiences.first(), service.subjects.first()
    wanted = set(ServicePage.objects.filter(audiences=audience, subjects=subject).values_list("title", flat=True))

    answer = client.get(f"/admin/viet-va-dang/dich-vu/?audiences={audience.pk}&subjects={subject.pk}")

    assert {page.title for page in answer.context["object_list"]} == wanted
    assert len(wanted) < ServicePage.objects.count()


def test_a_list_costs_the_same_for_any_number_of_rows(django_assert_max_num_queries: Any) -> None:
    client = desk.signed_in(personas.editor())
    address = "/admin/viet-va-dang/dich-vu/"
    client.get(address)
    with django_assert_max_num_queries(200) as few:
        client.get(address + "?q=&is_sample=true")

    with django_assert_max_num_queries(len(few) + 2):
        client.get(address)


def test_a_list_becomes_a_sheet() -> None:
    client = desk.signed_in(personas.editor())

    answer = client.get("/admin/viet-va-dang/dich-vu/?export=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Tiêu đề,Địa chỉ,Trạng thái,Nội dung mẫu,Dành cho,Chuyên đề,")
    assert len(lines) == ServicePage.objects.count() + 1


def test_the_report_lists_every_sample_page() -> None:
    client = desk.signed_in(personas.administrator())
    count = panels.sample_pages().count()

    first_screen = client.get("/admin/").content.decode()
    report = client.get("/admin/bao-cao/noi-dung-mau/")

    assert count > 0
    assert f"Còn {count} trang đang hiện dòng “Nội dung mẫu”." in first_screen
    assert report.context["paginator"].count == count


def test_nothing_on_the_first_screen_leads_elsewhere() -> None:
    shown = desk.signed_in(personas.administrator()).get("/admin/").content.decode()

    assert re.findall(r'(?:href|src)="(https?://(?!localhost)[^"]+)"', shown) == []
    assert "wagtail.org" not in shown
