"""The API of complaints."""

from typing import Any

from django.utils import timezone, translation
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.answers import actions, rules
from portal.answers.api.receipts import private
from portal.answers.api.sendings import ReceivedSerializer, SendingSerializer, WordsField, instance_of
from portal.answers.models import Complaint
from portal.foundation import throttling
from portal.foundation.api import ProblemSerializer, TextField


class ComplaintSerializer(SendingSerializer):
    about = serializers.ChoiceField(choices=Complaint.About.choices)
    words = WordsField(min_length=1)
    code = TextField(max_length=160, required=False, allow_blank=True, default="")


class Complaints(APIView):
    """This will take a complaint to the director and give its receipt. Nothing says who sent it."""

    @extend_schema(
        summary="Complain about the centre, its staff, a club, a decision or this site",
        tags=["complaints"],
        request=ComplaintSerializer,
        responses={201: ReceivedSerializer, 415: OpenApiResponse(ProblemSerializer)},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = ComplaintSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        throttling.count_sending(request, rules.SENDINGS)
        with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
            complaint, code = actions.complain(
                instance=instance_of(given["id"], purpose="complaint"),
                about=given["about"],
                words=given["words"],
                about_code=given["code"],
                language=translation.get_language() or "vi",
                at=timezone.now(),
            )
        answer = {
            "code": code,
            "pin_token": actions.pin_token(complaint.receipt),
            "answer_due_on": complaint.answer_due_on,
        }
        return private(Response(ReceivedSerializer(answer).data, status=201))
