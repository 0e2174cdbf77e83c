"""The API of requests about one's own information."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.answers import actions, queries, rules
from portal.answers.api.receipts import private
from portal.answers.api.sendings import ReceivedSerializer, SendingSerializer, WordsField, instance_of
from portal.answers.models import DataRequest
from portal.foundation import throttling
from portal.foundation.api import ProblemSerializer, TextField
from portal.people.authentication import ParticipantAuthentication
from portal.people.models import Participant


class DataRequestSerializer(SendingSerializer):
    kind = serializers.ChoiceField(choices=DataRequest.Kind.choices)
    code = TextField(
        max_length=160,
        required=False,
        allow_blank=True,
        default="",
        help_text=_("Mã phiếu của lời đã gửi. Em đã vào bằng bút danh thì bỏ trống cũng được."),
    )
    pin = TextField(max_length=12, required=False, allow_blank=True, default="")
    words = WordsField(required=False, allow_blank=True, default="")


class AskedSerializer(ReceivedSerializer):
    done_due_on = serializers.DateField(help_text=_("Cô chú làm xong trước ngày này."))
    state = serializers.ChoiceField(choices=DataRequest.State.choices)


class KeptSerializer(serializers.Serializer):
    """What is kept about one text, her own words among it."""

    kind = serializers.CharField()
    sent_on = serializers.DateField()
    state = serializers.CharField()
    age_band = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)


class SeenSerializer(serializers.Serializer):
    """All that is kept behind a receipt, for whoever holds its code and its PIN."""

    kept = KeptSerializer(many=True)


class DataRequests(APIView):
    """This will take a request to see, correct, erase or take back: by the code of a receipt, or for the child signed in.

    With the PIN seeing and erasing happen at once.
    """

    authentication_classes = [ParticipantAuthentication]

    @extend_schema(
        summary="Ask to see, correct, erase or take back what is kept",
        tags=["data-requests"],
        request=DataRequestSerializer,
        responses={
            200: SeenSerializer,
            201: AskedSerializer,
            401: OpenApiResponse(ProblemSerializer),
            403: OpenApiResponse(ProblemSerializer),
            409: OpenApiResponse(ProblemSerializer),
            415: OpenApiResponse(ProblemSerializer),
        },
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = DataRequestSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given, at = sent.validated_data, timezone.now()
        throttling.count_sending(request, rules.SENDINGS)
        with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
            if rules.sees_at_once(given["kind"], code=given["code"], pin=given["pin"], words=given["words"]):
                receipt = actions.open_by_pin(given["code"], pin=given["pin"], at=at)
                return private(Response(SeenSerializer({"kept": queries.kept_about(receipt)}).data))
            asked, code = actions.request_data(
                instance=instance_of(given["id"], purpose="data request"),
                kind=given["kind"],
                code=given["code"],
                pin=given["pin"],
                words=given["words"],
                participant=request.user if isinstance(request.user, Participant) else None,
                language=translation.get_language() or "vi",
                at=at,
            )
        answer = {
            "code": code,
            "pin_token": actions.pin_token(asked.receipt),
            "answer_due_on": asked.reply_due_on,
            "done_due_on": asked.done_due_on,
            "state": asked.state,
        }
        return private(Response(AskedSerializer(answer).data, status=201))
