"""Huge, broken and misdirected bodies get a calm answer, and nothing breaks."""

import re

import pytest

pytestmark = pytest.mark.django_db

HUGE = "x" * 3_000_000


@pytest.mark.parametrize("path", ["/tai-khoan/login/", "/tim-kiem/", "/", "/api/v1/services/"])
def test_it_refuses_a_huge_form(client, path):
    assert client.post(path, {"login": HUGE}).status_code in {400, 403, 405, 413}


def test_it_refuses_a_huge_json_body(client):
    assert client.post("/api/v1/services/", HUGE, content_type="application/json").status_code == 405


def test_it_refuses_ten_thousand_fields(client):
    body = "&".join(f"f{number}=1" for number in range(10_000))
    response = client.post("/tai-khoan/login/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert "Yêu cầu này không đọc được" in response.text
    assert "tel:111" in response.text


@pytest.mark.parametrize("body", [b"login=%ff%fe&password=%c3", b"\xff\xfe\x00", b"login=\x00"])
def test_it_answers_broken_utf8_in_a_form(client, body):
    response = client.post("/tai-khoan/login/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {200, 400}


def test_it_explains_an_expired_form_in_words(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/tai-khoan/login/", {"login": "a@b.example", "password": "x"})

    assert response.status_code == 403
    assert "tel:111" in response.text


@pytest.mark.parametrize("body", ['{"words": ', "[" * 100_000, "", b"\xff\xfe", '{"about": NaN}', '"' + "\\ud800" * 3])
def test_it_says_of_json_that_cannot_be_read_what_to_send(client, body):
    response = client.post("/api/v1/complaints/", body, content_type="application/json")

    assert response.status_code == 400
    assert re.search("mẫu ở /api/docs/|Có ô chưa đúng", response.json()["detail"])


def test_it_quotes_half_a_character_as_a_question_mark(client):
    response = client.post("/api/v1/complaints/", '{"about": "\\ud800", "words": "a"}', content_type="application/json")

    assert response.status_code == 400
    assert "?" in response.json()["fields"]["about"][0]
