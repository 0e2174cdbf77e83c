"""The API of coming in: joining by a code, signing in and out. The session is a cookie, as on the pages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from clubs import actions, rules
from portal.foundation import form_tokens, languages, throttling
from portal.foundation.api import ProblemSerializer, WordsField
from portal.people import authentication
from portal.people.authentication import IsParticipant, ParticipantAuthentication
from portal.people.fields import BAND_CHOICES
from portal.people.models import AgeBand, PinKind

REFUSED = {status: OpenApiResponse(ProblemSerializer) for status in (403, 404, 409, 410)}
"""What joining and signing in may refuse beside what every door does."""


class JoiningSerializer(serializers.Serializer):
    """What a child answers to come in."""

    instance = serializers.UUIDField(help_text=_("Do máy của em đặt; gửi lại cùng mã thì chỉ có một em."))
    code = serializers.CharField(min_length=1, max_length=40, trim_whitespace=False, help_text=_("Mã trên tờ giấy."))
    pen_name = WordsField(min_length=1, max_length=80)
    age_band = serializers.ChoiceField(choices=BAND_CHOICES)
    pin = serializers.CharField(
        min_length=1,
        max_length=40,
        write_only=True,
        trim_whitespace=False,
        help_text=_("Bốn chữ số; hoặc bốn tên hình, cách nhau bằng dấu gạch nối."),
    )
    pin_kind = serializers.ChoiceField(choices=PinKind.choices, default=PinKind.DIGITS)
    language = serializers.ChoiceField(choices=list(languages.SPOKEN.items()), default="vi")
    is_shared = serializers.BooleanField(default=True, help_text=_("Máy dùng chung thì quên em khi đóng trình duyệt."))


class SigningInSerializer(serializers.Serializer):
    """What a member knows."""

    code = serializers.CharField(min_length=1, max_length=40, trim_whitespace=False, help_text=_("Mã của câu lạc bộ."))
    pen_name = WordsField(min_length=1, max_length=80)
    pin = serializers.CharField(min_length=1, max_length=40, write_only=True, trim_whitespace=False)
    is_shared = serializers.BooleanField(default=True)


class CameInSerializer(serializers.Serializer):
    """Who is in now."""

    id = serializers.UUIDField()
    pen_name = serializers.CharField()
    age_band = serializers.ChoiceField(choices=AgeBand.choices)
    club = serializers.CharField(help_text=_("Tên câu lạc bộ."))


class _Door(APIView):
    """A way in for whoever has no session yet: no CSRF token, so the origin is checked, as on the pages."""

    authentication_classes: Any = ()
    permission_classes: Any = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            form_tokens.check_origin(request._request)

    def let_in(self, came: actions.CameIn, *, is_shared: bool) -> Response:
        participant = came.participant
        said = CameInSerializer(
            {
                "id": participant.pk,
                "pen_name": participant.pen_name,
                "age_band": participant.age_band,
                "club": came.membership.club.name,
            }
        )
        response = Response(said.data, status=status.HTTP_201_CREATED)
        authentication.let_in(self.request._request, response, came.token, is_shared=is_shared, at=timezone.now())
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Participants(_Door):
    """This will let a child in by a join code; what `clubs.actions.join_club` refuses comes back as a problem."""

    @extend_schema(
        summary="Join a club by a code",
        tags=["participants"],
        request=JoiningSerializer,
        responses={201: CameInSerializer, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        form = JoiningSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        answers = dict(form.validated_data)
        is_shared = answers.pop("is_shared")
        with throttling.few_wrong(request, rules.wrong_joins(), rules.CodeUnknown):
            came = actions.join_club(answers.pop("code"), **answers, is_shared=is_shared, at=timezone.now())
        return self.let_in(came, is_shared=is_shared)


class ParticipantSession(_Door):
    """This will sign a member in, and out on this machine."""

    def get_authenticators(self) -> list[Any]:
        # Leaving needs the session and its CSRF token; coming in has neither yet.
        return [ParticipantAuthentication()] if self.request and self.request.method == "DELETE" else []

    def get_permissions(self) -> list[Any]:
        return [IsParticipant()] if self.request.method == "DELETE" else []

    @extend_schema(
        summary="Sign in",
        tags=["participants"],
        request=SigningInSerializer,
        responses={201: CameInSerializer, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        form = SigningInSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        known = form.validated_data
        with throttling.few_wrong(request, rules.wrong_sign_ins(), rules.SignInFailed):
            came = actions.sign_in(
                known["code"],
                pen_name=known["pen_name"],
                pin=known["pin"],
                is_shared=known["is_shared"],
                at=timezone.now(),
            )
        return self.let_in(came, is_shared=known["is_shared"])

    @extend_schema(summary="Sign out on this machine", tags=["participants"], request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        response = Response(status=status.HTTP_204_NO_CONTENT)
        authentication.end_session(request._request, response, at=timezone.now())
        return response
