"""The API of a member's own pen name: where it stands, and another one."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clubs import actions, queries, rules
from portal.foundation.api import ProblemSerializer, WordsField
from portal.people.authentication import OfParticipant

REFUSED = {status: OpenApiResponse(ProblemSerializer) for status in (403, 409, 410, 429)}


class NewNameSerializer(serializers.Serializer):
    """What a member wants to be called."""

    pen_name = WordsField(min_length=1, max_length=80)


class OwnNameSerializer(serializers.Serializer):
    """Where a member's pen name stands, and names that are free."""

    pen_name = serializers.CharField(allow_blank=True, help_text=_("Để trống khi tên chưa dùng được."))
    state = serializers.ChoiceField(choices=queries.NameState.choices)
    sentence = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)
    suggestions = serializers.ListField(
        child=serializers.CharField(), help_text=_("Tên chưa ai trong câu lạc bộ dùng.")
    )


class PenName(OfParticipant):
    """Only a signed-in member, only her own."""

    @extend_schema(summary="One's own pen name", tags=["me"], responses={200: OwnNameSerializer, **REFUSED})
    def get(self, request: Request) -> Response:
        return self._told()

    @extend_schema(
        summary="Choose another pen name",
        tags=["me"],
        request=NewNameSerializer,
        responses={200: OwnNameSerializer, **REFUSED},
    )
    def put(self, request: Request) -> Response:
        form = NewNameSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        actions.choose_pen_name(self.child, **form.validated_data, at=timezone.now())
        return self._told()

    def _told(self) -> Response:
        membership = queries.membership_of(self.child)
        if membership is None:
            raise rules.NotAMember
        own = queries.own_name(membership)
        told = {
            "pen_name": own.name,
            "state": own.state,
            "sentence": own.state.label,
            "reason": own.reason,
            "message": own.message,
            "suggestions": queries.free_pen_names(membership.club),
        }
        response = Response(OwnNameSerializer(told).data)
        response.headers["Cache-Control"] = "private, no-store"
        return response
