"""What is written of a meeting says nobody's name, number or home, whichever door it comes by."""

import pytest
from django.urls import reverse

from clubs import actions, rules
from clubs.models import ClubMeeting
from tests import desk
from tests.clubs import factories

pytestmark = pytest.mark.django_db

MEETING = {"where": "Phòng đọc", "topic": "Quyền được nói", "girls": 12, "boys": 9, "others": 0, "adults": 2}
TELLING = [
    ("where", "Nhà em A Brôl", "tên"),
    ("topic", "Chuyện của em Nguyễn Thị Lan", "tên"),
    ("notes", "Gọi lại số 0912 345 678.", "số điện thoại"),
]


@pytest.fixture
def at(at, clock):
    return at


@pytest.fixture
def club():
    return factories.ClubFactory()


@pytest.fixture
def person(club):
    return factories.facilitator(club)


def record(club, person, at, **values):
    return actions.record_meeting(club, held_on=at.date(), **{**MEETING, **values}, by=person, at=at)


@pytest.mark.parametrize(("field", "words", "found"), TELLING)
def test_it_refuses_what_says_who_somebody_is_and_names_what_it_found(club, person, at, field, words, found):
    with pytest.raises(rules.MeetingTellsWho) as refused:
        record(club, person, at, **{field: words})

    assert (refused.value.code, list(refused.value.fields)) == ("personal_data", [field])
    assert found in refused.value.fields[field][0]
    assert not ClubMeeting.objects.exists()


@pytest.mark.parametrize(("field", "words", "found"), TELLING)
def test_it_keeps_the_words_when_the_writer_says_she_looked(club, person, at, field, words, found):
    assert getattr(record(club, person, at, **{field: words}, is_checked=True), field) == words


@pytest.mark.parametrize("where", ["Trường THCS Lê Lợi", "Nhà rông làng Kon Klor"])
def test_it_takes_a_school_or_a_village_for_the_place_of_a_meeting(club, person, at, where):
    assert record(club, person, at, where=where).where == where


@pytest.mark.parametrize(("field", "words", "found"), TELLING)
def test_it_shows_the_words_masked_with_a_box_to_tick(club, person, at, field, words, found):
    staff, address = desk.signed_in(person), reverse("clubs:meeting", args=[club.pk])
    typed = {**MEETING, "held_on": "23/11/2026", "notes": "", field: words}

    page = staff.post(address, typed)

    assert page.status_code == 400
    assert f"[{found}]" in page.context["form"][field].value()
    assert f"Có thông tin riêng: {found}. Hãy che đi." in page.content.decode()
    assert 'name="confirmed"' in page.content.decode()
    assert staff.post(address, {**typed, "confirmed": "on"}).status_code == 302
    assert getattr(ClubMeeting.objects.get(), field) == words
