""" "Ai được làm gì"."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.people import queries, rules
from portal.people.models import Qualification, Role, User
from tests import personas
from tests.people.conftest import enrol

pytestmark = pytest.mark.django_db


def test_it_says_what_each_role_allows():
    table = {str(words): dict(zip(Role, answers, strict=True)) for words, answers in rules.abilities()}

    assert [role for role, may in table["Đăng, gỡ và khóa trang"].items() if may] == [Role.APPROVER, Role.ADMINISTRATOR]
    assert [role for role, may in table["Mời người, giao vai trò, ghi chứng nhận"].items() if may] == [
        Role.ADMINISTRATOR
    ]
    assert table["Đọc bài của trẻ em (khi tập huấn và cam kết còn hạn)"][Role.MODERATOR]
    assert any(table["Đề nghị và xác nhận sửa đường dây nóng"].values())


def test_it_says_what_each_person_holds(at, clock, signed_in):
    administrator, moderator = personas.administrator(), personas.moderator()
    enrol(moderator)
    for kind, until in (("training", "2027-01-31"), ("training", "2027-02-28"), ("commitment", "2026-11-22")):
        Qualification.objects.create(
            user=moderator,
            kind=kind,
            obtained_on="2025-01-01",
            expires_on=until,
            evidence="x",
            recorded_by=administrator,
            recorded_at=at,
        )
    User.objects.filter(pk=moderator.pk).update(locked_until=at.replace(hour=10))

    row = next(person for person in queries.people_and_roles(at=at) if person.user == moderator)
    page = signed_in(administrator).get(reverse("people_abilities"))

    assert (row.roles, row.has_second_factor, row.is_locked) == ({Role.MODERATOR}, True, True)
    assert (str(row.training_until), row.commitment_until) == ("2027-02-28", None)
    assert "28/02/2027" in page.text
    assert "Đang khóa" in page.text


def test_it_costs_the_same_for_many_as_for_few(clock, signed_in):
    client = signed_in(personas.administrator())
    client.get(reverse("people_abilities"))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("people_abilities"))
    for number in range(12):
        enrol(personas.staff(f"Người {number}", [Role.MODERATOR, Role.EDITOR]))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("people_abilities"))

    assert len(many) == len(few) <= 16


def test_it_is_for_administrators(clock, signed_in):
    assert signed_in(personas.approver()).get(reverse("people_abilities")).status_code == 403


def test_it_stands_in_the_menu_of_administrators_alone(clock, signed_in):
    client = signed_in(personas.administrator())
    assert "Ai được làm gì" in _menu(client.get("/admin/"))
    client.logout()
    assert "Ai được làm gì" not in _menu(signed_in(personas.editor()).get("/admin/"))


def _menu(response) -> str:
    from portal.people import wagtail_hooks

    shown = [item for item in wagtail_hooks._items() if item.is_shown(response.wsgi_request)]
    return " ".join(str(item.label) for item in shown)
