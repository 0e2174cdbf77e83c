"""The opinion box over the API: a signed-in child says something, and sees that it was read; never her own words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from clubs import actions, queries
from clubs.models import Opinion, Piece
from portal.answers import queries as answers_queries
from portal.answers.actions import pin_token
from portal.foundation.api import JSONParser, WordsField
from portal.people.authentication import IsParticipant, ParticipantAuthentication
from portal.safeguarding.models import TextKind

KINDS = (TextKind.WORDS, TextKind.DRAWING, TextKind.RECORDING)


class OpinionSerializer(serializers.Serializer):
    """An opinion without its words: whoever borrows the phone learns nothing. State and reason are those of its receipt."""

    id = serializers.UUIDField(source="opinion.pk")
    to = serializers.ChoiceField(source="opinion.to", choices=Opinion.To.choices)
    sent_at = serializers.DateTimeField(source="opinion.sent_at")
    state = serializers.ChoiceField(source="told.state", choices=list(answers_queries.STATES))
    sentence = serializers.CharField(source="told.sentence")
    reason = serializers.CharField(source="told.reason", allow_blank=True, help_text=_("Vì sao chưa đăng được."))
    message = serializers.CharField(source="told.message", allow_blank=True, help_text=_("Lời cô chú nhắn."))
    public_reply = serializers.CharField(
        source="opinion.public_reply", allow_blank=True, help_text=_("Lời người lớn trả lời công khai.")
    )


class NewOpinionSerializer(serializers.Serializer):
    """What a child says: `words`, or `drawing` (strokes), or `recording` (a file, at most 3 minutes)."""

    instance = serializers.UUIDField(help_text=_("Do máy của em đặt; gửi lại cùng mã thì chỉ có một lời."))
    to = serializers.ChoiceField(choices=Opinion.To.choices)
    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS], default=TextKind.WORDS)
    words = WordsField(required=False, allow_blank=True, default="")
    drawing = serializers.CharField(required=False, allow_blank=True, default="", help_text=_("Các nét, dạng JSON."))
    recording = serializers.FileField(required=False, allow_empty_file=True)
    is_meant_for_public = serializers.BooleanField(default=False)

    def said(self) -> Any:
        return self.validated_data.get(str(self.validated_data["kind"]), "")


class SentSerializer(serializers.Serializer):
    """What was sent, and the code to follow it with."""

    id = serializers.UUIDField()
    code = serializers.CharField(help_text=_("Mã phiếu bốn từ. Chỉ hiện lần này."))
    pin_token = serializers.CharField(help_text=_("Trong hai giờ, đặt được mã riêng ở receipts/pin/."))


def sent_answer(made: Opinion | Piece, code: str) -> Response:
    """This will tell a child that it came, with her code and what sets a PIN for it."""
    return Response({"id": made.pk, "code": code, "pin_token": pin_token(made.receipt)}, status=201)


class OpinionViewSet(viewsets.GenericViewSet):
    """This will take what a child says and list what she said before."""

    authentication_classes = (ParticipantAuthentication,)
    permission_classes = (IsParticipant,)
    parser_classes = (JSONParser, MultiPartParser)
    serializer_class = OpinionSerializer
    queryset = Opinion.objects.none()

    def get_queryset(self) -> Any:
        if not IsParticipant().has_permission(self.request, self):  # the schema is written without anybody there
            return Opinion.objects.none()
        return queries.opinions_of(self.request.user)  # type: ignore[arg-type]

    @extend_schema(summary="A child's own opinions, without words", tags=["opinions"])
    def list(self, request: Request) -> Response:
        """This will list what a child said: where it stands, and what adults wrote about it."""
        own = queries.own_opinions(self.paginate_queryset(self.get_queryset()) or [])
        return self.get_paginated_response(self.get_serializer(own, many=True).data)

    @extend_schema(
        summary="Say something", tags=["opinions"], request=NewOpinionSerializer, responses={201: SentSerializer}
    )
    def create(self, request: Request) -> Response:
        """This will put one opinion into the box; sent again under the same `instance`, it is the same one."""
        form = NewOpinionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = form.validated_data
        opinion, code = actions.submit_opinion(
            request.user,  # type: ignore[arg-type]
            instance=values["instance"],
            to=values["to"],
            kind=values["kind"],
            content=form.said(),
            is_meant_for_public=values["is_meant_for_public"],
            at=timezone.now(),
        )
        return sent_answer(opinion, code)
