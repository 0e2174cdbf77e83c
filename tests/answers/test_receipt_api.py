"""A receipt's PIN, and erasing by it, at the API: by what only the sender was given, never by the code alone."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from portal.answers import actions, queries, rules
from portal.people import actions as people_actions
from portal.safeguarding.models import TextState
from tests.answers import factories
from tests.clubs.reporters import reporter
from tests.people.children import signed_in

pytestmark = pytest.mark.django_db

SENDINGS = {
    "complaints/": {"about": "site", "words": "Chữ nhỏ quá."},
    "reports/": {"reason": "other", "about": "/"},
    "data-requests/": {"kind": "see", "code": "?"},
    "opinions/": {"to": "centre", "words": "Em muốn có thêm sách."},
    "pieces/": {"title": "Con suối", "text": "Nước lên."},
}


@pytest.fixture(autouse=True)
def _now(clock, db) -> None:
    people_actions.ensure_roles()


def post(client, noun, **body):
    return client.post(f"/api/v1/{noun}", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("noun", SENDINGS)
def test_it_sets_a_pin_with_what_every_sending_gives(at, noun):
    client = signed_in(reporter(), at=at)
    _receipt, code = factories.receipt_for(at)
    body = {name: code if value == "?" else value for name, value in SENDINGS[noun].items()}
    sent = post(client, noun, id=str(uuid4()), instance=str(uuid4()), **body).json()

    weak = post(client, "receipts/pin/", token=sent["pin_token"], pin="1111")
    done = [post(client, "receipts/pin/", token=sent["pin_token"], pin="4071").status_code for _turn in range(2)]
    other = post(client, "receipts/pin/", token=sent["pin_token"], pin="5926")

    assert (weak.status_code, done, other.status_code) == (400, [204, 204], 409)
    actions.check_receipt_pin(queries.receipt_of(sent["code"]), "4071")


def test_it_sets_no_pin_later_or_by_the_code(client, at, clock):
    receipt, code = factories.receipt_for(at)
    token = actions.pin_token(receipt)
    clock.shift(rules.PIN_VALID_FOR + timedelta(minutes=1))

    for given in (token, code, "x"):
        assert post(client, "receipts/pin/", token=given, pin="4071").json()["code"] == "pin_too_late"
    receipt.refresh_from_db()
    assert not receipt.pin_hash


def test_it_erases_at_once_with_code_and_pin(client, at):
    text = factories.sent(at)
    _receipt, code = factories.receipt_for(at, thread=text.thread, pin="4071")
    _other, bare = factories.receipt_for(at)

    wrong = post(client, "receipts/erasure/", code=code, pin="5926")
    none = post(client, "receipts/erasure/", code=bare, pin="4071")
    unknown = post(client, "receipts/erasure/", code="mèo vàng", pin="4071")
    done = post(client, "receipts/erasure/", code=code, pin="4071")

    assert [answer.status_code for answer in (wrong, none, unknown, done)] == [403, 409, 404, 200]
    assert done.json()["is_erased"]
    assert "no-store" in done.headers["Cache-Control"]
    text.refresh_from_db()
    assert text.state == TextState.ERASED
    assert post(client, "receipts/erasure/", code=code, pin="4071").status_code == 409


def test_it_takes_words_again_once_and_five_a_day(client, at):
    text = factories.sent(at)
    receipt, code = factories.receipt_for(at, thread=text.thread)
    key = str(uuid4())

    answers = [post(client, "receipts/words/", id=key, code=code, words="Em nói thêm.") for _turn in range(2)]
    more = [post(client, "receipts/words/", id=str(uuid4()), code=code, words=f"Lần {turn}.") for turn in range(4)]

    assert [answer.status_code for answer in (*answers, *more)] == [201, 201, 201, 201, 201, 429]
    assert queries.texts_since(receipt, at - timedelta(days=1)) == rules.RESEND_LIMIT
    assert post(client, "receipts/words/", id=str(uuid4()), code=code, words="").status_code == 400
