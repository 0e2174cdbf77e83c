"""What everyone sees of young reporters: published pieces, one kept copy for all, no cookie."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client

from clubs import actions
from tests import personas
from tests.clubs.factories import ClubFactory
from tests.clubs.reporters import DRAWING, decide, give_byline, piece, published, recording, reporter
from tests.people.children import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def read(sent):
    return Client().get(f"/phong-vien-nho/{sent.pk}/")


def test_it_shows_what_a_moderator_let_through(at):
    sent = published(reporter(), at=at, drawing=DRAWING, description="cái cầu <b>", recording=recording())

    page = read(sent)
    html = page.content.decode()

    assert "Con suối sau làng" in html
    assert "Mùa mưa nước lên cao." in html
    assert '<svg class="drawing" viewBox="0 0 1000 1000" role="img" aria-label="cái cầu &lt;b&gt;"' in html
    assert "<figcaption>cái cầu &lt;b&gt;</figcaption>" in html
    assert 'd="M10 10L500 900"' in html
    assert storages["public"].url(sent.recording.public_file) in html
    assert "Mình kể chuyện con suối." in html
    assert "Một bạn ở CLB" in html
    assert "Mèo Vàng" not in html
    assert "noindex" not in html
    assert not page.cookies
    assert page.headers["Cache-Control"] == "public, no-cache"


def test_it_shows_a_pen_name_only_when_signed_and_then_asks_search_engines_to_stay_away(at):
    child = reporter()
    give_byline(child, witness=personas.facilitator(), at=at)
    sent = published(child, at=at, is_bylined=True)

    html = read(sent).content.decode()

    assert "Mèo Vàng" in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("what", ["waiting", "half", "withdrawn", "expired"])
def test_it_hides_what_is_not_public(at, what, clock):
    child = reporter()
    if what == "waiting":
        sent = piece(child, at=at)
    elif what == "half":
        sent = piece(child, at=at, drawing=DRAWING)
        decide(sent.words, at=at)
    else:
        sent = published(child, at=at)
        if what == "withdrawn":
            actions.withdraw_piece(sent, participant=child, at=at)
        else:
            clock.shift(timedelta(days=732))

    assert read(sent).status_code == 404
    assert Client().get(f"/api/v1/pieces/{sent.pk}/").status_code == 404
    assert str(sent.pk) not in Client().get("/phong-vien-nho/").content.decode()
    assert Client().get("/api/v1/pieces/").json()["count"] == 0


def test_it_leaves_the_kept_copy_at_once(at):
    child = reporter()
    sent = published(child, at=at)
    assert read(sent).status_code == 200

    actions.withdraw_piece(sent, participant=child, at=at)

    assert read(sent).status_code == 404


def test_it_gives_one_copy_to_everyone_signed_in_or_not(at, django_assert_max_num_queries):
    child = reporter()
    sent = published(child, at=at)
    first, client = read(sent), signed_in(child, at=at)

    with django_assert_max_num_queries(2):
        second = client.get(f"/phong-vien-nho/{sent.pk}/")

    assert first.content == second.content


def test_it_costs_the_same_however_many_there_are(at, django_assert_max_num_queries):
    club = ClubFactory()
    witness = personas.facilitator()
    for number in range(14):
        child = reporter(f"Lá {number}", club=club)
        if number < 4:
            give_byline(child, witness=witness, at=at)
        sent = published(child, at=at, is_bylined=True, drawing=DRAWING)

    with django_assert_max_num_queries(12):
        page = Client().get("/phong-vien-nho/")
    with django_assert_max_num_queries(12):
        read(sent)
    with django_assert_max_num_queries(12):
        found = Client().get("/api/v1/pieces/").json()

    assert page.content.decode().count('class="card"') == 12
    assert found["count"] == 14
    assert Client().get("/phong-vien-nho/?trang=2").status_code == 200
    for absurd in ("3", "0", "x"):
        assert Client().get(f"/phong-vien-nho/?trang={absurd}").status_code == 404


def test_it_says_when_there_is_nothing_yet():
    assert "Chưa có bài nào ở đây" in Client().get("/phong-vien-nho/").content.decode()


def test_it_tells_the_api_the_same(at):
    sent = published(reporter(), at=at, drawing=DRAWING, description="cái cầu", recording=recording())

    [row] = Client().get("/api/v1/pieces/").json()["results"]

    assert row == Client().get(f"/api/v1/pieces/{sent.pk}/").json()
    assert row["byline"] == ""
    assert row["drawing_description"] == "cái cầu"
    assert row["recording"].startswith("/tep/loi/")
    assert row["transcript"] == "Mình kể chuyện con suối."
    assert "participant" not in row


def test_it_speaks_english_around_the_childs_words(at):
    sent = published(reporter(), at=at)

    html = Client().get(f"/en/phong-vien-nho/{sent.pk}/").content.decode()

    assert '<h1 lang="vi">Con suối sau làng</h1>' in html


def test_it_cuts_a_long_story_for_the_list(at):
    published(reporter(), at=at, text="chữ " * 200)

    assert "chữ…" in Client().get("/phong-vien-nho/").content.decode()
