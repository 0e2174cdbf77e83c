"""The opinion box by page and by API, as a child and the public meet it."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from clubs import actions
from clubs.models import Opinion
from portal.answers import actions as answers_actions
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Decision, FreeText
from tests import personas
from tests.clubs.factories import ClubFactory, member
from tests.clubs.reporters import DRAWING, decide, opinion, recording, reporter
from tests.people.children import signed_in
from tests.safeguarding.factories import reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def by_page(client, way="viet", **values):
    given = {"instance": str(uuid4()), "to": "centre", "words": "Em muốn có sách.", **values}
    return client.post(f"/em/y-kien/?cach={way}", given)


def by_api(client, way="viet", **values):
    kinds = {"viet": "words", "ve": "drawing", "noi": "recording"}
    given = {"instance": str(uuid4()), "to": "centre", "words": "Em muốn có sách.", "kind": kinds[way], **values}
    return client.post("/api/v1/opinions/", given)


@pytest.fixture(params=[by_page, by_api])
def door(request):
    return request.param


@pytest.mark.parametrize(("way", "values"), [("viet", {}), ("ve", {"drawing": DRAWING}), ("noi", {})])
def test_it_takes_three_ways_of_saying_something(door, at, way, values):
    child = reporter()
    given = {"recording": recording()} if way == "noi" else values

    response = door(signed_in(child, at=at), way, **given)

    assert response.status_code in {200, 201}
    said = Opinion.objects.get()
    assert said.text.participant == child
    words = answers_actions.code_of(said.receipt).split(", ")
    assert all(word in response.content.decode() for word in words)


def test_it_survives_a_double_tap(door, at):
    client, instance = signed_in(reporter(), at=at), str(uuid4())

    assert door(client, instance=instance).status_code == door(client, instance=instance).status_code
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(("way", "values"), [("viet", {"words": " "}), ("noi", {}), ("viet", {"to": "nobody"})])
def test_it_refuses_what_is_empty(door, at, way, values):
    assert door(signed_in(reporter(), at=at), way, **values).status_code == 400
    assert not FreeText.objects.exists()


def test_it_keeps_what_she_typed_when_a_yes_was_taken_back_meanwhile(door, at):
    child = reporter()
    client = signed_in(child, at=at)
    child.consents.update(withdrawn_at=at)

    response = door(client, words="Một câu em vừa viết.")

    assert response.status_code == 403
    assert not FreeText.objects.exists()
    if door is by_page:
        assert "Một câu em vừa viết." in response.content.decode()


def test_it_answers_the_same_page_whatever_was_said(at):
    """S-04: nothing on the screen tells a flagged text from an ordinary one, save the code."""
    client = signed_in(reporter(), at=at)

    def answer(words):
        html = by_page(client, words=words).content.decode()
        start, end = html.index('data-code="'), html.index("</ul>", html.index('class="receipt-code"'))
        return html[:start] + html[end:]

    flagged, ordinary = answer("em k muon song nua"), answer("em thích vẽ")

    strip = lambda html: __import__("re").sub(r'value="[^"]{40,}"', "", html)  # noqa: E731  (tokens differ by nature)
    assert strip(flagged) == strip(ordinary)
    assert "tel:111" in flagged


def test_it_takes_words_in_place_of_a_drawing_without_script(at):
    by_page(signed_in(reporter(), at=at), "ve", drawing="", words="Một ngôi nhà bên suối.")

    assert Opinion.objects.get().text.kind == "words"


def test_it_asks_before_private_facts_go_out(at):
    client = signed_in(reporter(), at=at)

    asked = by_page(client, words="Số em là 0384567890.")
    assert not Opinion.objects.exists()
    by_page(client, words="Số em là 0384567890.", **{"da-xem": "1"})

    assert "Để lại và gửi" in asked.content.decode()
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize("way", ["viet", "ve", "noi", "bay"])
def test_it_says_who_reads_and_offers_other_ways(at, way):
    html = signed_in(reporter(), at=at).get(f"/em/y-kien/?cach={way}").content.decode()

    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in html
    assert html.count("?cach=") >= 3
    assert "checked" not in html.split('name="is_meant_for_public"')[1].split(">")[0]


def test_it_says_whose_yes_is_missing(at):
    page = signed_in(member(ClubFactory()).participant, at=at).get("/em/y-kien/")

    assert page.status_code == 403
    assert "Cha mẹ chưa trả lời." in page.content.decode()


def test_it_knows_nobody_who_is_not_signed_in(door):
    assert door(Client()).status_code in {302, 401}
    assert Client().get("/em/y-kien/").status_code == 302


def test_it_lists_her_own_without_words(at):
    child = reporter()
    said = opinion(child, at=at, content="Em muốn có sách.", is_meant_for_public=True)
    decide(said.text, at=at)
    actions.reply_publicly(said, words="Thư viện có thêm sách.", by=personas.director(), at=at)
    opinion(reporter("Ong Nâu"), at=at)
    client = signed_in(child, at=at)

    page = client.get("/em/y-kien/cua-em/").content.decode()
    rows = client.get("/api/v1/opinions/").json()["results"]

    assert "Thư viện có thêm sách." in page
    assert "Lời viết gửi Trung tâm, 09:00 ngày 23/11/2026." in page
    assert "Em muốn có sách." not in page
    assert [row["id"] for row in rows] == [str(said.pk)]
    assert "Em muốn có sách." not in json.dumps(rows, ensure_ascii=False)
    assert Client().get("/api/v1/opinions/").status_code == 401


@pytest.mark.parametrize(
    ("kind", "content"), [("words", "Em muốn có sách."), ("drawing", DRAWING), ("recording", None)]
)
def test_it_says_published_only_of_what_stands_on_the_clubs_page(at, kind, content):
    child = reporter()
    said = opinion(child, at=at, kind=kind, content=content or recording(), is_meant_for_public=True)
    code = answers_actions.code_of(said.receipt)
    page = f"/cau-lac-bo/{said.club.slug}/"
    before = Client().get(page).content.decode()
    decide(said.text, at=at, public_text="Em muốn có sách." if kind == "recording" else "")

    told = Client().post("/ma-phieu/", {"code": code}).content.decode()
    over_api = Client().post("/api/v1/receipts/lookup/", {"code": code}, content_type="application/json").json()
    [row] = signed_in(child, at=at).get("/api/v1/opinions/").json()["results"]
    shown = Client().get(page).content.decode()

    assert "Em hỏi – người lớn trả lời" not in before
    assert "Đã đăng." in told
    assert (over_api["texts"][0]["state"], row["state"]) == ("published", "published")
    assert ('d="M10 10L500 900"' if kind == "drawing" else "Em muốn có sách.") in shown
    assert "Cô chú chưa trả lời ở đây." in shown
    assert str(said.text.pk) in shown  # to report it by


def test_it_shows_all_that_is_published_however_much_it_is(at):
    child = reporter()
    for number in range(21):
        said = opinion(child, at=at, content=f"Em muốn có sách số {number}.", is_meant_for_public=True)
        decide(said.text, at=at)
    page = f"/cau-lac-bo/{said.club.slug}/"

    first, second = Client().get(page).content.decode(), Client().get(f"{page}?trang=2").content.decode()

    assert (first.count("Em muốn có sách số"), second.count("Em muốn có sách số")) == (20, 1)
    assert 'href="?trang=2"' in first
    assert Client().get(f"{page}?trang=3").status_code == 404


def test_it_tells_her_why_it_could_not_be_published_and_how_to_send_it_again(at, django_assert_max_num_queries):
    child, kind_sentence = reporter(), safeguarding_rules.suggestion_of("unclear")
    for kind, content in (("words", "Em muốn có sách."), ("drawing", DRAWING), ("recording", recording())):
        said = opinion(child, at=at, kind=kind, content=content, is_meant_for_public=True)
        decide(said.text, Decision.REJECT, at=at, reason="unclear", message=kind_sentence)
    client = signed_in(child, at=at)

    with django_assert_max_num_queries(8):
        page = client.get("/em/y-kien/cua-em/").content.decode()
    rows = client.get("/api/v1/opinions/").json()["results"]

    assert page.count("Cô chú chưa hiểu bài muốn nói gì.") == page.count(kind_sentence) == 3
    for way in ("viet", "ve", "noi"):
        assert f'href="/em/y-kien/?cach={way}">Gửi lại</a>' in page
    assert {(row["state"], row["reason"], row["message"]) for row in rows} == {
        ("rejected", "Cô chú chưa hiểu bài muốn nói gì.", kind_sentence)
    }


@pytest.mark.parametrize("state", ["waiting", "claimed", "protection", "read", "published", "rejected", "withdrawn"])
def test_it_tells_her_the_same_in_her_list_as_on_the_receipt(at, state):
    """S-04: neither door tells that something went to the protection desk."""
    child = reporter()
    said = opinion(child, at=at, is_meant_for_public=state in {"published", "rejected"})
    if state == "claimed":
        safeguarding_actions.claim_text(said.text, by=reader(at), at=at)
    elif state == "withdrawn":
        safeguarding_actions.withdraw_text(said.text, at=at)
    elif state != "waiting":
        decision = {"published": "publish", "rejected": "reject"}.get(state, state)
        decide(said.text, decision, at=at, note="xem", reason="unclear", message="Em kể thêm nhé.")
    client = signed_in(child, at=at)

    code = answers_actions.code_of(said.receipt)
    [receipt] = client.post("/api/v1/receipts/lookup/", {"code": code}, content_type="application/json").json()["texts"]
    [row] = client.get("/api/v1/opinions/").json()["results"]
    page = client.get("/em/y-kien/cua-em/").content.decode()

    assert {name: row[name] for name in ("state", "sentence", "reason", "message")} == {
        name: receipt[name] for name in ("state", "sentence", "reason", "message")
    }
    assert f"<b>{receipt['sentence']}</b>" in page
