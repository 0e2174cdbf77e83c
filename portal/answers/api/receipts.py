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
from portal.answers.api.sendings import SendingSerializer, WordsField, instance_of
from portal.answers.models import Receipt
from portal.foundation import throttling
from portal.foundation.api import ProblemSerializer, TextField


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
        receipt = _find(request, asked.validated_data["code"])
        return private(Response(ReceiptSerializer(queries.look_at(receipt, at=timezone.now())).data))


class WordsAgainSerializer(SendingSerializer, CodeSerializer):
    words = WordsField(min_length=1)


class TakenAgainSerializer(serializers.Serializer):
    """What became of words written again."""

    code = serializers.CharField(help_text=_("Mã phiếu như trước."))
    is_meant_for_public = serializers.BooleanField(
        help_text=_("Sai: cô chú ở Trung tâm đọc lời này, lời này không đăng lên trang.")
    )


class ReceiptWords(APIView):
    """This will take a new text into the thread of a receipt: a person reads it like the first."""

    @extend_schema(
        summary="Write again behind a receipt's code",
        tags=["receipts"],
        request=WordsAgainSerializer,
        responses={
            201: TakenAgainSerializer,
            409: OpenApiResponse(ProblemSerializer),
            415: OpenApiResponse(ProblemSerializer),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = WordsAgainSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given, at = sent.validated_data, timezone.now()
        receipt = _find(request, given["code"])
        instance = instance_of(given["id"], purpose="again")
        text = actions.write_again(receipt, instance=instance, words=given["words"], at=at)
        answer = {"code": actions.code_of(receipt), "is_meant_for_public": text.is_meant_for_public}
        return private(Response(TakenAgainSerializer(answer).data, status=201))


class PinSerializer(serializers.Serializer):
    token = TextField(
        min_length=1, max_length=400, trim_whitespace=False, help_text=_("pin_token của lần gửi, dùng trong hai giờ.")
    )
    pin = TextField(min_length=1, max_length=12, trim_whitespace=False, help_text=_("Bốn chữ số."))


class ReceiptPin(APIView):
    """This will keep a PIN for a receipt just given: whoever finds its code later cannot."""

    @extend_schema(
        summary="Set a PIN for a receipt just given",
        tags=["receipts"],
        request=PinSerializer,
        responses={204: None, 409: OpenApiResponse(ProblemSerializer), 415: OpenApiResponse(ProblemSerializer)},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = PinSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        receipt = actions.receipt_of_pin_token(given.validated_data["token"])
        actions.set_receipt_pin(receipt.pk, pin=given.validated_data["pin"])
        return private(Response(status=204))


class ErasureSerializer(CodeSerializer):
    pin = TextField(min_length=1, max_length=12, trim_whitespace=False)


class ReceiptErasure(APIView):
    """This will erase everything of a thread at once, for whoever holds code and PIN."""

    @extend_schema(
        summary="Erase at once what stands behind a code",
        tags=["receipts"],
        request=ErasureSerializer,
        responses={
            200: ReceiptSerializer,
            403: OpenApiResponse(ProblemSerializer),
            409: OpenApiResponse(ProblemSerializer),
            415: OpenApiResponse(ProblemSerializer),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = ErasureSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        at, receipt = timezone.now(), _find(request, given.validated_data["code"])
        actions.erase_by_pin(receipt, pin=given.validated_data["pin"], at=at)
        receipt.refresh_from_db()
        return private(Response(ReceiptSerializer(queries.look_at(receipt, at=at)).data))


def _find(request: Request, code: str) -> Receipt:
    with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
        return actions.find_receipt(code, at=timezone.now())


def private(response: Response) -> Response:
    """This will keep an answer about one child out of every cache."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
