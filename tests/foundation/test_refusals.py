"""A refusal says why, with a code for programs and a sentence for people, in a page and in the API alike."""

import json

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from portal.foundation.api import problem_response
from portal.foundation.middleware import RefusalMiddleware
from portal.foundation.refusals import Refusal, Throttled, why_not


class NotToday(Refusal):
    code = "not_today"
    status = 409
    sentence = "Hôm nay Trung tâm nghỉ. Mời bạn quay lại thứ Hai."


def check_can_visit(*, is_open: bool) -> None:
    if not is_open:
        raise NotToday


def test_it_gives_the_refusal_or_nothing():
    assert why_not(check_can_visit, is_open=True) is None
    assert why_not(check_can_visit, is_open=False).code == "not_today"


def test_it_lets_other_errors_through():
    with pytest.raises(ZeroDivisionError):
        why_not(lambda: 1 / 0)


def test_it_becomes_problem_json_in_the_api():
    response = problem_response(NotToday(fields={"ngay": ["Chọn ngày khác."]}), {})

    assert response.status_code == 409
    assert response.data == {
        "code": "not_today",
        "detail": "Hôm nay Trung tâm nghỉ. Mời bạn quay lại thứ Hai.",
        "fields": {"ngay": ["Chọn ngày khác."]},
    }


def test_it_becomes_a_page_with_the_sentence_and_the_number_111(db):
    middleware = RefusalMiddleware(lambda request: None)

    response = middleware.process_exception(RequestFactory().get("/"), NotToday())

    assert response.status_code == 409
    assert "Mời bạn quay lại thứ Hai" in response.text
    assert "tel:111" in response.text


def test_it_leaves_programming_errors_to_django():
    assert RefusalMiddleware(lambda request: None).process_exception(HttpRequest(), ValueError("x")) is None


def test_it_may_say_more_than_its_class():
    assert str(Throttled("Đợi 5 phút.")) == "Đợi 5 phút."
    assert Throttled("x").status == 429


@pytest.mark.django_db
def test_it_names_the_code_of_a_missing_thing(client):
    response = client.get("/api/v1/services/khong-co/")

    assert response.status_code == 404
    assert json.loads(response.content)["code"] == "not_found"
