"""A member's own page: news, what she can do, what is missing; never another member."""

from datetime import date

import pytest

from clubs.models import ClubNotice
from portal.people import actions as people_actions
from tests.clubs import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return factories.ClubFactory(name="CLB Sông Xanh")


@pytest.fixture
def membership(club):
    return factories.member(club, "Mèo Vàng")


@pytest.fixture
def child(client, membership, clock):
    client.cookies["em"] = people_actions.open_session(membership.participant, at=NOW)
    return client


def test_it_leads_whoever_is_not_in_to_the_sign_in_page(client):
    page = client.get("/em/")

    assert (page.status_code, page["Location"]) == (302, "/em/vao/?next=%2Fem%2F")


def test_it_shows_her_club_and_name_and_help(child):
    page = child.get("/em/").content.decode()

    assert "Chào Mèo Vàng!" in page
    assert "CLB Sông Xanh" in page
    assert "tel:111" in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ma-phieu/", "Mã phiếu của em"),
        ("/em/but-danh/", "Bút danh của em"),
        ("/em/dong-y/", "Việc em đã chịu"),
        ("/thong-tin-cua-em/", "Thông tin về em"),
        ("/em/may-nay/", "Máy và mã của em"),
    ],
)
def test_it_leads_to_each_page_about_what_is_hers(child, address, words):
    assert f'href="{address}">{words}</a>' in child.get("/em/").content.decode()


def test_it_is_never_kept(child):
    assert child.get("/em/")["Cache-Control"] == "private, no-store"


def test_it_never_shows_another_member(child, club):
    factories.member(club, "Thuyền Nhỏ")

    assert "Thuyền Nhỏ" not in child.get("/em/").content.decode()


def test_it_shows_notices_that_stand(child, club):
    facilitator = factories.facilitator(club)
    for words, ends_on in (("Thứ Bảy sinh hoạt.", date(2026, 11, 28)), ("Tin cũ.", date(2026, 11, 22))):
        ClubNotice.objects.create(club=club, words=words, by=facilitator, at=NOW, ends_on=ends_on)

    page = child.get("/em/").content.decode()

    assert "Thứ Bảy sinh hoạt." in page
    assert "Tin cũ." not in page


def test_it_says_what_consent_is_missing_and_what_she_can_do_meanwhile(child):
    page = child.get("/em/").content.decode()

    assert "Còn thiếu một chút" in page
    assert "em vẫn đọc bài, gọi 111 và bấm “Báo cho cô chú” được" in page


def test_it_asks_nothing_more_of_a_child_who_took_everything_back(child, membership):
    people_actions.withdraw_consent(membership.participant, asked_by="child", at=NOW)

    page = child.get("/em/").content.decode()
    assert "Thông tin về em sẽ được xóa." in page
    assert "Còn thiếu một chút" not in page
    assert "Em đọc và trả lời" not in child.get("/em/y-kien/").content.decode()
    assert "asked__one" not in child.get("/em/dong-y/").content.decode()


def test_it_shows_a_child_who_must_answer_where_to(child):
    assert "Em đọc và trả lời" in child.get("/em/y-kien/").content.decode()


def test_it_offers_a_way_in_to_a_child_without_a_club(child, membership):
    membership.ended_on, membership.folded_name = date(2026, 11, 20), ""
    membership.save()

    assert "/vao-cau-lac-bo/" in child.get("/em/").content.decode()


def test_it_makes_as_many_queries_for_a_large_club_as_for_a_small_one(child, club, django_assert_max_num_queries):
    for number in range(15):
        factories.member(club, f"Lá {number}")
    child.get("/em/")

    with django_assert_max_num_queries(22):
        child.get("/em/")
