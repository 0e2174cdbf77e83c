"""What a child changes about herself goes the same way by page and by API; the API says what is known of her."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.people import actions, queries
from portal.people.models import Participant
from tests import personas
from tests.people.children import signed_in
from tests.people.factories import PIN, ParticipantFactory

pytestmark = pytest.mark.django_db

Door = Callable[..., int]


@pytest.fixture
def child() -> Participant:
    return ParticipantFactory(pen_name="Búp Măng")


@pytest.fixture
def client(child, at, clock) -> Client:
    return signed_in(child, at=at)


@pytest.fixture(params=["page", "api"])
def door(request, client) -> Door:
    pages = {"pin": "/em/ma-rieng/", "age-band": "/em/tuoi/", "language": "/em/tieng/"}

    def send(what: str, **typed: str) -> int:
        if request.param == "page":
            return client.post(pages[what], typed).status_code
        return client.put(f"/api/v1/me/{what}/", typed, content_type="application/json").status_code

    return send


def done(status: int) -> bool:
    return status in {200, 204, 302}


def test_it_changes_her_pin(door, child, at):
    assert done(door("pin", old_pin=PIN, pin="4826"))

    child.refresh_from_db()
    actions.check_pin(child, "4826", at=at)


@pytest.mark.parametrize(
    "typed", [{"pin": "4826"}, {"old_pin": "9999", "pin": "4826"}, {"old_pin": PIN, "pin": "1234"}]
)
def test_it_refuses_a_pin(door, child, at, typed):
    assert not done(door("pin", **typed))

    child.refresh_from_db()
    actions.check_pin(child, PIN, at=at)


def test_it_locks_the_pin_at_either_door(door, child):
    for _try in range(5):
        assert door("pin", old_pin="9999", pin="4826") in {403, 422}

    assert door("pin", old_pin=PIN, pin="4826") == 429


def test_it_needs_no_old_pin_after_a_reset(door, child, at, clock):
    actions.set_pin(child, pin="2468", pin_kind="digits", at=at)
    Participant.objects.update(must_change_pin=True)

    assert done(door("pin", pin="4826"))

    child.refresh_from_db()
    assert not child.must_change_pin


def test_it_believes_her_age(door, child):
    Participant.objects.update(stated_on=date(2026, 8, 31))

    assert done(door("age-band", age_band="13_15"))
    assert not done(door("age-band", age_band="16_17")), "twice in one school year"
    assert not done(door("age-band", age_band="under_7"))
    assert not done(door("age-band", age_band=""))

    child.refresh_from_db()
    assert (child.age_band, child.stated_on) == ("13_15", date(2026, 11, 23))


def test_it_remembers_her_language_at_either_door(door, child):
    assert done(door("language", language="bdq"))
    assert not done(door("language", language="xx"))

    child.refresh_from_db()
    assert child.language == "bdq"


def test_it_tells_all_that_is_known_of_her(client):
    answer = client.get("/api/v1/me/")

    assert answer.json() == {
        "pen_name": "Búp Măng",
        "age_band": "10_12",
        "place": None,
        "language": "vi",
        "pin_kind": "digits",
        "must_change_pin": False,
        "must_restate_age": False,
    }
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "csrftoken" in answer.cookies


def test_it_asks_at_the_api_too_what_is_due(child, at, clock):
    Participant.objects.update(stated_on=date(2026, 8, 31))
    actions.reset_pin(child, by=personas.facilitator(), at=at)

    known = signed_in(child, at=at).get("/api/v1/me/").json()

    assert (known["must_change_pin"], known["must_restate_age"]) == (True, True)


def test_it_lists_and_ends_her_sign_ins(client, child, at):
    there = actions.open_session(child, at=at - timedelta(days=2))

    assert client.get("/api/v1/me/sign-ins/").json() == [
        {"day": "2026-11-23", "times": 1, "still_open": 1},
        {"day": "2026-11-21", "times": 1, "still_open": 1},
    ]
    assert client.delete("/api/v1/me/sign-ins/").status_code == 204
    assert queries.session_of(there, at=at) is None
    assert client.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("put", "pin/"),
        ("put", "age-band/"),
        ("put", "language/"),
        ("get", "sign-ins/"),
        ("delete", "sign-ins/"),
    ],
)
def test_it_answers_nobody_else(method, path, clock):
    answer = getattr(Client(), method)(f"/api/v1/me/{path}")

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


def test_it_needs_the_csrf_token_at_the_api(child, at, clock):
    strict = signed_in(child, at=at, enforce_csrf_checks=True)
    strict.get("/api/v1/me/")
    typed = {"data": {"language": "bdq"}, "content_type": "application/json"}

    assert strict.put("/api/v1/me/language/", **typed).status_code == 403
    token = strict.cookies["csrftoken"].value
    assert strict.put("/api/v1/me/language/", **typed, headers={"X-CSRFToken": token}).status_code == 200


def test_it_costs_few_queries_to_sign_in(child, at):
    with CaptureQueriesContext(connection) as asked:
        actions.check_pin(child, PIN, at=at)
        actions.open_session(child, at=at)

    # The row under its lock, the count, the sign-in, and the savepoints of a test around them.
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 3
