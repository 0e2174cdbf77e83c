"""Forms of people without identity: genuine, in time, once, from our own pages."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from portal.foundation import form_tokens


def test_it_says_which_sending_it_is_and_what_it_was_told():
    instance = uuid4()

    token = form_tokens.check(form_tokens.issue("report", instance=instance, about="page 7"), purpose="report")

    assert (token.purpose, token.instance, token.data) == ("report", instance, {"about": "page 7"})


def test_it_names_each_showing_of_a_form_anew():
    shown = {form_tokens.check(form_tokens.issue("report"), purpose="report").instance for _time in range(20)}

    assert len(shown) == 20


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\udce9", "x" * 10_000])
def test_it_refuses_what_is_none_of_ours(token):
    with pytest.raises(form_tokens.FormExpired):
        form_tokens.check(token, purpose="report")


@pytest.mark.parametrize("said", [["not a uuid", {}], "text", [str(UUID(int=1))], [7, {}], [None, {}], {}])
def test_it_refuses_what_we_signed_but_no_form_says(said):
    token = signing.dumps(said, salt="portal.form.report")

    with pytest.raises(form_tokens.FormExpired):
        form_tokens.check(token, purpose="report")


def test_it_refuses_the_token_of_another_form():
    with pytest.raises(form_tokens.FormExpired):
        form_tokens.check(form_tokens.issue("report"), purpose="complaint")


def test_it_refuses_an_altered_one():
    token = form_tokens.issue("report")

    with pytest.raises(form_tokens.FormExpired):
        form_tokens.check(token[:-1] + ("A" if token[-1] != "A" else "B"), purpose="report")


def test_it_ends_after_two_days(clock):
    token = form_tokens.issue("report")

    clock.shift(timedelta(days=1, hours=23))
    form_tokens.check(token, purpose="report")
    clock.shift(timedelta(hours=2))
    with pytest.raises(form_tokens.FormExpired):
        form_tokens.check(token, purpose="report")
    assert form_tokens.check(token, purpose="report", valid_for=timedelta(days=9))


@form_tokens.anonymous_form
def door(request) -> HttpResponse:
    return HttpResponse("ok")


@pytest.mark.parametrize("origin", [None, "null", "http://testserver", "http://localhost:8000"])
def test_it_takes_what_our_own_pages_send(origin):
    headers = {} if origin is None else {"HTTP_ORIGIN": origin}

    answer = door(RequestFactory().post("/", **headers))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert door.csrf_exempt
    assert not answer.cookies


@pytest.mark.parametrize(
    "origin", ["https://xau.example", "http://testserver.xau.example", "http://[", "testserver", "http://testserver:81"]
)
def test_it_refuses_what_another_site_sends(origin):
    with pytest.raises(form_tokens.ForeignForm):
        door(RequestFactory().post("/", HTTP_ORIGIN=origin))


def test_it_shows_the_form_to_whoever_comes_from_elsewhere():
    assert door(RequestFactory().get("/", HTTP_ORIGIN="https://xau.example")).status_code == 200
