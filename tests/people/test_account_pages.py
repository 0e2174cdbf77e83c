"""The pages of signing in: one look, Vietnamese, nothing a strict content policy would stop."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from tests import personas
from tests.people.conftest import code_of, enrol

pytestmark = pytest.mark.django_db


def assert_is_ours(response, heading: str) -> None:
    body = response.text
    assert f"<h1>{heading}</h1>" in body
    assert 'lang="vi"' in body
    assert '<meta name="robots" content="noindex">' in body
    assert " style=" not in body
    assert not re.search(r"\son[a-z]+=", body)
    for tag in re.findall(r"<script[^>]*>", body):
        assert "src=" in tag or 'type="application/json"' in tag
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Đăng nhập cho cán bộ"),
        ("account_reset_password", "Quên mật khẩu"),
        ("account_reset_password_done", "Hãy xem hộp thư"),
        ("account_reset_password_from_key_done", "Đã đổi mật khẩu"),
        ("account_inactive", "Tài khoản đã ngừng"),
        ("account_signup", "Không tự mở tài khoản"),
    ],
)
def test_it_shows_strangers(client, name, heading):
    assert_is_ours(client.get(reverse(name)), heading)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_logout", "Đăng xuất"),
        ("account_change_password", "Đổi mật khẩu"),
        ("mfa_index", "Bảo vệ tài khoản"),
        ("mfa_reauthenticate", "Xác nhận đúng là bạn"),
        ("account_reauthenticate", "Xác nhận đúng là bạn"),
        ("mfa_deactivate_totp", "Tắt ứng dụng xác thực"),
        ("mfa_view_recovery_codes", "Mã dự phòng"),
        ("mfa_generate_recovery_codes", "Tạo bộ mã dự phòng mới"),
        ("mfa_add_webauthn", "Thêm khóa bảo mật"),
        ("mfa_list_webauthn", "Khóa bảo mật"),
    ],
)
def test_it_shows_staff(clock, signed_in, name, heading):
    user = personas.editor()
    client = signed_in(user)
    RecoveryCodes.activate(user)

    assert_is_ours(client.get(reverse(name)), heading)


def test_it_shows_enrolment(client, clock):
    user = personas.editor()
    client.post("/tai-khoan/login/", {"login": user.email, "password": personas.PASSWORD})

    first, second = client.get(reverse("mfa_index")), client.get(reverse("mfa_activate_totp"))

    assert_is_ours(first, "Bảo vệ tài khoản")
    assert "mật khẩu thôi chưa đủ" in first.text
    assert_is_ours(second, "Bật ứng dụng xác thực")
    assert second.context["form"].secret in second.text


def test_it_shows_the_second_factor_and_puts_errors_first(client, clock):
    user = personas.editor()
    enrol(user)
    client.post("/tai-khoan/login/", {"login": user.email, "password": personas.PASSWORD})

    asked = client.get(reverse("mfa_authenticate"))
    wrong = client.post(reverse("mfa_authenticate"), {"code": code_of(wrong=True)})

    assert_is_ours(asked, "Lớp bảo vệ thứ hai")
    assert wrong.text.index("error-summary") < wrong.text.index("<h1>")
    assert 'id="id_code_error"' in wrong.text
    assert "<title>Lỗi: " in wrong.text


def test_it_shows_a_link_of_password_reset_that_fails(client):
    assert_is_ours(client.get("/tai-khoan/password/reset/key/1-abc/"), "Đường dẫn không còn dùng được")


def test_it_shows_the_new_password_form(client, mailoutbox):
    user = personas.editor()
    client.post("/tai-khoan/password/reset/", {"email": user.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))

    page = client.get(link, follow=True)

    assert_is_ours(page, "Đặt mật khẩu mới")
    assert mailoutbox[0].subject == "[Tiếng Nói] Đặt mật khẩu mới"
    assert "Chào Y Blên" in mailoutbox[0].body


def test_it_renames_and_drops_a_key(clock, signed_in):
    user = personas.editor()
    client = signed_in(user)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Máy cơ quan", "credential": {}})

    listed = client.get(reverse("mfa_list_webauthn"))
    assert_is_ours(client.get(reverse("mfa_edit_webauthn", args=[key.pk])), "Đổi tên khóa")
    assert_is_ours(client.get(reverse("mfa_remove_webauthn", args=[key.pk])), "Bỏ khóa bảo mật")
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Máy ở nhà"})

    key.refresh_from_db()
    assert "Máy cơ quan" in listed.text
    assert key.wrap().name == "Máy ở nhà"


def test_it_offers_the_key_at_sign_in_only_to_whoever_has_one(client, clock):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    assert answer.json()["request_options"]["publicKey"]["challenge"]


def test_it_changes_a_password_and_says_so_by_mail(clock, signed_in, settings, mailoutbox):
    user = personas.editor()
    new = "con đường rợp bóng mát"

    page = signed_in(user).post(
        reverse("account_change_password"),
        {"oldpassword": personas.PASSWORD, "password1": new, "password2": new},
        follow=True,
    )

    user.refresh_from_db()
    assert user.check_password(new)
    assert "Đã đổi mật khẩu." in page.text
    assert mailoutbox[-1].subject == "[Tiếng Nói] Mật khẩu đã đổi"


def test_it_asks_again_before_something_delicate_after_five_minutes(clock, signed_in):
    client = signed_in(personas.editor())

    at_once = client.get(reverse("mfa_generate_recovery_codes"))
    clock.shift(301)
    later = client.get(reverse("mfa_generate_recovery_codes"))

    assert at_once.status_code == 200
    assert later.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_it_says_too_many_in_vietnamese(client, clock):
    for _ in range(31):
        response = client.get("/tai-khoan/login/")
        response = client.post("/tai-khoan/login/", {})

    assert response.status_code == 429
    assert "<h1>Bạn thử quá nhiều lần</h1>" in response.text
