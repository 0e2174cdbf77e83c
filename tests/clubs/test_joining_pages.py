"""The way in, screen by screen: without a script, without a session, losing nothing on Back or an error."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from clubs.models import ClubMembership, SignInCount
from portal.people.models import Participant
from tests.clubs import factories
from tests.people.factories import PIN

pytestmark = pytest.mark.django_db
CODE = "TRANGWKH"
PAGE = f"/vao/{CODE}/"


@pytest.fixture
def club(clock):
    club = factories.ClubFactory(name="CLB Sông Xanh")
    factories.join_code(club, clock_now())
    return club


def clock_now():
    from tests.conftest import NOW

    return NOW


def token(page):
    return re.search(r'name="phieu" value="([^"]+)"', page.content.decode())[1]


def walk(client, **answers):
    """Answers screen after screen; gives the last response and the data of its form."""
    page = client.get(PAGE)
    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "pen_name": answers.get("pen_name", "Mèo Vàng")})
    page = client.post(PAGE, {"phieu": token(page), "buoc": "tuoi", "age_band": answers.get("age_band", "10_12")})
    last = {"phieu": token(page), "buoc": "ma", **(answers.get("last") or {"pin": PIN, "is_shared": "khong"})}
    return client.post(PAGE, last), last


def test_it_leads_from_a_typed_code_to_the_page_of_the_qr(club, client):
    page = client.post("/vao-cau-lac-bo/", {"code": "tran gwkh"})

    assert (page.status_code, page["Location"]) == (302, PAGE)


def test_it_says_why_a_typed_code_opens_nothing(club, client):
    page = client.post("/vao-cau-lac-bo/", {"code": "AAAA AAAA"})

    assert page.status_code == 404
    assert "hỏi cô chú phụ trách" in page.content.decode()


def test_it_changes_nothing_when_the_page_is_only_opened(club, client):
    client.get(PAGE)

    assert not Participant.objects.exists()
    assert not client.cookies


def test_it_lets_a_child_in_screen_by_screen(club, client):
    response, _last = walk(client)

    assert response.status_code == 302
    membership = ClubMembership.objects.get()
    assert membership.participant.pen_name == "Mèo Vàng"
    cookie = response.cookies["em"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_it_lets_a_child_in_with_four_pictures(club, client):
    pictures = {"pin_1": "sao", "pin_2": "tim", "pin_3": "nha", "pin_4": "sao"}

    response, _last = walk(client, age_band="7_9", last={**pictures, "is_shared": "co"})

    assert response.status_code == 302
    assert response.cookies["em"]["max-age"] == ""  # a shared telephone forgets when the browser is closed


def test_it_makes_one_participant_of_a_double_tap(club, client):
    _response, last = walk(client)

    again = Client().post(PAGE, last)

    assert again.status_code == 302
    assert Participant.objects.count() == 1


def test_it_keeps_what_was_answered_when_something_is_wrong(club, client):
    response, _last = walk(client, last={"pin": "12", "is_shared": "co"})

    assert response.status_code == 400
    assert "bốn chữ số" in response.content.decode()
    again = client.post(PAGE, {"phieu": token(response), "buoc": "ma", "pin": PIN, "is_shared": "co"})
    assert again.status_code == 302
    assert Participant.objects.get().pen_name == "Mèo Vàng"


def test_it_goes_back_a_screen_with_the_name_still_there(club, client):
    page = client.get(PAGE)
    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "pen_name": "Lá Thơm"})

    back = client.post(PAGE, {"phieu": token(page), "buoc": "tuoi", "lui": "1"})

    assert 'value="Lá Thơm"' in back.content.decode()


def test_it_offers_names_and_takes_one(club, client):
    page = client.get(PAGE)
    offered = re.findall(r'name="goi_y" value="([^"]+)"', page.content.decode())
    assert len(offered) == 3

    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "goi_y": offered[0], "pen_name": ""})

    assert f"Chào {offered[0]}!" in page.content.decode()


def test_it_refuses_a_telephone_number_as_a_name_and_offers_others(club, client):
    page = client.get(PAGE)

    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "pen_name": "0912345678"})

    assert page.status_code == 400
    assert "Em chọn tên khác nhé" in page.content.decode()
    assert "goi_y" in page.content.decode()


def test_it_asks_for_another_name_when_somebody_took_it_meanwhile(club, client):
    page = client.get(PAGE)
    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "pen_name": "Mèo Vàng"})
    page = client.post(PAGE, {"phieu": token(page), "buoc": "tuoi", "age_band": "10_12"})
    factories.member(club, "meo vang")

    page = client.post(PAGE, {"phieu": token(page), "buoc": "ma", "pin": PIN, "is_shared": "co"})

    assert page.status_code == 409
    assert "có bạn dùng tên này rồi" in page.content.decode()


def test_it_begins_again_with_what_was_typed_when_the_form_is_too_old(club, client, clock):
    page = client.get(PAGE)
    clock.shift(timedelta(days=3))

    page = client.post(PAGE, {"phieu": token(page), "buoc": "ten", "pen_name": "Lá Thơm"})

    assert page.status_code == 400
    assert "Lá Thơm" in page.content.decode()
    assert token(page)


@pytest.mark.parametrize("forged", ["", "x", "eyJ:1:2"])
def test_it_refuses_a_forged_token(club, client, forged):
    page = client.post(PAGE, {"phieu": forged, "buoc": "ma", "pin": PIN, "is_shared": "co"})

    assert page.status_code == 400
    assert not Participant.objects.exists()


def test_it_refuses_a_form_sent_from_another_site(club, client):
    page = client.post(PAGE, {"buoc": "ten"}, headers={"origin": "https://evil.example"})

    assert page.status_code == 403


@pytest.mark.parametrize("path", ["/vao/AAAAAAAA/", "/vao/%F0%9F%92%A9/", "/vao/x'--/"])
def test_it_shows_a_kind_page_for_a_code_that_is_none(club, client, path):
    page = client.get(path)

    assert page.status_code == 404
    assert "Em xem lại từng chữ" in page.content.decode()


def test_it_ends_the_sign_in_of_the_child_before_on_the_same_telephone(club, client):
    walk(client)
    before = Participant.objects.get()

    walk(client, pen_name="Thuyền Nhỏ")

    assert not before.sessions.filter(closed_at__isnull=True).exists()


def test_it_never_lets_the_pages_be_kept(club, client):
    assert "no-store" in client.get(PAGE)["Cache-Control"]
    assert "no-store" in client.get("/em/vao/")["Cache-Control"]


def sign_in(client, club, **changes):
    return client.post(
        "/em/vao/",
        {"code": club.sign_in_code, "pen_name": "Mèo Vàng", "pin": PIN, "is_shared": "co", **changes},
    )


def test_it_signs_a_member_in(club, client):
    factories.member(club, "Mèo Vàng")

    response = sign_in(client, club, next="/em/may-nay/")

    assert (response.status_code, response["Location"]) == (302, "/em/may-nay/")
    assert "em" in response.cookies


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "abc"])
def test_it_never_leads_to_another_site(club, client, address):
    factories.member(club, "Mèo Vàng")

    assert sign_in(client, club, next=address)["Location"] == "/em/"


def test_it_shows_one_sentence_for_every_wrong_sign_in(club, client):
    factories.member(club, "Mèo Vàng")

    pages = [sign_in(client, club, **wrong) for wrong in ({"pin": "1357"}, {"pen_name": "Nobody"}, {"code": "AAAAAA"})]

    assert {page.status_code for page in pages} == {403}
    said = {re.search(r"Chưa vào được[^<]*", page.content.decode())[0] for page in pages}
    assert len(said) == 1
    assert SignInCount.objects.exists()


def test_it_writes_nothing_when_a_wrong_code_is_looked_at(club, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8) as made:
        assert client.get("/vao/AAAAAAAA/").status_code == 404
    assert {query["sql"].split()[0] for query in made.captured_queries} == {"SELECT"}


@pytest.mark.parametrize("tried", ["look", "sign in"])
def test_it_holds_up_one_place_that_guesses_and_nobody_else(club, client, monkeypatch, tried):
    monkeypatch.setattr("clubs.rules.joining.FROM_A_PLACE", 2)
    member = factories.member(club, "Mèo Vàng")
    known = {"code": club.sign_in_code, "pen_name": "Mèo Vàng", "pin": PIN, "is_shared": "co"}

    def guess(number):
        if tried == "look":
            return client.get(f"/vao/AAAAAAA{number}/").status_code
        return client.post("/em/vao/", {**known, "pen_name": f"Lá {number}"}).status_code

    assert [guess(number) for number in (3, 4, 6)][1:] == [404 if tried == "look" else 403, 429]
    here, there = {}, {"REMOTE_ADDR": "192.0.2.7"}
    if tried == "look":
        assert [client.get(PAGE, **place).status_code for place in (here, there)] == [429, 200]
    else:
        assert [client.post("/em/vao/", known, **place).status_code for place in (here, there)] == [429, 302]
        assert member.participant.sessions.count() == 1
