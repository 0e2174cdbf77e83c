"""The screens of the adults who answer the opinion box: opened with a reason, heard, answered."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from clubs import actions
from clubs.models import Opinion
from portal.people.models import AccessEntry
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Decision, FreeText
from tests import desk, personas
from tests.clubs.factories import ClubFactory, facilitator
from tests.clubs.reporters import DRAWING, decide, opinion, recording, reporter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_it_lists_the_box_for_those_who_answer(at, django_assert_max_num_queries):
    child = reporter()
    for _number in range(4):
        opinion(child, at=at)
    client = desk.signed_in(personas.director())

    with django_assert_max_num_queries(40):
        html = client.get("/admin/hop-y-kien/").content.decode()

    assert html.count("Chưa trả lời.") == 4
    assert client.get("/admin/hop-y-kien/?to=club").content.decode().count("Chưa trả lời.") == 0
    assert desk.signed_in(personas.editor()).get("/admin/hop-y-kien/").status_code == 302


def test_it_shows_staff_masked_words_after_reading_and_takes_an_answer(at):
    said = opinion(reporter(), at=at, to="club", content="Số em là 0384567890, em muốn có sách.")
    club = said.club
    adult = desk.signed_in(facilitator(club))
    address = f"/admin/hop-y-kien/{said.pk}/"

    before = adult.get(address).content.decode() + adult.post(address).content.decode()
    decide(said.text, Decision.READ, at=at)
    after = adult.post(address).content.decode()
    private = adult.post(address, {"words": "Cảm ơn em.", "cach": "private"})
    director = desk.signed_in(personas.director())
    empty = director.post(address, {"words": "", "cach": "private"})
    public = director.post(address, {"words": "Cảm ơn em.", "cach": "public"})
    answered = director.post(address, {"words": "Cảm ơn em.", "cach": "private"})

    assert "em muốn có sách" not in before
    assert "[số điện thoại], em muốn có sách." in after
    assert "0384567890" not in after
    assert "Mèo Vàng" not in after
    assert empty.status_code == 400
    assert public.status_code == 409
    assert private.status_code == 403  # a facilitator never writes to a child
    assert "Trung tâm trả lời em riêng" in after
    assert answered.status_code == 302
    assert "Cảm ơn em." in director.get(address).content.decode()


def test_it_opens_words_by_a_post_with_a_reason_and_changes_nothing_on_get(at):
    said = opinion(reporter(), at=at, to="club", content="Em muốn có sách.")
    decide(said.text, Decision.READ, at=at)
    address, log = f"/admin/hop-y-kien/{said.pk}/", AccessEntry.objects.filter(subject=f"clubs.opinion {said.pk}")
    director, adult = desk.signed_in(personas.director()), desk.signed_in(facilitator(said.club))

    looked = [client.get(address).content.decode() for client in (director, adult)]
    unexplained = director.post(address, {"reason": " "})
    assert (unexplained.status_code, log.count()) == (400, 0)
    opened = director.post(address, {"reason": "Em hỏi qua điện thoại"}).content.decode()
    tapped = adult.post(address).content.decode()

    assert not any("Em muốn có sách." in html for html in [*looked, unexplained.content.decode()])
    assert all("Em muốn có sách." in html for html in [opened, tapped])
    assert list(log.order_by("pk").values_list("reason", flat=True)) == ["Em hỏi qua điện thoại", "trả lời ý kiến"]


def test_it_shows_words_beside_an_answer_to_mend_only_to_who_said_why(at):
    said = opinion(reporter(), at=at, to="club", content="Em muốn có sách.")
    decide(said.text, Decision.READ, at=at)
    director, address = desk.signed_in(personas.director()), f"/admin/hop-y-kien/{said.pk}/"
    typed = {"words": "Cảm ơn em.", "cach": "public"}

    opened = director.post(address, {**typed, "reason": "Em hỏi"})
    closed = director.post(address, typed)

    assert (opened.status_code, closed.status_code) == (409, 409)
    assert "Em muốn có sách." in opened.content.decode()
    assert "Em muốn có sách." not in closed.content.decode()
    assert all("Cảm ơn em.</textarea>" in answer.content.decode() for answer in (opened, closed))
    assert AccessEntry.objects.get(subject=f"clubs.opinion {said.pk}").reason == "Em hỏi"


def test_it_publishes_an_answer_below_published_words(at):
    said = opinion(reporter(), at=at, to="club", kind="drawing", content=DRAWING, is_meant_for_public=True)
    decide(said.text, at=at)
    director = desk.signed_in(personas.director())
    address = f"/admin/hop-y-kien/{said.pk}/"

    assert '<svg class="drawing"' in director.post(address, {"reason": "Trả lời giúp"}).content.decode()
    assert director.post(address, {"words": "Đẹp lắm.", "cach": "public"}).status_code == 302
    assert "Đẹp lắm." in director.get(address).content.decode()


def test_it_draws_what_was_read_and_not_published(at):
    said = opinion(reporter(), at=at, kind="drawing", content=DRAWING)
    decide(said.text, Decision.READ, at=at)

    html = desk.signed_in(personas.director()).post(f"/admin/hop-y-kien/{said.pk}/").content.decode()

    assert 'd="M10 10L500 900"' in html


def spoken(at, decision=Decision.READ, **values):
    """A recording in a club's box, decided."""
    meant = {"is_meant_for_public": decision == Decision.PUBLISH}
    said = opinion(reporter(), at=at, to="club", kind="recording", content=recording(), **meant)
    decide(said.text, decision, at=at, **values)
    return Opinion.objects.light().get(pk=said.pk)


