"""The way into the admin: password, then second factor, and no other way."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.people import actions
from portal.people.models import User
from tests import personas
from tests.people import conftest
from tests.people.conftest import code_of

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"
LOGIN = "/tai-khoan/login/"


def enrol(user: User) -> None:
    conftest.enrol(user)
    RecoveryCodes.activate(user)


def give_password(client: Client, user: User, password: str = personas.PASSWORD, **extra: str):
    return client.post(LOGIN, {"login": user.email, "password": password, **extra})


def sign_in(client: Client, user: User) -> None:
    enrol(user)
    give_password(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of()})


def test_it_opens_the_admin_after_password_and_code(client, clock):
    user = personas.administrator()
    enrol(user)

    first = give_password(client, user)
    second = client.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert second.headers["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200


def test_it_opens_the_admin_after_password_and_recovery_code(client):
    user = personas.administrator()
    enrol(user)
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    give_password(client, user)

    client.post(reverse("mfa_authenticate"), {"code": spare})

    assert client.get(ADMIN).status_code == 200


@pytest.mark.parametrize("door", ["/admin/login/", LOGIN, "/_util/login/"])
def test_it_never_opens_the_admin_by_the_right_password_alone(client, door):
    user = personas.administrator()
    enrol(user)

    client.post(door, {"login": user.email, "username": user.email, "email": user.email, "password": personas.PASSWORD})

    assert "_auth_user_id" not in client.session
    assert client.get(ADMIN).headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_it_leads_from_the_doors_of_wagtail_to_the_one_sign_in(client, door):
    response = client.get(door, {"next": "/admin/pages/"})

    assert response.headers["Location"] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F"


@pytest.mark.parametrize("page", ["", "done/", "confirm/MQ/abc-123/", "complete/"])
def test_it_leads_from_the_password_reset_of_wagtail_to_the_one_of_the_portal(client, page):
    response = client.post(f"/admin/password_reset/{page}", {"email": "ai@sngan.example"})

    assert response.headers["Location"] == "/tai-khoan/password/reset/"


def test_it_signs_out_by_one_post_from_the_admin(client, clock):
    sign_in(client, personas.administrator())

    response = client.post("/admin/logout/", follow=True)

    assert response.redirect_chain[0] == ("/tai-khoan/logout/", 307)
    assert "_auth_user_id" not in client.session


def test_it_asks_before_signing_out_by_a_link(client, clock):
    sign_in(client, personas.administrator())

    response = client.get("/admin/logout/", follow=True)

    assert response.status_code == 200
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "path", [ADMIN, "/admin/pages/", "/admin/users/", "/admin/khong-co/", "/admin/jsi18n/", "/admin/api/main/pages/"]
)
def test_it_sends_whoever_has_no_second_factor_to_enrolment(client, path):
    give_password(client, personas.administrator())

    response = client.get(path)

    assert response.headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("headers", [{"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}])
def test_it_answers_programs_with_a_reason(client, headers):
    give_password(client, personas.administrator())

    response = client.get(ADMIN, headers=headers)

    assert response.status_code == 403
    assert response.json()["code"] == "second_factor_needed"


def test_it_opens_the_admin_after_enrolment_in_the_same_session(client, clock, django_capture_on_commit_callbacks):
    user = personas.administrator()
    give_password(client, user)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    right = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": right})
    # The test's own transaction holds back what a request does before it ends.
    response.wsgi_request.session.save()

    assert "data:image/svg+xml" in page.text
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(response.headers["Location"]).status_code == 200
    assert client.get(ADMIN).status_code == 200


def test_it_asks_for_the_code_in_a_session_older_than_the_enrolment(client, clock):
    user = personas.administrator()
    give_password(client, user)
    enrol(user)

    sent_away = client.get("/admin/pages/")
    back = client.post(sent_away.headers["Location"], {"code": code_of()})

    assert sent_away.headers["Location"] == "/tai-khoan/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F"
    assert back.headers["Location"] == "/admin/pages/"
    assert client.get("/admin/pages/").status_code == 200


def test_it_asks_for_the_key_where_there_is_only_a_key(client):
    user = personas.administrator()
    give_password(client, user)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Máy cơ quan", "credential": {}})

    response = client.post(ADMIN)

    assert response.headers["Location"] == "/tai-khoan/2fa/webauthn/reauthenticate/?next=%2Fadmin%2F"


def test_it_closes_the_admin_when_the_last_factor_is_turned_off(client, clock):
    sign_in(client, personas.administrator())

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(ADMIN).headers["Location"] == reverse("mfa_index")


def test_it_closes_sessions_that_a_lost_phone_had_opened(client, clock, at):
    user = personas.administrator()
    sign_in(client, user)
    actions.reset_second_factor(user, by=personas.staff("Gốc", is_superuser=True), at=at)

    enrol(user)  # on the new phone, elsewhere

    assert client.get(ADMIN).headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_it_costs_one_query_to_guard_the_admin(client, clock):
    sign_in(client, personas.administrator())

    with CaptureQueriesContext(connection) as queries_made:
        client.get("/admin/jsi18n/")

    assert sum("mfa_authenticator" in query["sql"] for query in queries_made) == 1


def test_it_closes_the_admin_to_a_deactivated_account_at_once(client, clock):
    user = personas.administrator()
    sign_in(client, user)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(ADMIN).headers["Location"].startswith(LOGIN)


def test_it_tells_a_deactivated_person_so_only_after_the_right_password(client):
    user = personas.staff("Y Blên", is_active=False)

    right = give_password(client, user)
    wrong = give_password(client, user, "sai mật khẩu rồi")

    assert right.headers["Location"] == reverse("account_inactive")
    assert "ngừng" not in wrong.text.split("<main")[1]


def test_it_opens_no_account_to_strangers(client):
    response = client.post(
        "/tai-khoan/signup/", {"email": "la@sngan.example", "password1": "x" * 20, "password2": "x" * 20}
    )

    assert "Tài khoản cán bộ chỉ được mở bằng thư mời" in response.text
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/abc:def/", "login/code/confirm/", "password/set/"]
)
def test_it_has_no_door_to_change_ones_address(client, path):
    give_password(client, personas.editor())

    response = client.post(f"/tai-khoan/{path}", {"email": "moi@sngan.example", "action_add": ""})

    assert response.headers["Location"] == reverse("mfa_index")


def test_it_says_the_same_about_an_unknown_address_and_a_wrong_password(client):
    user = personas.editor()

    known = give_password(client, user, "sai mật khẩu rồi")
    unknown = client.post(LOGIN, {"login": "khong.co@sngan.example", "password": "sai mật khẩu rồi"})

    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert user.email in known.text


def test_it_writes_to_nobody_it_does_not_know(client, mailoutbox):
    known, unknown = personas.editor().email, "khong.co@sngan.example"

    answers = [client.post("/tai-khoan/password/reset/", {"email": email}) for email in (known, unknown)]

    assert {answer.headers["Location"] for answer in answers} == {"/tai-khoan/password/reset/done/"}
    assert [message.to for message in mailoutbox] == [[known]]


def test_it_lets_someone_set_a_new_password_by_e_mail_and_still_asks_for_the_code(client, mailoutbox, clock):
    user = personas.editor()
    enrol(user)
    client.post("/tai-khoan/password/reset/", {"email": user.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)

    client.post(
        form.context["action_url"], {"password1": "con đường rợp bóng mát", "password2": "con đường rợp bóng mát"}
    )

    assert mailoutbox[1].subject == "[Tiếng Nói] Mật khẩu đã đặt lại"
    assert "127.0.0.1" not in mailoutbox[1].body
    assert give_password(client, user, "con đường rợp bóng mát").headers["Location"] == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    "email", ["a" * 10_000 + "@sngan.example", "y\x00b@sngan.example", "'; DROP TABLE people_user; --"]
)
def test_it_survives_strange_addresses(client, email):
    response = client.post(LOGIN, {"login": email, "password": "x"})

    assert response.status_code == 200
    assert response.context["form"].errors


def test_it_survives_broken_utf_8(client):
    response = client.post(
        LOGIN, b"login=%ff%fe%40sngan.example&password=%ed%a0%80", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 200
    assert client.get(LOGIN + "?next=%ff%fe").status_code == 200


def test_it_does_not_lead_to_other_hosts(client, clock):
    user = personas.administrator()
    enrol(user)
    give_password(client, user, next="https://evil.example/")

    response = client.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert response.headers["Location"] == ADMIN


def test_it_opens_no_session_on_the_sign_in_page_of_a_stranger_to_the_admin(client):
    client.get(ADMIN)

    assert not client.session.keys()
