"""Wrong passwords and codes lock an account, and a stranger learns nothing from it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.people import actions, queries, rules
from portal.people.models import AccessEntry, UnknownAddress, User
from tests import personas
from tests.people.conftest import SECRET, code_of, enrol

pytestmark = pytest.mark.django_db
LOGIN = "/tai-khoan/login/"
CODE = "/tai-khoan/2fa/authenticate/"


def try_password(client, email: str, password: str = "sai mật khẩu rồi"):
    return client.post(LOGIN, {"login": email, "password": password})


def sentences(response) -> list[str]:
    return [error for errors in response.context["form"].errors.values() for error in errors]


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [
        (0, None),
        (1, None),
        (4, None),
        (5, 15),
        (6, None),
        (9, None),
        (10, 30),
        (15, 60),
        (20, 120),
        (35, 960),
        (40, 1440),
        (500, 1440),
    ],
)
def test_it_locks_longer_each_time_and_never_beyond_a_day(at, failures, minutes):
    end = rules.lock_end(failures, at=at)

    assert end == (at + timedelta(minutes=minutes) if minutes else None)


def test_it_locks_after_five_wrong_passwords_and_says_until_when(client, clock):
    user = personas.editor()

    answers = [try_password(client, user.email) for _ in range(5)]
    right = try_password(client, user.email, personas.PASSWORD)

    assert "bị khóa đến 09:15 ngày 23/11/2026" in sentences(answers[4])[0]
    assert "bị khóa" not in sentences(answers[3])[0]
    assert sentences(right) == sentences(answers[4])
    assert AccessEntry.objects.filter(verb="khóa đăng nhập", subject="Y Blên").count() == 1


def test_it_opens_again_when_the_time_has_passed(client, clock):
    user = personas.editor()
    for _ in range(5):
        try_password(client, user.email)

    clock.shift(timedelta(minutes=15))
    response = try_password(client, user.email, personas.PASSWORD)

    user.refresh_from_db()
    assert response.status_code == 302
    assert (user.failed_sign_ins, user.locked_until) == (0, None)


def test_it_treats_an_address_without_account_just_the_same(client, clock):
    said = {}
    for email in (personas.editor().email, "khong.co@sngan.example"):
        said[email] = [sentences(try_password(client, email)) for _ in range(6)]
        cache.clear()  # the limit by network address is another test's matter

    known, unknown = said.values()
    assert known == unknown
    assert "bị khóa" in known[5][0]


def test_it_keeps_no_unknown_address(client, clock):
    try_password(client, "khong.co@sngan.example")

    row = UnknownAddress.objects.get()

    assert "khong" not in row.digest
    assert len(row.digest) == 64


def test_it_forgets_unknown_addresses_after_thirty_days(at):
    actions.record_failed_sign_in(email="cu@sngan.example", at=at - timedelta(days=31))
    actions.record_failed_sign_in(email="moi@sngan.example", at=at)

    forgotten = actions.forget_unknown_addresses(at=at)

    assert forgotten == 1
    assert UnknownAddress.objects.get().digest == queries.digest_of("MOI@sngan.example ")


def test_it_counts_wrong_codes_after_the_right_password(client, clock):
    user = personas.editor()
    enrol(user)
    try_password(client, user.email, personas.PASSWORD)

    answers = [client.post(CODE, {"code": code_of(wrong=True)}) for _ in range(5)]
    right = client.post(CODE, {"code": code_of()})

    assert "bị khóa đến 09:15" in sentences(answers[4])[0]
    assert "bị khóa đến 09:15" in sentences(right)[0]
    assert "_auth_user_id" not in client.session


def test_it_does_not_forget_wrong_codes_at_a_right_password(client, clock):
    user = personas.editor()
    enrol(user)
    for _ in range(2):
        try_password(client, user.email, personas.PASSWORD)
        client.post(CODE, {"code": code_of(wrong=True)})
        client.post("/tai-khoan/logout/")
        client.session.flush()

    user.refresh_from_db()
    assert user.failed_sign_ins == 2


def test_it_counts_wrong_codes_of_someone_signed_in(client, clock):
    user = personas.editor()
    try_password(client, user.email, personas.PASSWORD)
    enrol(user)

    for _ in range(5):
        client.post("/tai-khoan/2fa/reauthenticate/", {"code": code_of(wrong=True)})

    assert User.objects.get(pk=user.pk).is_locked(timezone.now())


def test_it_counts_from_nothing_after_a_full_sign_in(client, clock):
    user = personas.editor()
    enrol(user)
    try_password(client, user.email)
    try_password(client, user.email, personas.PASSWORD)

    client.post(CODE, {"code": code_of(SECRET)})

    user.refresh_from_db()
    assert user.failed_sign_ins == 0
    assert AccessEntry.objects.filter(verb="đăng nhập", by=user).count() == 1


def test_it_lets_an_administrator_unlock_with_a_line_in_the_log(clock, signed_in):
    user = personas.editor()
    for _ in range(5):
        actions.record_failed_sign_in(email=user.email, at=timezone.now())
    client = signed_in(personas.administrator())
    screen = client.get(reverse("wagtailusers_users:edit", args=[user.pk]))

    client.post(reverse("people_unlock", args=[user.pk]))

    user.refresh_from_db()
    assert "khóa đến 09:15 23/11/2026" in screen.text
    assert user.locked_until is None
    assert AccessEntry.objects.filter(verb="mở khóa đăng nhập", subject="Y Blên").exists()


def test_it_lets_nobody_else_unlock(clock, signed_in, at):
    user = personas.moderator()
    client = signed_in(personas.editor())

    response = client.post(reverse("people_unlock", args=[user.pk]))

    assert response.status_code == 403
    with pytest.raises(rules.NotAdministrator):
        actions.unlock_account(user, by=user, at=at)


def test_it_unlocks_by_post_alone(clock, signed_in):
    user = personas.editor()

    response = signed_in(personas.administrator()).get(reverse("people_unlock", args=[user.pk]))

    assert response.status_code == 405


def test_it_slows_one_network_address_down_whatever_it_tries(client, clock):
    for number in range(10):
        try_password(client, f"nguoi{number}@sngan.example")

    response = try_password(client, "nguoi11@sngan.example")

    assert response.context["form"].non_field_errors().as_data()[0].code == "too_many_login_attempts"
