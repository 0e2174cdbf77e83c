"""The same way in over the API, and the public list of clubs."""

from uuid import uuid4

import pytest
from django.test import Client

from clubs.models import ClubMembership
from portal.people.models import Participant
from tests.clubs import factories
from tests.conftest import NOW
from tests.people.factories import PIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(clock):
    club = factories.ClubFactory(name="CLB Sông Xanh", slug="clb-song-xanh")
    factories.join_code(club, NOW)
    return club


def post(client, path, **data):
    return client.post(f"/api/v1/{path}/", data, content_type="application/json")


def join(client, **changes):
    answers = {
        "instance": str(uuid4()),
        "code": factories.CODE,
        "pen_name": "Mèo Vàng",
        "age_band": "10_12",
        "pin": PIN,
    }
    return post(client, "participants", **{**answers, **changes})


def test_it_lets_a_child_in(club, client):
    response = join(client)

    assert response.status_code == 201
    assert response.json()["club"] == "CLB Sông Xanh"
    assert response.cookies["em"]["httponly"]
    assert "no-store" in response["Cache-Control"]
    assert PIN not in response.content.decode()


def test_it_puts_whoever_was_in_before_out(club, client):
    first = join(client).cookies["em"].value
    assert join(client, pen_name="Ong Nâu").status_code == 201

    assert client.get("/api/v1/me/").json()["pen_name"] == "Ong Nâu"
    client.cookies["em"] = first
    assert client.get("/api/v1/me/").status_code == 401


def test_it_makes_one_participant_of_a_request_sent_twice(club, client):
    instance = str(uuid4())

    assert [join(client, instance=instance).status_code for _time in range(2)] == [201, 201]
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"code": "AAAA AAAA"}, 404, "code_unknown"),
        ({"pen_name": ""}, 400, "invalid"),
        ({"pen_name": "0912345678"}, 400, "pen_name_personal"),
        ({"age_band": "under_7"}, 400, "invalid"),
        ({"pin": "1"}, 400, "bad_pin"),
        ({"pin": "1111"}, 400, "easy_pin"),
        ({"instance": "1"}, 400, "invalid"),
        ({"code": "\x00"}, 400, "invalid"),
    ],
)
def test_it_says_why_not(club, client, changes, status, code):
    response = join(client, **changes)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not ClubMembership.objects.exists()


def test_it_refuses_a_name_that_is_taken(club, client):
    factories.member(club, "meo vang")

    assert join(client).json()["code"] == "pen_name_taken"


@pytest.mark.parametrize("path", ["participants", "participant-session"])
def test_it_refuses_another_site(club, client, path):
    response = client.post(
        f"/api/v1/{path}/", {}, content_type="application/json", headers={"origin": "https://evil.example"}
    )

    assert response.status_code == 403


def test_it_signs_a_member_in_and_out(club):
    factories.member(club, "Mèo Vàng")
    client = Client(enforce_csrf_checks=True)
    response = post(client, "participant-session", code=club.sign_in_code, pen_name="meo vang", pin=PIN)
    assert response.status_code == 201

    assert client.delete("/api/v1/participant-session/").status_code == 403  # without the CSRF token
    client.cookies["csrftoken"] = "a" * 32
    gone = client.delete("/api/v1/participant-session/", headers={"x-csrftoken": "a" * 32})

    assert gone.status_code == 204
    assert "Clear-Site-Data" in gone
    assert not Participant.objects.get().sessions.filter(closed_at__isnull=True).exists()


def test_it_says_one_thing_of_every_wrong_sign_in(club, client):
    factories.member(club, "Mèo Vàng")
    known = {"code": club.sign_in_code, "pen_name": "Mèo Vàng", "pin": PIN}

    answers = [
        post(client, "participant-session", **{**known, **wrong})
        for wrong in ({"pin": "1357"}, {"pen_name": "Nobody"}, {"code": "AAAAAA"})
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {(403, answers[0].content)}


def test_it_does_not_sign_out_whoever_is_not_in(client):
    assert client.delete("/api/v1/participant-session/").status_code == 401


def test_it_lists_clubs_with_rounded_counts_and_no_names(club, client):
    for number in range(12):
        factories.member(club, f"Lá Xanh {number}")

    body = client.get("/api/v1/clubs/").json()

    assert body["count"] == 1
    assert body["results"][0]["members"] == 10
    assert "Lá Xanh" not in str(body)


def test_it_hides_how_few_there_are(club, client):
    factories.member(club)

    assert client.get("/api/v1/clubs/clb-song-xanh/").json()["members"] is None


def test_it_finds_clubs_by_kind_and_place(club, client):
    name = club.place.name

    assert client.get("/api/v1/clubs/", {"q": name.lower(), "kind": "rights"}).json()["count"] == 1
    assert client.get("/api/v1/clubs/", {"kind": "core"}).json()["count"] == 0
    assert client.get("/api/v1/clubs/", {"kind": "x"}).status_code == 400
    assert client.get("/api/v1/clubs/", {"q": "a" * 61}).status_code == 400


def test_it_does_not_know_a_club_that_ended(club, client):
    club.ended_on = NOW.date()
    club.save()

    assert client.get("/api/v1/clubs/clb-song-xanh/").status_code == 404
