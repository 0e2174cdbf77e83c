"""Consent at the API: the same answers and refusals as on the pages, with the token in the body."""

from uuid import uuid4

import pytest
from django.utils import timezone

from portal.people import actions, queries
from portal.people.models import ConsentRecord, Withdrawal
from tests import personas
from tests.people import children as browsers
from tests.people import consenting as children

pytestmark = pytest.mark.django_db

CONSENTS = "/api/v1/consents/"


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def browser(child, clock):
    return browsers.signed_in(child, at=timezone.now())


@pytest.fixture
def token(child, clock) -> str:
    officer = personas.protection_officer()
    return actions.make_guardian_link(child, activities=["club", "picture"], by=officer, at=timezone.now())[1]


def send(client, path, **body):
    return client.post(f"{CONSENTS}{path}", body, content_type="application/json")


@pytest.mark.parametrize("path", ["", "withdrawals/"])
def test_it_knows_nobody_without_a_sign_in(client, db, path):
    assert client.get(f"{CONSENTS}{path}").status_code == 401
    assert send(client, path, activity="club", is_yes=True).status_code == 401


def test_it_asks_for_the_csrf_token(child, clock):
    strict = browsers.signed_in(child, at=timezone.now(), enforce_csrf_checks=True)

    assert send(strict, "", activity="club", is_yes=True).status_code == 403


def test_it_lists_what_she_is_asked(browser):
    listed = browser.get(CONSENTS).json()

    assert [one["activity"] for one in listed] == ["club", "registration", "picture", "travel", "push"]
    assert listed[0]["child"] == "waiting"
    assert listed[0]["missing"] == ["Em chưa trả lời.", "Cha mẹ chưa trả lời."]


def test_it_keeps_her_answer_and_takes_it_back(browser, child):
    answered = send(browser, "", activity="club", is_yes=True)
    assert answered.status_code == 201
    assert answered.json()[0]["child"] == "yes"

    taken = [send(browser, "withdrawals/", activity="club") for _ in range(2)]

    assert [one.status_code for one in taken] == [201, 201]
    assert taken[0].json()["reply_due_on"] == "2026-11-25"
    assert Withdrawal.objects.count() == 1
    assert browser.get(f"{CONSENTS}withdrawals/").json() == [taken[0].json()]


@pytest.mark.parametrize(
    "body",
    [{}, {"activity": "club"}, {"activity": "club", "is_yes": "true"}, {"activity": "anonymous", "is_yes": True}],
)
def test_it_refuses_answers_of_another_shape(browser, body):
    assert send(browser, "", **body).status_code == 400
    assert not ConsentRecord.objects.exists()


def test_it_refuses_in_words(browser):
    refused = send(browser, "withdrawals/", activity="club")

    assert refused.status_code == 409
    assert refused.json()["code"] == "nothing_to_withdraw"


def test_it_takes_everything_back(browser, child):
    assert send(browser, "withdrawals/", activity="").status_code == 201

    assert queries.is_being_erased(child)
    assert send(browser, "", activity="club", is_yes=True).status_code == 409


def answers(token, **changed):
    return {
        "token": token,
        "instance": str(uuid4()),
        "relation": "mother",
        "answers": {"club": True, "picture": False},
        **changed,
    }


def test_it_takes_a_guardians_answer_once(client, token):
    body = answers(token)
    first, second = (send(client, "guardian/", **body) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert ConsentRecord.objects.count() == 2
    late = send(client, "guardian/", **answers(token))
    assert (late.status_code, late.json()["code"]) == (410, "link_answered")


@pytest.mark.parametrize(
    "changed",
    [
        {"answers": {"club": True}},
        {"answers": {"club": True, "picture": "false"}},
        {"answers": {"club": True, "picture": False, "push": True}},
        {"answers": []},
        {"relation": "self"},
        {"instance": "x"},
        {"language": "xx"},
    ],
)
def test_it_refuses_a_guardians_answers_of_another_shape(client, token, changed):
    assert send(client, "guardian/", **answers(token, **changed)).status_code == 400
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("forged", ["x", "\ud800", "đ" * 200])
def test_it_knows_no_forged_token(client, token, forged):
    assert send(client, "guardian/", **answers(forged)).status_code in {400, 404}


def test_it_takes_back_by_code(client, token, child):
    code = send(client, "guardian/", **answers(token)).json()["code"]

    assert send(client, "guardian/withdrawals/", code="mèo vàng, cá nhỏ, ong đỏ, bò to").status_code == 404
    taken = send(client, "guardian/withdrawals/", code=code)
    assert [one["activity"] for one in taken.json()] == ["club"]
    assert send(client, "guardian/withdrawals/", code=code, everything=True).json()[0]["activity"] == ""
    assert queries.is_being_erased(child)


def test_it_slows_down_guessing(client, db):
    statuses = [send(client, "guardian/withdrawals/", code="a b c d").status_code for _ in range(11)]

    assert statuses[-1] == 429


def test_it_costs_few_queries(browser, django_assert_max_num_queries):
    browser.get(CONSENTS)
    with django_assert_max_num_queries(6):
        browser.get(CONSENTS)
