"""Staff may read the desk in English; what is written down stays Vietnamese for whoever reads it next."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal.people.models import AccessEntry, Role, User
from tests import desk, personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(clock):
    """An administrator who chose English in the profile, signed in."""
    person = personas.administrator()
    UserProfile.objects.create(user=person, preferred_language="en")
    return desk.signed_in(person)


def test_it_offers_both_languages_in_the_profile(reader):
    html = reader.get("/admin/account/").text

    assert set(re.findall(r'<option value="(vi|en)"', html)) == {"vi", "en"}


def test_it_shows_the_desk_in_english_to_whoever_chose_it(reader):
    html = reader.get("/admin/").text

    assert '<html lang="en"' in html
    assert "Good morning, " in html
    assert "Monday, 23 November 2026" in html


def test_it_shows_the_desk_in_vietnamese_to_everyone_else(client):
    html = desk.signed_in(personas.editor()).get("/admin/", headers={"accept-language": "en"}).text

    assert '<html lang="vi"' in html
    assert "Chào buổi" in html


def test_it_writes_the_log_and_the_invitation_in_vietnamese(reader):
    reader.post(
        reverse("invitations:add"), {"email": "a.nam@sngan.example", "full_name": "A Nam", "roles": [Role.EDITOR.value]}
    )

    assert "mời" in AccessEntry.objects.values_list("verb", flat=True)
    assert "mời bạn mở tài khoản" in mail.outbox[-1].body
    assert mail.outbox[-1].subject.endswith("Lời mời mở tài khoản cán bộ Tiếng Nói")


def test_it_translates_the_log_only_for_the_eye(reader):
    html = reader.get("/admin/nhat-ky/").text

    assert "signed in" in html
    assert "đăng nhập" in AccessEntry.objects.filter(by=User.objects.get()).values_list("verb", flat=True)
