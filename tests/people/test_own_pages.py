"""What a signed-in child does about herself: leave, change her PIN, say her age and her language; what is due comes first."""

from datetime import date, timedelta

import pytest
from django.test import Client

from portal.people import actions, queries
from portal.people.models import Participant, ParticipantSession
from tests import personas
from tests.people.children import signed_in
from tests.people.factories import PIN, ParticipantFactory

pytestmark = pytest.mark.django_db

PAGES = ["/em/may-nay/", "/em/ma-rieng/", "/em/tuoi/", "/em/tieng/"]


@pytest.fixture
def child() -> Participant:
    return ParticipantFactory(pen_name="Búp Măng")


@pytest.fixture
def client(child, at, clock) -> Client:
    return signed_in(child, at=at)


@pytest.mark.parametrize("page", PAGES)
def test_it_leads_whoever_is_not_signed_in_to_the_door_and_back(page, clock):
    answer = Client().get(page + "?a=1")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={page.replace('/', '%2F')}%3Fa%3D1")
    assert Client().post(page, {"pin": "4826"}).status_code in {302, 405}


@pytest.mark.parametrize("page", PAGES)
def test_it_is_kept_by_nobody(page, client):
    answer = client.get(page)

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Búp Măng" in answer.text or page != "/em/may-nay/"
    assert set(answer.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("page", ["/em/may-nay/", "/em/tuoi/", "/em/tieng/"])
def test_it_shows_the_way_back_to_her_own_page(page, client):
    assert "Về trang của em" in client.get(page).text


def test_it_calls_the_page_of_machines_by_the_name_of_its_link(client):
    page = client.get("/em/may-nay/").text

    assert "<h1>Máy và mã của em</h1>" in page
    assert "<title>Máy và mã của em" in page


def test_it_shows_days_and_nothing_about_machines(client, child, at):
    actions.open_session(child, is_shared=True, at=at - timedelta(days=3))

    page = client.get("/em/may-nay/")

    assert "23/11/2026" in page.text
    assert "20/11/2026" in page.text
    assert "10–12 tuổi" in page.text


def test_it_signs_her_out_here(client, child):
    answer = client.post("/em/may-nay/ra/")

    assert answer.headers["Location"] == "/em/da-ra/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["em"].value == ""
    assert "Em đã ra khỏi máy này" in client.get("/em/da-ra/").text


def test_it_signs_her_out_everywhere(client, child, at):
    there = actions.open_session(child, at=at)

    client.post("/em/may-nay/ra/", {"moi-may": "1"})

    assert queries.session_of(there, at=at) is None


def test_it_clears_a_shared_phone_of_everything(child, at, clock):
    answer = signed_in(child, is_shared=True, at=at).post("/em/may-nay/ra/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage", "cookies"'


def test_it_lets_somebody_leave_twice(client):
    client.post("/em/may-nay/ra/")

    assert client.post("/em/may-nay/ra/", {"moi-may": "1"}).headers["Location"] == "/em/da-ra/"


def test_it_leaves_by_post_with_a_token_only(child, at, clock):
    strict = signed_in(child, at=at, enforce_csrf_checks=True)

    assert strict.get("/em/may-nay/ra/").status_code == 405
    assert strict.post("/em/may-nay/ra/").status_code == 403
    assert ParticipantSession.objects.get().closed_at is None


def test_it_changes_her_pin_when_she_knows_the_old_one(client, child, at):
    answer = client.post("/em/ma-rieng/", {"old_pin": PIN, "pin": "4826"})

    assert answer.headers["Location"] == "/em/may-nay/?xong=ma"
    assert "Từ nay em dùng mã mới" in client.get(answer.headers["Location"]).text
    child.refresh_from_db()
    actions.check_pin(child, "4826", at=at)


def test_it_takes_pictures_without_script(client, child, at):
    page = client.get("/em/ma-rieng/")
    assert page.text.count('name="pin_4"') == 9

    pictures = {f"pin_{step}": name for step, name in enumerate(["sao", "cay", "cay", "lua"], start=1)}
    client.post("/em/ma-rieng/", {"old_pin": PIN, "pin": "", **pictures})

    child.refresh_from_db()
    assert child.pin_kind == "pictures"
    again = {f"old_pin_{step}": name for step, name in enumerate(["sao", "cay", "cay", "lua"], start=1)}
    assert client.post("/em/ma-rieng/", {**again, "pin": "4826"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"pin": "4826"}, "Em gõ bốn chữ số"),
        ({"old_pin": "9999", "pin": "4826"}, "Mã em đang dùng chưa đúng"),
        ({"old_pin": PIN}, "Em gõ bốn chữ số"),
        ({"old_pin": PIN, "pin": "482"}, "Mã riêng gồm bốn chữ số"),
        ({"old_pin": PIN, "pin": "1234"}, "dễ đoán"),
        ({"old_pin": PIN, "pin_1": "sao", "pin_2": "tim"}, "Em chọn đủ bốn hình"),
        ({"old_pin": PIN, "pin_1": "sao", "pin_2": "tim", "pin_3": "x", "pin_4": "y"}, "Em chọn đủ bốn hình"),
    ],
)
def test_it_says_what_is_wrong_and_shows_no_pin_again(client, child, typed, sentence):
    answer = client.post("/em/ma-rieng/", typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "4826" not in answer.text
    assert 'role="alert"' in answer.text
    child.refresh_from_db()
    assert child.pin_kind == "digits"


def test_it_locks_a_borrowed_phone_out_of_the_pin(client):
    answers = [client.post("/em/ma-rieng/", {"old_pin": "9999", "pin": "4826"}).status_code for _try in range(6)]

    assert answers == [422] * 5 + [429]
    assert "cô chú phụ trách" in client.post("/em/ma-rieng/", {"old_pin": PIN, "pin": "4826"}).text


def test_it_asks_for_a_pin_of_her_own_after_a_reset(child, at, clock):
    actions.reset_pin(child, by=personas.facilitator(), at=at)
    client = signed_in(child, at=at)

    led = client.get("/em/may-nay/")
    assert led.headers["Location"] == "/em/ma-rieng/?next=%2Fem%2Fmay-nay%2F"
    page = client.get(led.headers["Location"])
    assert 'name="old_pin"' not in page.text
    assert "Cô chú vừa cấp mã cho em" in page.text

    answer = client.post("/em/ma-rieng/", {"pin": "4826", "next": "/em/may-nay/"})

    assert answer.headers["Location"] == "/em/may-nay/"
    assert client.get("/em/may-nay/").status_code == 200


def test_it_asks_her_age_each_september_and_takes_her_back(child, at, clock):
    Participant.objects.update(stated_on=date(2026, 8, 31))
    client = signed_in(child, at=at)

    led = client.get("/em/may-nay/")
    assert led.headers["Location"] == "/em/tuoi/?next=%2Fem%2Fmay-nay%2F"
    page = client.get("/em/tuoi/")
    assert "checked" not in page.text
    assert "under_7" not in page.text

    answer = client.post("/em/tuoi/", {"age_band": "13_15", "next": "/em/may-nay/"})

    assert answer.headers["Location"] == "/em/may-nay/"
    child.refresh_from_db()
    assert (child.age_band, child.stated_on) == ("13_15", date(2026, 11, 23))
    assert client.get("/em/may-nay/").status_code == 200


@pytest.mark.parametrize(("band", "is_offered"), [("16_17", False), ("18_up", True)])
def test_it_offers_to_be_grown_up_to_whom_an_adult_said_so(at, clock, band, is_offered):
    page = signed_in(ParticipantFactory(age_band=band), at=at).get("/em/tuoi/").text

    assert ("18_up" in page, "Từ 16 tuổi" in page) == (is_offered, not is_offered)


def test_it_asks_for_the_pin_before_the_age_and_never_in_a_circle(child, at, clock):
    Participant.objects.update(stated_on=date(2026, 8, 31), must_change_pin=True)
    client = signed_in(child, at=at)

    assert client.get("/em/tieng/").headers["Location"].startswith("/em/ma-rieng/")
    assert client.get("/em/tuoi/").headers["Location"].startswith("/em/ma-rieng/")
    assert client.get("/em/ma-rieng/").status_code == 200


def test_it_never_leads_away_what_was_sent(child, at, clock):
    Participant.objects.update(stated_on=date(2026, 8, 31))

    assert (
        signed_in(child, at=at).post("/em/tieng/", {"language": "sed"}).headers["Location"] == "/em/may-nay/?xong=tieng"
    )


@pytest.mark.parametrize("typed", [{}, {"age_band": "under_7"}, {"age_band": "40"}])
def test_it_refuses_an_age_it_did_not_offer(client, typed):
    answer = client.post("/em/tuoi/", typed)

    assert answer.status_code == 422
    assert 'href="#id_age_band"' in answer.text
    assert 'id="id_age_band"' in answer.text


def test_it_remembers_her_language(client, child):
    answer = client.post("/em/tieng/", {"language": "sed"})

    child.refresh_from_db()
    assert child.language == "sed"
    assert "Xơ Đăng" in client.get(answer.headers["Location"]).text
    assert client.post("/em/tieng/", {"language": "xx"}).status_code == 422


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.example/", "//xau.example/", "javascript:alert(1)", "/\\xau.example", "abc"]
)
def test_it_leads_to_no_other_site(client, elsewhere):
    page = client.get("/em/tieng/", {"next": elsewhere})
    answer = client.post("/em/tieng/", {"language": "vi", "next": elsewhere})

    assert "xau.example" not in page.text.split("<form", 1)[1].split("</form>")[0] or "next" not in page.text
    assert answer.headers["Location"] == "/em/may-nay/?xong=tieng"


def test_it_needs_the_token_of_the_form(child, at, clock):
    strict = signed_in(child, at=at, enforce_csrf_checks=True)

    assert strict.post("/em/tieng/", {"language": "sed"}).status_code == 403


def test_it_is_gone_with_her(client, child, at):
    actions.erase_participant(child.pk, at=at)

    assert client.get("/em/may-nay/").status_code == 302
