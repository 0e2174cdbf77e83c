"""The opinion box over the API: a signed-in child says something, and sees that it was read; never her own words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from clubs import actions, queries
from clubs.models import Opinion, Piece
from portal.answers.actions import pin_token
from portal.people.authentication import IsParticipant, ParticipantAuthentication
from portal.safeguarding.models import TextKind

KINDS = (TextKind.WORDS, TextKind.DRAWING, TextKind.RECORDING)


class OpinionSerializer(serializers.ModelSerializer):
    """An opinion without its words: whoever borrows the phone learns nothing."""

    state = serializers.CharField(source="text.state", read_only=True)
    public_reply = serializers.CharField(read_only=True, help_text=_("Lời người lớn trả lời công khai."))

    class Meta:
        model = Opinion
        fields = ["id", "to", "sent_at", "state", "public_reply"]


class NewOpinionSerializer(serializers.Serializer):
    """What a child says: `words`, or `drawing` (strokes), or `recording` (a file, at most 3 minutes)."""

    instance = serializers.UUIDField(help_text=_("Do máy của em đặt; gửi lại cùng mã thì chỉ có một lời."))
    to = serializers.ChoiceField(choices=Opinion.To.choices)
    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS], default=TextKind.WORDS)
    words = serializers.CharField(required=False, allow_blank=True, default="", trim_whitespace=False)
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


@extend_schema_view(list=extend_schema(summary="A child's own opinions, without words", tags=["opinions"]))
class OpinionViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
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
