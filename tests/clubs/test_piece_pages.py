"""A young reporter's pages and the API, through both doors; nobody else ever sees her private things."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clubs import actions, queries
from clubs.models import Piece, PieceDraft
from portal.answers import actions as answers_actions
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Decision, FreeText
from tests import personas
from tests.clubs.factories import ClubFactory, member
from tests.clubs.reporters import DRAWING, decide, give_byline, piece, published, recording, reporter
from tests.people.children import signed_in
from tests.safeguarding.factories import reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def by_page(client, **values):
    given = {"instance": str(uuid4()), "title": "Con suối", "text": "Nước lên.", **values}
    return client.post("/em/bai/viet/", given)


def by_api(client, **values):
    given = {"instance": str(uuid4()), "title": "Con suối", "text": "Nước lên.", **values}
    return client.post("/api/v1/pieces/", given)


@pytest.fixture(params=[by_page, by_api])
def door(request):
    return request.param


def test_it_takes_a_piece_and_gives_a_code(door, at):
    child = reporter()

    response = door(signed_in(child, at=at), drawing=DRAWING, description="cái cầu", recording=recording())

    assert response.status_code in {200, 201}
    sent = Piece.objects.get()
    assert sent.participant == child
    assert sent.recording is not None
    words = answers_actions.code_of(sent.receipt).split(", ")
    assert all(word in response.content.decode() for word in words)


def test_it_survives_a_double_tap(door, at):
    client, instance = signed_in(reporter(), at=at), str(uuid4())

    first, second = door(client, instance=instance), door(client, instance=instance)

    assert first.status_code == second.status_code
    assert Piece.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Bài cần có tên"),
        ({"text": ""}, "Em chưa viết, vẽ hay nói gì"),
        ({"text": "\u200b\u202e "}, "Em chưa viết, vẽ hay nói gì"),
        ({"drawing": "nonsense"}, "Hình này chưa gửi được"),
        ({"recording": SimpleUploadedFile("a.mp3", b"MZ" * 500)}, "Tệp này không phải tiếng nói ghi âm"),
    ],
)
def test_it_refuses_with_a_clear_sentence(door, at, values, sentence):
    response = door(signed_in(reporter(), at=at), **values)

    assert response.status_code == 400
    said = (
        response.json()["fields"]
        if response.headers["Content-Type"].startswith("application")
        else response.content.decode()
    )
    assert sentence in str(said)
    assert not FreeText.objects.exists()


def test_it_knows_nobody_who_is_not_signed_in(door):
    response = door(Client())

    assert response.status_code in {302, 401, 403}
    assert not Piece.objects.exists()


def test_it_waits_for_consent_but_never_loses_the_words(door, at):
    child = reporter()
    client = signed_in(child, at=at)
    child.consents.update(withdrawn_at=at)

    response = door(client, text="Một câu em vừa viết.")

    assert response.status_code == 403
    assert not FreeText.objects.exists()
    if door is by_page:
        assert "Một câu em vừa viết." in response.content.decode()
        assert "tel:111" in response.content.decode()


def test_it_asks_the_api_for_a_csrf_token(at):
    client = signed_in(reporter(), at=at, enforce_csrf_checks=True)

    assert by_api(client).status_code == 403
    assert by_page(client).status_code == 403


def test_it_says_whose_yes_is_missing(at):
    client = signed_in(member(ClubFactory()).participant, at=at)

    page = client.get("/em/bai/viet/")

    assert page.status_code == 403
    assert "Em chưa trả lời." in page.content.decode()
    assert "/can-giup-ngay/" in page.content.decode()


def test_it_shows_who_reads_and_that_nobody_reads_at_once(at):
    page = signed_in(reporter(), at=at).get("/em/bai/viet/")
    html = page.content.decode()

    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in html
    assert "Cô chú ở Trung tâm đọc trước" in html
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "media-src 'self' blob:" in page.headers["Content-Security-Policy"]


def test_it_asks_before_private_facts_go_out_and_keeps_all(at):
    client, instance = signed_in(reporter(), at=at), str(uuid4())

    asked = by_page(client, instance=instance, text="Số em là 0384567890.", recording=recording())
    assert not FreeText.objects.exists()
    sent = by_page(client, instance=instance, text="Số em là 0384567890.", **{"da-xem": "1"})

    html = asked.content.decode()
    assert "0384567890" in html
    assert "Để lại và gửi" in html
    assert "Đã có một đoạn ghi âm" in html
    assert sent.status_code == 200
    assert Piece.objects.get().recording is not None


def test_it_keeps_a_draft_without_script_and_opens_it_again(at):
    child = reporter()
    client, instance = signed_in(child, at=at), uuid4()

    kept = by_page(client, instance=str(instance), lam="nhap", drawing=DRAWING, recording=recording())
    page = client.get(f"/em/bai/nhap/{instance}/").content.decode()

    assert kept.headers["Location"] == "/em/bai/?xong=nhap"
    assert "Nước lên." in page
    assert "Đã có một đoạn ghi âm" in page
    assert str(instance) in page
    assert "Con suối" in client.get("/em/bai/").content.decode()
    client.post(f"/em/bai/nhap/{instance}/xoa/")
    assert not PieceDraft.objects.exists()


def test_it_keeps_a_draft_while_she_writes(at):
    child = reporter()
    client = signed_in(child, at=at)
    given = {"instance": str(uuid4()), "title": "Con", "text": "N"}

    assert client.post("/em/bai/viet/giu/", given).json() == {"kept": True}
    assert client.post("/em/bai/viet/giu/", {**given, "instance": "x"}).status_code == 400
    child.consents.update(withdrawn_at=at)
    assert client.post("/em/bai/viet/giu/", given).status_code == 403


def test_it_gives_a_key_for_drafts_only_to_a_phone_of_her_own(at):
    child = reporter()

    assert "data-key=" in signed_in(child, at=at).get("/em/bai/viet/").content.decode()
    assert "data-key=" not in signed_in(child, is_shared=True, at=at).get("/em/bai/viet/").content.decode()


def test_it_shows_why_and_takes_it_again(at):
    child = reporter()
    sent = piece(child, at=at, drawing=DRAWING, description="cái cầu")
    made = decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết thêm nhé.")
    client = signed_in(child, at=at)
    before = client.get(f"/em/bai/{sent.pk}/").content.decode()
    safeguarding_actions.read_second(made, by=reader(at, "Y Hlim Ayun"), agrees=True, at=at)

    own = client.get(f"/em/bai/{sent.pk}/").content.decode()
    sheet = client.get(f"/em/bai/{sent.pk}/sua/").content.decode()
    again = client.post(f"/em/bai/{sent.pk}/sua/", {"instance": str(uuid4()), "title": "Con suối", "text": "Rõ hơn."})

    assert "Em viết thêm nhé." not in before
    assert safeguarding_rules.suggestion_of("unclear") in before
    assert "Em viết thêm nhé." in own
    assert "Cô chú chưa hiểu bài muốn nói gì." in own
    assert "Con suối sau làng" in sheet
    assert 'value="cái cầu"' in sheet
    assert "&quot;points&quot;" in sheet
    assert again.status_code == 200
    assert Piece.objects.get(replaces=sent).receipt == sent.receipt
    assert client.get(f"/em/bai/{sent.pk}/sua/").status_code == 409


def test_it_opens_a_draft_of_a_mended_piece_as_one(at):
    child = reporter()
    sent = piece(child, at=at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết thêm nhé.")
    client, instance = signed_in(child, at=at), uuid4()

    client.post(f"/em/bai/{sent.pk}/sua/", {"instance": str(instance), "title": "A", "text": "B", "lam": "nhap"})
    page = client.get(f"/em/bai/nhap/{instance}/").content.decode()

    assert f'action="/em/bai/{sent.pk}/sua/"' in page


def test_it_withdraws_after_asking_once(at):
    child = reporter()
    sent = published(child, at=at)
    client = signed_in(child, at=at)

    assert "Em muốn rút bài?" in client.get(f"/em/bai/{sent.pk}/rut/").content.decode()
    assert client.get(f"/phong-vien-nho/{sent.pk}/").status_code == 200
    done = client.post(f"/em/bai/{sent.pk}/rut/", follow=True)

    assert "Không ai xem được bài nữa." in done.content.decode()
    assert set(client.cookies) <= {"em", "csrftoken"}
    assert client.get(f"/phong-vien-nho/{sent.pk}/").status_code == 404
    assert "Em đã rút bài." in client.get("/em/bai/").content.decode()


def test_it_withdraws_over_the_api(at):
    child = reporter()
    sent = published(child, at=at)

    response = signed_in(child, at=at).post(f"/api/v1/pieces/{sent.pk}/withdrawal/")

    assert response.json()["state"] == "withdrawn"
    assert Client().get(f"/api/v1/pieces/{sent.pk}/").status_code == 404


@pytest.mark.parametrize(("address", "status"), [("/em/bai/{}/dang-them/", 302), ("/api/v1/pieces/{}/renewal/", 200)])
def test_it_renews(at, clock, address, status):
    child = reporter()
    sent = published(child, at=at)
    client = signed_in(child, at=at)
    assert "Đăng thêm hai năm" not in client.get(f"/em/bai/{sent.pk}/").content.decode()

    clock.shift(700 * 86_400)
    child.stated_on = "2028-10-01"
    child.save()
    client = signed_in(child, at=at.replace(year=2028, month=10, day=24))

    assert "Đăng thêm hai năm" in client.get(f"/em/bai/{sent.pk}/").content.decode()
    assert client.post(address.format(sent.pk)).status_code == status
    assert client.post(address.format(sent.pk)).status_code == 409
    assert Piece.objects.get().expires_on.year == 2030


def test_it_plays_her_own_recording_to_her_alone(at):
    child = reporter()
    sent, silent = piece(child, at=at, recording=recording()), piece(child, at=at)
    client = signed_in(child, at=at)

    heard = client.get(f"/em/bai/{sent.pk}/nghe/")

    assert heard.headers["Content-Type"] == "audio/webm"
    assert client.get(f"/em/bai/{silent.pk}/nghe/").status_code == 404
    FreeText.objects.update(original=b"")
    assert client.get(f"/em/bai/{sent.pk}/nghe/").status_code == 404


@pytest.mark.parametrize("address", ["", "sua/", "rut/", "nghe/"])
def test_it_hides_another_childs_piece(at, address):
    sent = piece(reporter(), at=at, recording=recording())

    other = signed_in(reporter("Ong Nâu"), at=at)

    assert other.get(f"/em/bai/{sent.pk}/{address}").status_code == 404
    assert other.post(f"/em/bai/{sent.pk}/dang-them/").status_code == 404
    assert other.post(f"/api/v1/pieces/{sent.pk}/renewal/").status_code == 404
    assert other.post(f"/api/v1/pieces/{sent.pk}/withdrawal/").status_code == 404


def test_it_hides_another_childs_drafts(at):
    child, instance = reporter(), uuid4()
    actions.save_draft(child, instance=instance, content={"title": "Riêng em"}, at=at)
    other = signed_in(reporter("Ong Nâu"), at=at)

    assert other.get(f"/em/bai/nhap/{instance}/").status_code == 404
    assert other.post(f"/em/bai/nhap/{instance}/xoa/").status_code == 404
    assert other.get(f"/api/v1/pieces/drafts/{instance}/").status_code == 404
    assert other.delete(f"/api/v1/pieces/drafts/{instance}/").status_code == 404
    put = other.put(f"/api/v1/pieces/drafts/{instance}/", json.dumps({"title": "Của ai"}), "application/json")
    assert put.status_code == 404
    assert other.get("/api/v1/pieces/drafts/").json() == []
    assert queries.draft_content(PieceDraft.objects.get())["title"] == "Riêng em"


def test_it_keeps_drafts_over_the_api(at):
    child = reporter()
    client, address = signed_in(child, at=at), f"/api/v1/pieces/drafts/{uuid4()}/"

    kept = client.put(address, json.dumps({"title": "Con suối", "is_bylined": True}), "application/json")

    assert kept.json()["title"] == "Con suối"
    assert client.get(address).json()["is_bylined"] is True
    assert len(client.get("/api/v1/pieces/drafts/").json()) == 1
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    sent = piece(child, at=at)
    again = client.put(f"/api/v1/pieces/drafts/{sent.pk}/", json.dumps({"title": "A"}), "application/json")
    assert again.status_code == 409


def test_it_lists_a_childs_own_pieces_over_the_api(at):
    child = reporter()
    published(child, at=at)
    piece(child, at=at)

    found = signed_in(child, at=at).get("/api/v1/pieces/mine/").json()

    assert {row["state"]: row["title"] for row in found} == {"waiting": "", "published": "Con suối sau làng"}
    assert Client().get("/api/v1/pieces/mine/").status_code == 401


def test_it_sends_a_mended_piece_over_the_api(at):
    child = reporter()
    sent = piece(child, at=at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết thêm nhé.")

    assert by_api(signed_in(child, at=at), replaces=str(sent.pk)).status_code == 201
    assert by_api(signed_in(reporter("Ong Nâu"), at=at), replaces=str(sent.pk)).status_code == 404


def test_it_offers_the_pen_name_only_when_it_may_be_shown(at):
    child = reporter()
    client = signed_in(child, at=at)
    before = client.get("/em/bai/viet/").content.decode()
    give_byline(child, witness=personas.facilitator(), at=at)
    after = client.get("/em/bai/viet/").content.decode()
    by_page(client, is_bylined="1")

    assert 'name="is_bylined"' not in before
    assert 'name="is_bylined"' in after
    assert "checked" not in after.split('name="is_bylined"')[-1].split(">")[0]
    assert Piece.objects.get().is_bylined


def test_it_reads_the_same_however_many_pieces_there_are(at, django_assert_max_num_queries):
    child = reporter()
    for _number in range(5):
        piece(child, at=at, drawing=DRAWING)
    client = signed_in(child, at=at)

    with django_assert_max_num_queries(12):
        assert client.get("/em/bai/").status_code == 200


def test_it_sends_with_few_queries(at, django_assert_max_num_queries):
    client = signed_in(reporter(), at=at)

    with django_assert_max_num_queries(60):
        assert by_page(client, drawing=DRAWING).status_code == 200


def test_it_keeps_her_recording_when_something_else_is_missing(at):
    client, instance = signed_in(reporter(), at=at), str(uuid4())

    told = by_page(client, instance=instance, title="", recording=recording())

    assert told.status_code == 400
    assert PieceDraft.objects.get().pk.hex == instance.replace("-", "")
    assert by_page(client, instance=instance).status_code == 200
    assert Piece.objects.get().recording is not None


def test_it_keeps_her_words_when_a_file_is_far_too_big(door, at, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    told = door(signed_in(reporter(), at=at), text="Nước lên cao.", recording=recording())

    assert told.status_code == 400
    assert "dài quá 3 phút" in told.content.decode() or "dài quá 3 phút" in str(told.json())
    if door is by_page:
        assert "Nước lên cao." in told.content.decode()


def test_it_takes_words_with_a_sign_no_database_keeps(at):
    client = signed_in(reporter(), at=at)

    assert by_page(client, title="Con\0 suối", text="Nước\0 lên.").status_code == 200
    said = {"instance": str(uuid4()), "to": "centre", "words": "Em\0 buồn."}
    assert client.post("/em/y-kien/", said).status_code == 200
