"""Demo accounts: the real way in, with the code shown."""

import pytest
from django.urls import reverse

from portal.people import actions, authentication, queries, rules
from portal.people.models import Role, User
from tests import personas
from tests.people.conftest import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, clock, at) -> list[User]:
    settings.IS_DEMO = True
    return actions.create_demo_accounts(at=at)


def test_it_makes_accounts_for_every_role_and_two_where_a_second_person_is_needed(demo, at):
    held = [role for user in demo for role in queries.roles_of(user)]

    assert set(held) == set(Role)
    assert sorted(role for role in Role if held.count(role) == 2) == [Role.MODERATOR, Role.PROTECTION]
    assert len(held) == len(demo)
    assert rules.check_can_moderate(demo[list(Role).index(Role.MODERATOR)], at=at) is None


def test_it_puts_things_back_the_second_time(demo, at):
    user = demo[0]
    user.set_password("đã đổi mất rồi nhé")
    user.locked_until = at
    user.save()
    user.authenticator_set.all().delete()

    again = actions.create_demo_accounts(at=at)

    assert User.objects.count() == len(again) == len(queries.demo_accounts())
    assert again[0].check_password(queries.DEMO_PASSWORD)
    assert queries.has_second_factor(again[0])
    assert again[0].qualifications.count() == 2


def test_it_refuses_in_production(settings, at):
    settings.IS_PRODUCTION = True

    with pytest.raises(actions.NotDemo):
        actions.create_demo_accounts(at=at)

    assert not User.objects.exists()


def test_it_shows_the_code_that_opens_the_door(client, demo):
    account = queries.demo_accounts()[-1]
    client.post("/tai-khoan/login/", {"login": account.email, "password": account.password})

    page = client.get(reverse("mfa_authenticate"))
    response = client.post(reverse("mfa_authenticate"), {"code": code_of(account.totp_secret)})

    assert f"Bản dùng thử: mã lúc này là <strong>{code_of(account.totp_secret)}</strong>" in page.text
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_it_shows_no_code_outside_the_demo(client, settings, demo):
    settings.IS_DEMO = False
    account = queries.demo_accounts()[0]
    client.post("/tai-khoan/login/", {"login": account.email, "password": account.password})

    assert "Bản dùng thử" not in client.get(reverse("mfa_authenticate")).text


def test_it_shows_no_code_of_other_people_or_without_app(demo):
    demo[0].authenticator_set.all().delete()

    assert authentication.demo_code(personas.staff("Người Thật")) is None
    assert authentication.demo_code(demo[0]) is None
