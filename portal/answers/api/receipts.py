"""The API of receipts: what stands behind a code. The code travels in the body, never in an address."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.answers import actions, queries, rules
from portal.answers.api.sendings import TextField
from portal.foundation import throttling
from portal.foundation.api import ProblemSerializer


class CodeSerializer(serializers.Serializer):
    code = TextField(
        min_length=1,
        max_length=160,
        trim_whitespace=False,
        help_text=_("Bốn cụm từ của mã phiếu; dấu, chữ hoa, dấu phẩy không quan trọng."),
    )


class SentTextSerializer(serializers.Serializer):
    state = serializers.ChoiceField(choices=list(queries.STATES))
    sentence = serializers.CharField()
    sent_on = serializers.DateField()
    reason = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)


class ReplySerializer(serializers.Serializer):
    words = serializers.CharField()
    signed_as = serializers.CharField()
    replied_on = serializers.DateField()


class ReceiptSerializer(serializers.Serializer):
    """State and adults' replies, never the child's words."""

    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    issued_on = serializers.DateField()
    texts = SentTextSerializer(many=True)
    replies = ReplySerializer(many=True)
    answer_due_on = serializers.DateField(allow_null=True)
    days_overdue = serializers.IntegerField(min_value=0)
    is_erased = serializers.BooleanField()
    has_pin = serializers.BooleanField()


class ReceiptLookup(APIView):
    """This will answer a code with state, dates and adults' replies. Wrong codes are counted, without addresses."""

    @extend_schema(
        summary="What stands behind a receipt's code",
        tags=["receipts"],
        request=CodeSerializer,
        responses={200: ReceiptSerializer, 415: OpenApiResponse(ProblemSerializer)},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        asked = CodeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        at = timezone.now()
        with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
            receipt = actions.find_receipt(asked.validated_data["code"], at=at)
        return private(Response(ReceiptSerializer(queries.look_at(receipt, at=at)).data))


def private(response: Response) -> Response:
    """This will keep an answer about one child out of every cache."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
