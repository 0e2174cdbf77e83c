"""A child at the API: known by her cookie, guarded by the CSRF token, never taken for a member of staff."""

import pytest
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from portal.people import authentication, queries
from portal.people.models import Participant
from tests.people.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


class Echo(APIView):
    authentication_classes = [authentication.ParticipantAuthentication]
    permission_classes = [authentication.IsParticipant]

    def get(self, request) -> Response:
        return Response({"pen_name": request.user.pen_name})

    def post(self, request) -> Response:
        return Response({"pen_name": request.user.pen_name})


def asked(method: str, participant: Participant | None, **extra) -> Response:
    request = getattr(APIRequestFactory(enforce_csrf_checks=True), method)("/api/v1/me/", **extra)
    request.participant = participant
    return Echo.as_view()(request)


def test_it_knows_her():
    answer = asked("get", ParticipantFactory(pen_name="Búp Măng"))

    assert (answer.status_code, answer.data) == (200, {"pen_name": "Búp Măng"})


def test_it_tells_a_stranger_to_sign_in():
    answer = asked("get", None)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Cookie"


def test_it_takes_nothing_without_the_token():
    child = ParticipantFactory()
    token = "a" * 32

    assert asked("post", child).status_code == 403
    assert asked("post", child, HTTP_COOKIE=f"csrftoken={token}").status_code == 403
    assert asked("post", child, HTTP_COOKIE=f"csrftoken={token}", HTTP_X_CSRFTOKEN=token).status_code == 200


def test_it_knows_nobody_by_the_wrong_cookie(at):
    assert queries.session_of("em", at=at) is None
