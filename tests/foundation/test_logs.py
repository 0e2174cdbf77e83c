"""Logs are structured and cannot carry a person: no address, no query string, nothing somebody typed."""

import json
import logging

import pytest
from django.test import RequestFactory
from django.urls import resolve

from portal.foundation.logs import JsonFormatter


def line(message: str = "job_failed", *, error: bool = False, **extra: object) -> dict:
    record = logging.LogRecord("portal.x", logging.ERROR, __file__, 1, message, (), None)
    if error:
        try:
            raise ValueError("em tên là Lan, số 0912 345 678")
        except ValueError:
            import sys

            record.exc_info = sys.exc_info()
    record.__dict__.update(extra)
    return json.loads(JsonFormatter().format(record))


def test_it_writes_one_json_object_with_the_harmless_fields():
    written = line(job="a.b", count=3)

    assert written["level"] == "ERROR"
    assert (written["job"], written["count"], written["message"]) == ("a.b", 3, "job_failed")


def test_it_drops_the_request_and_anything_not_named():
    request = RequestFactory().get("/tim-kiem/?q=bimat", REMOTE_ADDR="203.0.113.7")

    text = json.dumps(line(request=request, email="a@b.example", body="lời của em"))

    assert "bimat" not in text
    assert "203.0.113.7" not in text
    assert "a@b.example" not in text
    assert "lời của em" not in text


@pytest.mark.parametrize("path", ["/tai-khoan/loi-moi/bimat/", "/tai-khoan/loi-moi/bimật/"])
def test_it_writes_the_route_and_not_the_path_that_lets_somebody_in(path):
    request = RequestFactory().post(path)
    request.resolver_match = resolve(path)
    escaped = path.encode("unicode_escape").decode("ascii")

    written = [line(f"Forbidden (CSRF cookie not set.): {said}", request=request) for said in (path, escaped)]

    assert {one["message"] for one in written} == {"Forbidden (CSRF cookie not set.): /tai-khoan/loi-moi/<str:token>/"}


def test_it_writes_no_path_that_was_never_resolved():
    request = RequestFactory().get("/bimat/")

    assert line("Bad Request: /bimat/", request=request)["message"] == "Bad Request: ?"


def test_it_says_where_an_error_happened_but_not_what_was_typed():
    written = line(error=True)

    assert "ValueError" in written["exc_info"]
    assert "test_logs.py" in written["exc_info"]
    assert "0912" not in json.dumps(written)
    assert "Lan" not in json.dumps(written)


def test_it_bears_what_the_development_server_calls_a_request():
    import socket

    with socket.socket() as request:
        assert line("GET", request=request)["message"] == "GET"
