"""A signed-in child at the API: what is known of her, her PIN, her age, her language, her sign-ins."""

from typing import Any

from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.foundation import languages
from portal.people import actions, authentication, queries
from portal.people.fields import BAND_CHOICES
from portal.people.models import Participant, PinKind
from portal.places.fields import CommuneKeyField


class MeSerializer(serializers.ModelSerializer):
    """All that is known of a child, and what she is asked for next."""

    place = CommuneKeyField(read_only=True, allow_null=True)
    must_restate_age = serializers.SerializerMethodField(help_text=_("Tuổi phải hỏi lại: mỗi năm một lần từ tháng 9."))

    class Meta:
        model = Participant
        fields = ["pen_name", "age_band", "place", "language", "pin_kind", "must_change_pin", "must_restate_age"]
        read_only_fields = fields

    def get_must_restate_age(self, participant: Participant) -> bool:
        return queries.must_restate_age(participant, at=timezone.now())


class NewPinSerializer(serializers.Serializer):
    """Four digits, or the names of four pictures in their order."""

    old_pin = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=60,
        help_text=_("Không cần ngay sau khi cô chú cấp lại mã."),
    )
    pin = serializers.CharField(max_length=60, help_text=_("Ví dụ 2580, hoặc “sao cay cay lua”."))
    pin_kind = serializers.ChoiceField(choices=PinKind.choices, default=PinKind.DIGITS)


class AgeSerializer(serializers.Serializer):
    """The band a child says she is in."""

    age_band = serializers.ChoiceField(choices=BAND_CHOICES)


class LanguageSerializer(serializers.Serializer):
    """The language a child likes best."""

    language = serializers.ChoiceField(choices=list(languages.SPOKEN.items()))


class SignInDaySerializer(serializers.Serializer):
    """Sign-ins of one day; nothing is known of machines."""

    day = serializers.DateField()
    times = serializers.IntegerField()
    still_open = serializers.IntegerField(help_text=_("Số máy chưa đăng xuất."))


class _OwnView(authentication.OfParticipant):
    def typed(self, kind: type[serializers.Serializer], request: Request) -> dict[str, Any]:
        """This will return what was sent, checked for its shape."""
        serializer = kind(data=request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class MeView(_OwnView):
    """This will say what is known of the child who asks. It also sets the CSRF cookie that sending anything needs."""

    @extend_schema(summary="What is known of the signed-in child", tags=["me"], responses=MeSerializer)
    def get(self, request: Request) -> Response:
        get_token(request._request)
        return Response(MeSerializer(self.child).data)


class PinView(_OwnView):
    """This will give the child another PIN."""

    @extend_schema(summary="Change one's own PIN", tags=["me"], request=NewPinSerializer, responses={204: None})
    def put(self, request: Request) -> Response:
        actions.change_pin(self.child, **self.typed(NewPinSerializer, request), at=timezone.now())
        return Response(status=204)


class AgeView(_OwnView):
    """This will write down the age the child says; consents follow from it."""

    @extend_schema(summary="Say one's age band", tags=["me"], request=AgeSerializer, responses=MeSerializer)
    def put(self, request: Request) -> Response:
        actions.restate_age_band(self.child, **self.typed(AgeSerializer, request), at=timezone.now())
        return Response(MeSerializer(self.child).data)


class LanguageView(_OwnView):
    """This will remember the language the child likes best."""

    @extend_schema(summary="Say one's language", tags=["me"], request=LanguageSerializer, responses=MeSerializer)
    def put(self, request: Request) -> Response:
        actions.choose_language(self.child, **self.typed(LanguageSerializer, request))
        return Response(MeSerializer(self.child).data)


class SignInsView(_OwnView):
    """This will list one's sign-ins by day, and end them all."""

    @extend_schema(summary="One's sign-ins by day", tags=["me"], responses=SignInDaySerializer(many=True))
    def get(self, request: Request) -> Response:
        days = queries.sign_ins_by_day(self.child, at=timezone.now())
        return Response(SignInDaySerializer(days, many=True).data)

    @extend_schema(summary="Sign out on every machine", tags=["me"], responses={204: None})
    def delete(self, request: Request) -> Response:
        response = Response(status=204)
        authentication.end_session(request._request, response, at=timezone.now())
        actions.close_all_sessions(self.child, at=timezone.now())
        return response


urlpatterns = [
    path("", MeView.as_view(), name="api_me"),
    path("pin/", PinView.as_view(), name="api_me_pin"),
    path("age-band/", AgeView.as_view(), name="api_me_age"),
    path("language/", LanguageView.as_view(), name="api_me_language"),
    path("sign-ins/", SignInsView.as_view(), name="api_me_sign_ins"),
]
