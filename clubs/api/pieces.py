"""Young reporters over the API: published pieces for everyone; a child's own sending, drafts and withdrawal."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from clubs import actions, queries, rules
from clubs.api.opinions import SentSerializer, sent_answer
from clubs.models import Piece, PieceDraft
from portal.foundation.api import JSONParser, WordsField, with_etag
from portal.people.authentication import IsParticipant, OfParticipant, ParticipantAuthentication
from portal.people.models import Participant


class PublicPieceSerializer(serializers.Serializer):
    """A published piece: what a moderator let everyone see."""

    id = serializers.UUIDField(source="piece.pk")
    title = serializers.CharField(source="piece.title")
    text = serializers.CharField(source="piece.body")
    language = serializers.CharField(source="piece.words.language")
    byline = serializers.CharField(help_text=_("Bút danh, hoặc bỏ trống."))
    club = serializers.CharField(source="piece.club.name")
    published_at = serializers.DateTimeField(source="piece.words.published_at")
    drawing = serializers.CharField(
        source="piece.drawing.public_text", default="", help_text=_("Các nét, dạng JSON; bỏ trống nếu không vẽ.")
    )
    drawing_description = serializers.CharField(source="caption")
    recording = serializers.CharField(source="recording_url", help_text=_("Địa chỉ tệp ghi âm, hoặc bỏ trống."))
    transcript = serializers.CharField(source="piece.recording.public_text", default="")


class NewPieceSerializer(serializers.Serializer):
    """A piece as its author sends it."""

    instance = serializers.UUIDField(help_text=_("Do máy của em đặt; gửi lại cùng mã thì chỉ có một bài."))
    title = WordsField(required=False, allow_blank=True, default="")
    text = WordsField(required=False, allow_blank=True, default="")
    drawing = serializers.CharField(required=False, allow_blank=True, default="", help_text=_("Các nét, dạng JSON."))
    description = WordsField(required=False, allow_blank=True, default="")
    recording = serializers.FileField(required=False, allow_empty_file=True)
    is_bylined = serializers.BooleanField(default=False)
    replaces = serializers.UUIDField(required=False, allow_null=True, default=None)


class DraftSerializer(serializers.Serializer):
    """A draft, for its author alone."""

    title = WordsField(required=False, allow_blank=True, default="")
    text = WordsField(required=False, allow_blank=True, default="")
    drawing = serializers.CharField(required=False, allow_blank=True, default="")
    description = WordsField(required=False, allow_blank=True, default="")
    is_bylined = serializers.BooleanField(default=False)
    replaces = serializers.CharField(required=False, allow_blank=True, default="", max_length=36)


class KeptDraftSerializer(DraftSerializer):
    id = serializers.UUIDField(read_only=True)
    saved_at = serializers.DateTimeField(read_only=True)
    is_readable = serializers.BooleanField(
        read_only=True, help_text=_("Sai: máy chủ giữ bài nháp nhưng chưa mở được, và không ghi đè.")
    )


class PieceAnswerSerializer(serializers.Serializer):
    """What a moderator answered about one part of a piece."""

    reason = serializers.CharField(help_text=_("Vì sao chưa đăng được."))
    message = serializers.CharField(help_text=_("Lời cô chú nhắn."))


class OwnPieceSerializer(serializers.Serializer):
    """A child's own piece: where it stands, and what to change before it is sent again."""

    id = serializers.UUIDField(source="piece.pk")
    title = serializers.CharField(source="piece.title")
    sent_at = serializers.DateTimeField(source="piece.sent_at")
    state = serializers.ChoiceField(choices=queries.PieceState.choices)
    said = serializers.CharField(source="state.label", help_text=_("Tình trạng, viết cho em đọc."))
    expires_on = serializers.DateField(source="piece.expires_on", allow_null=True)
    answers = PieceAnswerSerializer(many=True)


