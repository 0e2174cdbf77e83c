"""The API of the question before sending: is somebody's telephone, home or name in these words? Nothing is kept."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.foundation.api import ReadThrottle, WordsField
from portal.safeguarding import queries, rules

KINDS = [(kind, kind) for kind in queries.KINDS]


class CheckThrottle(ReadThrottle):
    """Two a second from one place: a whole class behind one address may press "Gửi" at the same time."""

    scope = "check"
    rate = "120/min"


class PersonalDataCheckSerializer(serializers.Serializer):
    text = WordsField(max_length=rules.LONGEST_WORDS, allow_blank=True)


class FoundSerializer(serializers.Serializer):
    start = serializers.IntegerField(help_text="Offset of the first character (Unicode code points).")
    end = serializers.IntegerField(help_text="Offset after the last character.")
    kind = serializers.ChoiceField(choices=KINDS)


class PersonalDataFoundSerializer(serializers.Serializer):
    needs_warning = serializers.BooleanField(help_text="Whether to ask the child before sending.")
    sentence = serializers.CharField(help_text="What to ask; empty when there is nothing to ask.")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    spans = FoundSerializer(many=True)


class PersonalDataCheck(APIView):
    """This will say where words give somebody away, before they are sent. It keeps, counts and logs nothing of them."""

    throttle_classes = (CheckThrottle,)

    @extend_schema(
        summary="Personal data in words not yet sent",
        tags=["personal-data-check"],
        request=PersonalDataCheckSerializer,
        responses={200: PersonalDataFoundSerializer},
        operation_id="personal_data_check",
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = PersonalDataCheckSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        spans = queries.personal_data(given.validated_data["text"])
        asks = any(span.kind in queries.WARNED for span in spans)
        found = {
            "needs_warning": asks,
            "sentence": str(queries.WARNING) if asks else "",
            "kinds": sorted({span.kind for span in spans}),
            "spans": [{"start": span.start, "end": span.end, "kind": span.kind} for span in spans],
        }
        return Response(found, status=status.HTTP_200_OK, headers={"Cache-Control": "no-store"})