def player_in(html):
    return re.search(r'<audio .*?src="([^"]+)"', html, re.DOTALL)[1].replace("&amp;", "&")


def test_it_plays_a_published_recording_to_everyone_with_its_words(at):
    said = spoken(at, Decision.PUBLISH, public_text="Em muốn có <sách>.")
    actions.reply_publicly(said, words="Thư viện có thêm sách.", by=personas.director(), at=at)

    html = Client().get(f"/cau-lac-bo/{said.club.slug}/").content.decode()
    sound = Client().get(player_in(html))

    assert "Em muốn có &lt;sách&gt;." in html
    assert sound.status_code == 200
    assert b"".join(sound.streaming_content) == bytes(safeguarding_queries.original_of(said.text))


def test_it_plays_a_published_recording_to_staff_as_to_everyone(at):
    said = spoken(at, Decision.PUBLISH, public_text="Em muốn có sách.")

    opened = desk.signed_in(facilitator(said.club)).post(f"/admin/hop-y-kien/{said.pk}/").content.decode()

    assert player_in(opened) == said.text.public_url
    assert "Em muốn có sách." in opened


def test_it_plays_what_was_not_for_the_public_to_whoever_answers_and_opened_it(at):
    said = spoken(at)
    adult, stranger = desk.signed_in(facilitator(said.club)), desk.signed_in(personas.editor())
    director, address = desk.signed_in(personas.director()), f"/admin/hop-y-kien/{said.pk}/"

    assert "<audio" not in adult.get(address).content.decode()
    hers = player_in(adult.post(address).content.decode())
    his = player_in(director.post(address, {"reason": "Trả lời giúp"}).content.decode())

    for client, door in ((adult, hers), (director, his)):
        heard = client.get(door)
        assert heard.content == bytes(safeguarding_queries.original_of(said.text))
        assert "no-store" in heard.headers["Cache-Control"]
        assert heard.headers["Content-Type"] == "audio/webm"
    assert AccessEntry.objects.filter(subject=f"clubs.opinion {said.pk}").count() == 2
    assert director.get(hers).status_code == adult.get(his).status_code == 404
    assert adult.get(f"{address}nghe/").status_code == adult.get(f"{address}nghe/?k=x").status_code == 404
    assert stranger.get(hers).status_code == 404
    assert Client().get(hers).status_code == 302


def test_it_plays_nothing_before_a_moderator_has_heard_it_nor_after_half_an_hour(at, clock):
    said = spoken(at)
    waiting = opinion(reporter("Ong Nâu", club=said.club), at=at, to="club", kind="recording", content=recording())
    adult = desk.signed_in(facilitator(said.club))

    early = adult.post(f"/admin/hop-y-kien/{waiting.pk}/").content.decode()
    door = player_in(adult.post(f"/admin/hop-y-kien/{said.pk}/").content.decode())
    FreeText.objects.filter(pk=said.text_id).update(state="protection")
    taken = adult.get(door)
    FreeText.objects.filter(pk=said.text_id).update(state="read")
    clock.move_to(at + timedelta(minutes=31))

    assert "<audio" not in early
    assert not AccessEntry.objects.filter(subject=f"clubs.opinion {waiting.pk}").exists()
    assert taken.status_code == 403
    assert adult.get(door).status_code == 404


def test_it_hides_other_clubs_boxes(at):
    said = opinion(reporter(), at=at, to="club")

    assert desk.signed_in(facilitator(ClubFactory())).get(f"/admin/hop-y-kien/{said.pk}/").status_code == 404


def test_it_publishes_no_private_facts_of_a_child_in_an_answer_unless_somebody_looked(at):
    said = opinion(reporter(), at=at, to="club", is_meant_for_public=True)
    decide(said.text, at=at)
    adult = desk.signed_in(facilitator(said.club))
    typed = {"words": "Em Lan ở thôn Kon Rờ Bàng, số 0384567890, nói đúng.", "cach": "public"}

    told = adult.post(f"/admin/hop-y-kien/{said.pk}/", typed)

    said.refresh_from_db()
    assert (told.status_code, said.public_reply) == (400, "")
    assert "Lời trả lời có thông tin riêng" in told.content.decode()
    assert adult.post(f"/admin/hop-y-kien/{said.pk}/", {**typed, "is_checked": "on"}).status_code == 302


def test_it_lists_what_went_to_protection_among_what_waits(at):
    said = opinion(reporter(), at=at)
    decide(said.text, Decision.PROTECTION, at=at, note="xem")
    client = desk.signed_in(personas.director())

    for query, count in (("waiting", 1), ("read", 0)):
        html = client.get(f"/admin/hop-y-kien/?state={query}").content.decode()
        assert html.count("Chưa trả lời.") == count
