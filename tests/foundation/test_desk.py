"""The first screen: who is greeted, which panels are shown to whom, what the site's health says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from portal.foundation import desk
from portal.foundation.models import Tick
from portal.people.actions import roles
from portal.people.models import Role
from tests import personas
from tests.desk import signed_in

pytestmark = pytest.mark.django_db


def _shown(panel: desk.Panel, user: Any) -> str:
    request = RequestFactory().get("/admin/")
    request.user = user
    return panel.render_html({"request": request})


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (6, "Chào buổi sáng, Blên"),
        (12, "Chào buổi trưa, Blên"),
        (15, "Chào buổi chiều, Blên"),
        (23, "Chào buổi tối, Blên"),
    ],
)
def test_it_greets_by_given_name_and_hour(hour: int, greeting: str, at: datetime) -> None:
    found = desk.Greeting().contents(personas.editor(), at=at.replace(hour=hour))

    assert found == {"greeting": greeting, "today": "Thứ Hai, ngày 23 tháng 11 năm 2026"}


def test_it_shows_health_to_those_who_can_act_on_it(django_user_model: Any) -> None:
    administrator = django_user_model.objects.create_superuser("a@sngan.example", full_name="Đinh Thị Mai")

    assert desk.Health in map(type, desk.panels_for(administrator))
    assert desk.Health not in map(type, desk.panels_for(personas.editor()))


def test_it_puts_the_greeting_first() -> None:
    assert isinstance(desk.panels_for(personas.editor())[0], desk.Greeting)


@pytest.mark.parametrize(("role", "is_told"), [(Role.FIGURES, True), (Role.PROTECTION, False)])
def test_it_says_that_nothing_waits_where_the_screen_would_be_empty(role: Role, is_told: bool) -> None:
    roles.ensure_roles()
    page = signed_in(personas.staff("Đinh Rây", [role])).get("/admin/").content.decode()

    assert ("Chưa có việc nào chờ bạn." in page) is is_told


def test_it_says_that_nothing_has_run_yet() -> None:
    assert "chưa chạy lần nào" in _shown(desk.Health(), personas.editor())


@pytest.mark.usefixtures("clock")
def test_it_says_when_it_last_ran_even_if_all_is_well(at: datetime) -> None:
    Tick.objects.create(pk=1, finished_at=at - timedelta(minutes=1), failed_jobs=[])

    shown = _shown(desk.Health(), personas.editor())

    assert "Việc tự động chạy gần nhất lúc 08:59 ngày 23/11/2026." in shown


@pytest.mark.usefixtures("clock")
def test_it_names_a_late_tick_and_a_failed_job(at: datetime) -> None:
    Tick.objects.create(pk=1, finished_at=at - timedelta(minutes=9), failed_jobs=["portal.foundation.tasks.publish"])

    shown = _shown(desk.Health(), personas.editor())

    assert "bài hẹn giờ sẽ không lên trang" in shown
    assert "portal.foundation.tasks.publish" in shown


def test_a_panel_with_nothing_to_say_stays_away() -> None:
    class Silent(desk.Panel):
        template_name = "wagtailadmin/desk/greeting.html"

        def contents(self, user: Any, *, at: datetime) -> None:
            return None

    assert _shown(Silent(), personas.editor()) == ""
