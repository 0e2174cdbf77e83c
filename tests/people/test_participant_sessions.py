"""Sign-ins of children: tokens kept as digests, idle ones useless, closed ones for good; pages everyone reads stay without."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from portal.foundation import page_cache
from portal.people import actions, authentication, queries, tasks
from portal.people.middleware import ParticipantMiddleware
from portal.people.models import ParticipantSession
from tests.people.children import signed_in
from tests.people.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_it_keeps_a_digest_and_nothing_about_the_machine(at):
    token = actions.open_session(ParticipantFactory(), at=at)

    session = ParticipantSession.objects.get()
    assert len(token) >= 40
    assert session.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert {field.name for field in session._meta.get_fields()} == {
        "id",
        "token_hash",
        "participant",
        "is_shared",
        "opened_on",
        "last_used_at",
        "closed_at",
    }


def test_it_knows_who_holds_a_token_by_one_query(at):
    child = ParticipantFactory()
    token = actions.open_session(child, at=at)

    with CaptureQueriesContext(connection) as asked:
        session = queries.session_of(token, at=at)
        assert session.participant == child

    assert len(asked) == 1


def test_it_asks_the_database_nothing_for_an_absurd_token(at):
    with CaptureQueriesContext(connection) as asked:
        assert queries.session_of("", at=at) is None
        assert queries.session_of("x" * 4000, at=at) is None

    assert len(asked) == 0
    assert queries.session_of("\udce9\x00", at=at) is None
    assert queries.session_of("\ud800", at=at) is None


@pytest.mark.parametrize(
    ("is_shared", "unused", "is_open"),
    [
        (False, timedelta(days=29), True),
        (False, timedelta(days=30), False),
        (True, timedelta(minutes=19), True),
        (True, timedelta(minutes=20), False),
    ],
)
def test_it_ends_when_nobody_uses_it(at, is_shared, unused, is_open):
    token = actions.open_session(ParticipantFactory(), is_shared=is_shared, at=at)

    assert (queries.session_of(token, at=at + unused) is not None) is is_open
    assert ParticipantSession.objects.filter(queries.live_sessions(at + unused)).exists() is is_open


def test_it_writes_its_use_at_most_every_five_minutes(at):
    token = actions.open_session(ParticipantFactory(), at=at)
    session = queries.session_of(token, at=at)

    assert not actions.touch_session(session, at=at + timedelta(minutes=4))
    assert actions.touch_session(session, at=at + timedelta(minutes=6))
    assert not actions.touch_session(session, at=at + timedelta(minutes=7))

    session.refresh_from_db()
    assert session.last_used_at == at + timedelta(minutes=6)


def test_it_stays_closed_though_it_was_in_use_elsewhere(at):
    token = actions.open_session(ParticipantFactory(), at=at)
    session = queries.session_of(token, at=at)
    actions.close_session(token, at=at)

    actions.touch_session(session, at=at + timedelta(minutes=9))

    assert queries.session_of(token, at=at + timedelta(minutes=9)) is None


def test_it_closes_one_or_all(at):
    child, other = ParticipantFactory(), ParticipantFactory()
    here, there, hers = (actions.open_session(who, at=at) for who in (child, child, other))

    actions.close_session(here, at=at)
    actions.close_session("nothing", at=at)
    assert [queries.session_of(token, at=at) is not None for token in (here, there, hers)] == [False, True, True]

    actions.close_all_sessions(child, at=at)
    assert [queries.session_of(token, at=at) is not None for token in (here, there, hers)] == [False, False, True]


def test_it_forgets_old_ones_by_itself(at):
    child = ParticipantFactory()
    live = actions.open_session(child, at=at)
    actions.open_session(child, is_shared=True, at=at - timedelta(hours=1))
    actions.close_session(actions.open_session(child, at=at), at=at - timedelta(days=31))

    tasks.forget_participant_sessions(at)
    tasks.forget_participant_sessions(at)

    assert [day.still_open for day in queries.sign_ins_by_day(child, at=at)] == [1]
    assert ParticipantSession.objects.count() == 2
    assert ParticipantSession.objects.exclude(closed_at=None).get().is_shared
    assert queries.session_of(live, at=at)


def test_it_lists_sign_ins_by_day(at):
    child = ParticipantFactory()
    for days, is_shared in ((0, False), (0, True), (3, False), (3, True)):
        actions.open_session(child, is_shared=is_shared, at=at - timedelta(days=days))
    actions.open_session(ParticipantFactory(), at=at)

    with CaptureQueriesContext(connection) as asked:
        days = queries.sign_ins_by_day(child, at=at)

    assert [(f"{day.day:%d/%m}", day.times, day.still_open) for day in days] == [("23/11", 2, 2), ("20/11", 2, 1)]
    assert len(asked) == 1


def test_it_hides_the_token_from_scripts_and_other_sites(settings):
    own, shared = HttpResponse(), HttpResponse()

    authentication.start_session(own, "t", is_shared=False)
    authentication.start_session(shared, "t", is_shared=True)

    cookie = own.cookies["em"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    assert cookie["max-age"] == 30 * 24 * 60 * 60
    assert shared.cookies["em"]["max-age"] == ""
    settings.IS_PRODUCTION = True
    authentication.start_session(own, "t", is_shared=False)
    assert own.cookies["em"]["secure"] is True


@pytest.mark.parametrize("is_shared", [True, False])
def test_it_makes_the_browser_forget_on_leaving(at, is_shared):
    token = actions.open_session(ParticipantFactory(), is_shared=is_shared, at=at)
    request, response = RequestFactory().post("/"), HttpResponse()
    request.COOKIES["em"] = token

    authentication.end_session(request, response, at=at)

    assert response.cookies["em"].value == ""
    assert ('"cookies"' in response.headers["Clear-Site-Data"]) is is_shared
    assert '"storage"' in response.headers["Clear-Site-Data"]
    assert queries.session_of(token, at=at) is None


def test_it_is_asked_by_no_reading_page(at, clock):
    client, stranger = signed_in(ParticipantFactory(), at=at), Client()
    first = stranger.get("/can-giup-ngay/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/can-giup-ngay/")

    assert page.content == first.content
    assert "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert not [query for query in asked if "people_participant" in query["sql"]]


def test_it_costs_one_query_when_a_page_asks(at, clock):
    client = signed_in(ParticipantFactory(), at=at)

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/em/tieng/")

    assert page.status_code == 200
    assert len([query for query in asked if "people_participant" in query["sql"]]) == 1
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in page.headers["Vary"]
    assert "sessionid" not in page.cookies


def test_it_counts_the_thirty_days_of_her_own_phone_anew(at, clock):
    child = ParticipantFactory()
    own, shared = signed_in(child, at=at), signed_in(child, is_shared=True, at=at)
    clock.shift(timedelta(minutes=10))

    assert own.get("/em/tieng/").cookies["em"]["max-age"] == 30 * 24 * 60 * 60
    assert "em" not in shared.get("/em/tieng/").cookies
    assert "em" not in own.get("/em/tieng/").cookies
    clock.shift(timedelta(days=29))
    assert own.get("/em/tieng/").status_code == 200


def test_it_opens_nothing_to_a_token_stolen_before_she_left(at, clock):
    child = ParticipantFactory()
    client = signed_in(child, at=at)
    thief = Client()
    thief.cookies["em"] = client.cookies["em"].value
    assert thief.get("/em/may-nay/").status_code == 200

    client.post("/em/may-nay/ra/")

    assert thief.get("/em/may-nay/").status_code == 302


@pytest.mark.parametrize("asks", [True, False])
def test_it_takes_a_page_that_asked_out_of_the_shared_copies(at, clock, asks):
    def page(request):
        assert not asks or request.participant is None
        return page_cache.share(HttpResponse("ok"))

    response = ParticipantMiddleware(page)(RequestFactory().get("/"))

    assert response.is_shared is not asks
    assert ("Cookie" in response.headers.get("Vary", "")) is asks


def test_it_opens_nothing_for_somebody_erased_whose_sign_in_came_back_with_an_older_copy(at):
    child = ParticipantFactory()
    actions.erase_participant(child.pk, at=at)
    ParticipantSession.objects.create(
        token_hash=queries.token_digest("t"), participant=child, opened_on=at.date(), last_used_at=at
    )

    assert queries.session_of("t", at=at) is None
