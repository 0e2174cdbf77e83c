"""The API of reports about something public."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.answers import actions, rules
from portal.answers.api.receipts import private
from portal.answers.api.sendings import (
    KeyField,
    ReceivedSerializer,
    SendingSerializer,
    WordsField,
    instance_of,
)
from portal.foundation.api import ProblemSerializer, TextField
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Report


@extend_schema_field(
    {
        "type": "string",
        "minLength": 1,
        "maxLength": safeguarding_rules.LONGEST_PATH,
        "pattern": "^/([A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*)?$",
    }
)
class PathField(TextField):
    """An address on this site; whether it is one is for the rule to say, the schema tells it ahead."""


class ReportSerializer(SendingSerializer):
    reason = serializers.ChoiceField(choices=Report.Reason.choices)
    about = PathField(
        min_length=1,
        max_length=safeguarding_rules.LONGEST_PATH,
        trim_whitespace=False,
        help_text=_("Đường dẫn của trang trên trang web này, bắt đầu bằng dấu /."),
    )
    text = KeyField(required=False, allow_null=True, default=None, help_text=_("Mã của bài, nếu biết."))
    words = WordsField(required=False, allow_blank=True, default="")


class Reports(APIView):
    """This will take a report about a public page and give its receipt. It says the same whatever is reported."""

    @extend_schema(
        summary="Tell the centre that something public is not right, or that somebody may be in danger",
        tags=["reports"],
        request=ReportSerializer,
        responses={201: ReceivedSerializer, 415: OpenApiResponse(ProblemSerializer)},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = ReportSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        flood = rules.throttle_report(given["reason"], request)
        _made, code = actions.report(
            instance=instance_of(given["id"], purpose="report"),
            reason=given["reason"],
            about=given["about"],
            words=given["words"],
            text=given["text"],
            flood=flood,
            language=translation.get_language() or "vi",
            at=timezone.now(),
        )
        receipt = actions.find_receipt(code, at=timezone.now())
        answer = {"code": code, "pin_token": actions.pin_token(receipt), "answer_due_on": None}
        return private(Response(ReceivedSerializer(answer).data, status=201))