@extend_schema_view(
    list=extend_schema(summary="Published pieces, newest first", tags=["pieces"]),
    retrieve=extend_schema(summary="One published piece", tags=["pieces"]),
)
@with_etag
class PieceViewSet(viewsets.ReadOnlyModelViewSet):
    """This will list what young reporters published, and take a new piece from a signed-in one.

    Nothing that waits, was refused, withdrawn or has expired is here.
    """

    serializer_class = PublicPieceSerializer
    queryset = Piece.objects.none()
    lookup_value_converter = "uuid"
    parser_classes = (JSONParser, MultiPartParser)

    def get_authenticators(self) -> list[Any]:
        # Reading asks nobody who she is, so that one answer serves everyone.
        return [ParticipantAuthentication()] if self._is_sending() else []

    def get_permissions(self) -> list[Any]:
        return [IsParticipant()] if self._is_sending() else []

    def _is_sending(self) -> bool:
        # No request while the schema is written: it asks by the method it describes.
        is_list = (getattr(self, "action_map", None) or {}).get(
            "post"
        ) == "create"  # one piece takes no POST: 405, not 401
        return is_list and getattr(self.request, "method", "") == "POST"

    def get_queryset(self) -> Any:
        return Piece.objects.light().published(timezone.localdate())

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(PublicPieceSerializer(queries.for_public(page or []), many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        [shown] = queries.for_public([self.get_object()])
        return Response(PublicPieceSerializer(shown).data)

    @extend_schema(summary="Send a piece", tags=["pieces"], request=NewPieceSerializer, responses={201: SentSerializer})
    def create(self, request: Request) -> Response:
        """This will send a piece to be read; sent again under the same `instance`, it is the same one."""
        form = NewPieceSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        replaces = values.pop("replaces")
        recording = values.pop("recording", None)
        mended = get_object_or_404(queries.own_pieces(request.user), pk=replaces) if replaces else None  # type: ignore[arg-type]
        piece, code = actions.send_piece(
            request.user,  # type: ignore[arg-type]
            **values,
            recording=recording,
            replaces=mended,
            at=timezone.now(),
        )
        return sent_answer(piece, code)


class OwnPieces(OfParticipant):
    """A child's own pieces."""

    @extend_schema(summary="A child's own pieces", tags=["pieces"], responses=OwnPieceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """This will list a child's own pieces with where each stands."""
        found = queries.own_pieces(self.child)
        return Response(OwnPieceSerializer(queries.told_of(found, on=timezone.localdate()), many=True).data)


class PieceWithdrawal(OfParticipant):
    """Taking a piece back."""

    @extend_schema(summary="Take a piece back", tags=["pieces"], request=None, responses=OwnPieceSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """This will take a child's own piece off the site at once; again is no fault."""
        piece = get_object_or_404(queries.own_pieces(self.child), pk=pk)
        actions.withdraw_piece(piece, participant=self.child, at=timezone.now())
        return _own_answer(self.child, pk)


class PieceRenewal(OfParticipant):
    """Keeping a piece on the site."""

    @extend_schema(
        summary="Keep a piece for two years more", tags=["pieces"], request=None, responses=OwnPieceSerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """This will keep a child's own piece on the site for 24 months more, in the last 60 days of its time."""
        piece = get_object_or_404(queries.own_pieces(self.child), pk=pk)
        actions.renew_piece(piece, participant=self.child, at=timezone.now())
        return _own_answer(self.child, pk)


class Drafts(OfParticipant):
    """A child's drafts."""

    @extend_schema(summary="A child's own drafts", tags=["pieces"], responses=KeptDraftSerializer(many=True))
    def get(self, request: Request) -> Response:
        """This will list a child's drafts, the newest first."""
        drafts = queries.drafts_of(self.child)
        return Response([_shown(draft) for draft in drafts])


class Draft(OfParticipant):
    """One draft, under the key its piece will have."""

    @extend_schema(summary="One draft", tags=["pieces"], responses=KeptDraftSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """This will return a draft to its author."""
        draft = self._own(pk)
        rules.content_of(draft)
        return Response(_shown(draft))

    @extend_schema(summary="Keep a draft", tags=["pieces"], request=DraftSerializer, responses=KeptDraftSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """This will keep a draft, in place of what was kept under this key before."""
        form = DraftSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        draft = actions.save_draft(self.child, instance=pk, content=form.validated_data, at=timezone.now())
        if draft is None:
            raise rules.SentByAnother
        return Response(_shown(draft))

    @extend_schema(summary="Forget a draft", tags=["pieces"], responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """This will forget a draft."""
        actions.delete_draft(self._own(pk), participant=self.child)
        return Response(status=204)

    def _own(self, pk: UUID) -> PieceDraft:
        return get_object_or_404(queries.drafts_of(self.child), pk=pk)


def _own_answer(participant: Participant, pk: UUID) -> Response:
    piece = get_object_or_404(queries.own_pieces(participant), pk=pk)
    [told] = queries.told_of([piece], on=timezone.localdate())
    return Response(OwnPieceSerializer(told).data)


def _shown(draft: PieceDraft) -> dict[str, Any]:
    content = queries.draft_content(draft)
    kept = {"id": draft.pk, "saved_at": draft.saved_at, "is_readable": content is not None, **(content or {})}
    return KeptDraftSerializer(kept).data


urlpatterns = [
    path("mine/", OwnPieces.as_view(), name="own-piece-list"),
    path("drafts/", Drafts.as_view(), name="piece-draft-list"),
    path("drafts/<uuid:pk>/", Draft.as_view(), name="piece-draft"),
    path("<uuid:pk>/withdrawal/", PieceWithdrawal.as_view(), name="piece-withdrawal"),
    path("<uuid:pk>/renewal/", PieceRenewal.as_view(), name="piece-renewal"),
]
