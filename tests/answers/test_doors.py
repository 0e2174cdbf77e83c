"""Pages and API do the same: the same cases go through both doors."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from portal.answers import queries, rules
from portal.answers.models import Complaint, DataRequest
from portal.foundation import form_tokens, throttling
from portal.people import actions as people_actions
from portal.people.authentication import COOKIE
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Concern, FreeText, Report, TextState
from tests.answers import factories
from tests.safeguarding.factories import reader

pytestmark = pytest.mark.django_db


@dataclass
class Answer:
    status: int
    text: str
    code: str = ""


@pytest.fixture(autouse=True)
def _now(clock, db) -> None:
    people_actions.ensure_roles()


@pytest.fixture(params=["page", "api"])
def door(request, client) -> Callable[..., Answer]:
    """Sends one thing through a door; `sending` names it, so that it can be sent again."""
    pages = {"complaint": "/phan-anh/", "data_request": "/thong-tin-cua-em/", "receipt": "/ma-phieu/"}
    addresses = {
        "complaint": "/api/v1/complaints/",
        "data_request": "/api/v1/data-requests/",
        "receipt": "/api/v1/receipts/lookup/",
    }
    sent: dict[Any, Any] = {}

    def by_page(noun: str, sending: object = None, **typed: Any) -> Answer:
        token = sent.setdefault((noun, sending or object()), form_tokens.issue(f"answers.{noun}"))
        response = client.post(pages[noun], {form_tokens.FIELD: token, **typed})
        found = re.search(r'data-code="([^"]+)"', response.text)
        return Answer(response.status_code, response.text, found[1] if found else "")

    def by_api(noun: str, sending: object = None, **typed: Any) -> Answer:
        key = sent.setdefault((noun, sending or object()), str(uuid4()))
        body = typed if noun == "receipt" else {"id": key, **typed}
        response = client.post(addresses[noun], json.dumps(body), content_type="application/json")
        assert "no-store" in response.headers.get("Cache-Control", "") or response.status_code >= 400
        status = 200 if response.status_code == 201 else response.status_code
        return Answer(status, json.dumps(response.json(), ensure_ascii=False), response.json().get("code", ""))

    return by_page if request.param == "page" else by_api


def test_it_takes_a_complaint_and_gives_a_code_that_opens_it(door):
    answer = door("complaint", about="centre", words="Trung tâm đóng cửa sớm.")

    made = Complaint.objects.get()
    assert queries.receipt_of(answer.code) == made.receipt
    assert safeguarding_queries.words_of(made.words) == "Trung tâm đóng cửa sớm."
    assert "đóng cửa" not in answer.text
    shown = door("receipt", code=answer.code)
    assert "Chờ cô chú đọc." in shown.text
    assert "đóng cửa" not in shown.text


def test_it_makes_one_row_of_a_double_tap(door):
    first = door("complaint", sending=1, about="centre", words="Trung tâm đóng cửa sớm.")
    second = door("complaint", sending=1, about="centre", words="Trung tâm đóng cửa sớm.")

    assert first.code == second.code
    assert Complaint.objects.count() == FreeText.objects.count() == 1


@pytest.mark.parametrize(
    "typed", [{}, {"about": "site"}, {"about": "site", "words": ""}, {"about": "cat", "words": "em kể"}]
)
def test_it_refuses_a_complaint_without_choice_or_words(door, typed):
    assert 400 <= door("complaint", **typed).status < 500
    assert not Complaint.objects.exists()


def test_it_refuses_a_complaint_about_a_code_nobody_has(door):
    answer = door("complaint", about="decision", words="Bài của em không được đăng.", code="mèo vàng")

    assert answer.status == 404
    assert not FreeText.objects.exists()


@pytest.mark.parametrize("code", ["mèo vàng, thuyền nhỏ, lá thơm, sao sáng", "‮mèo", "x" * 150, "1" * 40])
def test_it_knows_no_code_that_was_not_given(door, code):
    assert door("receipt", code=code).status == 404


def test_it_keeps_words_whole_whatever_they_look_like(door):
    words = "‮em kể​\u0301 " + "dài " * 3000

    assert door("complaint", about="site", words=words).status == 200
    assert len(safeguarding_queries.words_of(FreeText.objects.get())) > 10_000


def test_it_starts_both_clocks_of_a_request(door, at):
    _, code = factories.receipt_for(at)

    answer = door("data_request", kind="see", code=code)

    made = DataRequest.objects.get()
    assert answer.status == 200
    assert (made.reply_due_on, made.done_due_on) == (date(2026, 11, 25), date(2026, 12, 8))
    assert made.receipt.answer_due_on == made.reply_due_on
    assert queries.receipt_of(answer.code) == made.receipt


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"kind": "see"}, {401, 422}),
        ({"kind": "cat", "code": "?"}, {400, 422}),
        ({"kind": "erase", "code": "mèo vàng"}, {404}),
        ({"kind": "erase", "code": "?", "pin": "5926"}, {403}),
    ],
)
def test_it_refuses_a_request_about_nothing(door, at, typed, status):
    _, code = factories.receipt_for(at, pin="4071")
    typed = {name: code if value == "?" else value for name, value in typed.items()}

    assert door("data_request", **typed).status in status
    assert not DataRequest.objects.exists()


def test_it_erases_at_once_with_the_pin(door, at):
    text = factories.sent(at)
    _, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    door("data_request", kind="erase", code=code, pin="4071")

    text.refresh_from_db()
    assert text.state == TextState.ERASED
    assert DataRequest.objects.get().state == DataRequest.State.DONE


def test_it_waits_for_a_person_without_the_pin(door, at):
    text = factories.sent(at)
    _, code = factories.receipt_for(at, thread=text.thread)

    door("data_request", kind="erase", code=code, words="em muốn xóa")

    text.refresh_from_db()
    assert text.state == TextState.WAITING
    assert DataRequest.objects.get().state == DataRequest.State.OPEN


def test_it_says_that_nothing_is_left_to_ask_about(door, at):
    _, code = factories.receipt_for(at, pin="4071")
    door("data_request", kind="erase", code=code, pin="4071")

    assert door("data_request", kind="see", code=code).status == 409


def test_it_shows_what_is_kept_to_code_and_pin(door, at):
    text = factories.sent(at, words="em thích vẽ con voi", age_band="10_12")
    _, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    shown, wrong = (door("data_request", kind="see", code=code, pin=pin) for pin in ("4071", "5926"))

    assert (shown.status, wrong.status) == (200, 403)
    assert "em thích vẽ con voi" in shown.text
    assert "10–12 tuổi" in shown.text
    assert "con voi" not in wrong.text
    assert not DataRequest.objects.exists()


def test_it_shows_nothing_at_once_where_words_wait_for_a_person(door, at):
    text = factories.sent(at, words="em thích vẽ con voi")
    _, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    asked = door("data_request", kind="see", code=code, pin="4071", words="em sợ ba biết")

    assert "con voi" not in asked.text
    assert safeguarding_queries.words_of(DataRequest.objects.get().words) == "em sợ ba biết"


@pytest.mark.parametrize("kind", ["see", "correct", "erase"])
def test_it_takes_a_request_of_a_signed_in_child_without_a_code(door, client, at, kind):
    child = factories.child(at)
    client.cookies[COOKIE] = people_actions.open_session(child, at=at)

    answer = door("data_request", kind=kind)

    assert answer.status == 200
    assert DataRequest.objects.get().participant == child
    assert queries.receipt_of(answer.code) == DataRequest.objects.get().receipt


def test_it_leads_a_signed_in_child_to_where_she_takes_back_a_yes_herself(door, client, at):
    client.cookies[COOKIE] = people_actions.open_session(factories.child(at), at=at)

    answer = door("data_request", kind="withdraw")

    assert answer.status == 409
    assert "/em/dong-y/" in answer.text
    assert not DataRequest.objects.exists()


def test_it_ties_no_receipt_to_a_child_who_is_signed_in(door, client, at):
    client.cookies[COOKIE] = people_actions.open_session(factories.child(at), at=at)
    text = factories.sent(at, is_meant_for_public=True)
    receipt, code = factories.receipt_for(at, thread=text.thread)

    door("data_request", kind="withdraw", code=code)

    made = DataRequest.objects.get()
    assert (made.about, made.participant) == (receipt, None)
    text.refresh_from_db()
    assert not text.is_meant_for_public


def test_it_asks_one_place_to_wait_and_keeps_what_was_typed(door, monkeypatch, client):
    limit = throttling.Limit("sendings", 1, refusal=rules.TooManySendings)
    monkeypatch.setattr(rules, "SENDINGS", limit)
    assert door("complaint", about="staff", words="Cô ấy la em.").status == 200

    told = door("complaint", about="staff", words="Em kể thêm nữa.")

    assert told.status == 429
    assert "gọi 111" in told.text
    assert FreeText.objects.count() == 1
    if "<form" in told.text:
        assert "Em kể thêm nữa." in told.text


def test_it_never_asks_who_may_be_in_danger_to_wait(monkeypatch, client):
    monkeypatch.setattr(
        "portal.answers.rules.receipts.SENDINGS", throttling.Limit("sendings", 0, refusal=rules.TooManySendings)
    )
    told = {"trang": "/", "words": "Bạn ấy bị đánh."}

    def report(reason):
        token = form_tokens.issue("answers.report")
        by_page = client.post("/bao-cho-co-chu/", {"phieu": token, "reason": reason, **told})
        body = {"id": str(uuid4()), "reason": reason, "about": "/"}
        return by_page.status_code, client.post("/api/v1/reports/", body, content_type="application/json").status_code

    assert report("danger") == (200, 201)
    assert report("other") == (429, 429)


def test_it_holds_up_one_place_that_guesses_codes_and_takes_words_all_the_same(door, monkeypatch, client, at):
    monkeypatch.setattr(rules, "WRONG_CODES", throttling.Limit("receipt-codes", 2, refusal=rules.TooManyLookups))
    text = factories.sent(at)
    FreeText.objects.filter(pk=text.pk).update(state=TextState.REJECTED)
    receipt, code = factories.receipt_for(at, thread=text.thread)
    token = form_tokens.issue("answers.again", receipt=str(receipt.pk))
    wrong = [door("receipt", code=f"mèo vàng, cá {number}").status for number in ("to", "nhỏ", "đỏ")]

    assert wrong == [404, 404, 429]
    assert door("receipt", code=code).status == 429
    assert client.post("/ma-phieu/", {"code": code}, REMOTE_ADDR="192.0.2.7").status_code == 200
    again = client.post("/ma-phieu/viet-lai/", {"phieu": token, "code": code, "words": "Em viết lại."})
    assert again.status_code == 200
    assert FreeText.objects.filter(thread=receipt.thread).count() == 2


def test_it_puts_a_flood_of_danger_reports_from_one_place_together_and_keeps_every_one(monkeypatch, client):
    monkeypatch.setattr("portal.answers.rules.receipts.DANGERS", throttling.Limit("danger-reports", 1))

    def report(number, **place):
        token = form_tokens.issue("answers.report")
        told = {"phieu": token, "reason": "danger", "trang": f"/{number}/", "words": f"Bạn ấy cần giúp {number}."}
        return client.post("/bao-cho-co-chu/", told, **place).status_code

    assert [report(number) for number in range(4)] == [200] * 4
    assert report(5, REMOTE_ADDR="192.0.2.7") == 200
    body = {"id": str(uuid4()), "reason": "danger", "about": "/"}
    assert client.post("/api/v1/reports/", body, content_type="application/json").status_code == 201

    assert Report.objects.count() == 6
    assert sorted(concern.texts.count() for concern in Concern.objects.all()) == [1, 1, 3]


@pytest.mark.parametrize("is_page", [True, False])
def test_it_puts_severe_words_of_a_flood_of_other_reports_together_too(monkeypatch, client, is_page):
    monkeypatch.setattr("portal.answers.rules.receipts.REPORTS", throttling.Limit("other-reports", 2))

    for number in range(6):
        words = f"Bạn ấy bị đánh ở nhà {number}."
        if is_page:
            token = form_tokens.issue("answers.report")
            told = {"phieu": token, "reason": "other", "trang": f"/{number}/", "words": words, "da-xem": "1"}
            assert client.post("/bao-cho-co-chu/", told).status_code == 200
        else:
            body = {"id": str(uuid4()), "reason": "other", "about": f"/{number}/", "words": words}
            assert client.post("/api/v1/reports/", body, content_type="application/json").status_code == 201

    assert Report.objects.count() == 6
    assert sorted(concern.texts.count() for concern in Concern.objects.all()) == [1, 1, 4]


def test_it_tells_a_moderators_own_words_after_two_people_and_the_kind_sentence_until_then(door, at):
    text = factories.sent(at, is_meant_for_public=True)
    _, code = factories.receipt_for(at, thread=text.thread)
    made = safeguarding_actions.decide_text(
        text, decision="reject", version=1, reason="unclear", message="Em viết về con voi nhé.", by=reader(at), at=at
    )

    before = door("receipt", code=code).text
    safeguarding_actions.read_second(made, by=reader(at, "Y Hlim Ayun"), agrees=True, at=at)
    after = door("receipt", code=code).text

    assert safeguarding_rules.suggestion_of("unclear") in before
    assert "Em viết về con voi nhé." not in before
    assert "Em viết về con voi nhé." in after
