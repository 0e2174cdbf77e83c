"""What a session may see and touch of the second factor, and that no browser keeps it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from tests import personas
from tests.people.conftest import code_of, enrol

pytestmark = pytest.mark.django_db


def password_only(user) -> Client:
    """A session opened by the password before the account had a second factor, which it has since."""
    client = Client()
    client.post("/tai-khoan/login/", {"login": user.email, "password": personas.PASSWORD})
    enrol(user)
    RecoveryCodes.activate(user)
    return client


@pytest.mark.parametrize(
    "name",
    [
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    ],
)
def test_it_asks_for_the_second_factor_before_showing_or_changing_it(client, name):
    user = personas.administrator()
    client = password_only(user)

    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_it_does_not_take_the_password_again_for_the_second_factor(client):
    user = personas.administrator()
    client = password_only(user)

    client.post(reverse("account_reauthenticate"), {"password": personas.PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_it_opens_these_pages_to_whoever_gives_the_code(client, clock):
    user = personas.administrator()
    client = password_only(user)

    client.post(reverse("mfa_reauthenticate"), {"code": code_of()})

    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_view_recovery_codes", "mfa_list_webauthn", "account_change_password", "account_logout"]
)
def test_it_lets_no_browser_keep_a_page_about_ones_account(client, clock, name):
    user = personas.administrator()
    client = password_only(user)
    client.post(reverse("mfa_reauthenticate"), {"code": code_of()})

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
