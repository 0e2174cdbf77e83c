"""Consent at the API: a child's own yes and her taking it back; a guardian's answer by the token of a link, by code back."""

from typing import Any

from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.foundation import languages
from portal.foundation.api import ProblemSerializer
from portal.people import actions, authentication, queries, rules
from portal.people.models import Giver, Participant, Withdrawal

ASKABLE = [(activity.value, activity.label) for activity in rules.ASKABLE]
REFUSED = {
    403: OpenApiResponse(ProblemSerializer),
    409: OpenApiResponse(ProblemSerializer),
    410: OpenApiResponse(ProblemSerializer),
}


class PlainBoolean(serializers.BooleanField):
    """True or false and nothing that looks like it: a yes must be said."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class ConsentSerializer(serializers.Serializer):
    """Where a child stands with one activity, and the words she is asked with."""

    activity = serializers.ChoiceField(choices=ASKABLE)
    child = serializers.ChoiceField(choices=queries.Standing.choices)
    guardian = serializers.ChoiceField(choices=queries.Standing.choices)
    is_complete = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.CharField(), help_text=_("Còn thiếu gì, bằng lời."))
    title = serializers.CharField()
    text = serializers.CharField()
    language = serializers.CharField()
    version = serializers.IntegerField()


class AnswerSerializer(serializers.Serializer):
    """A child's yes or no to one activity."""

    activity = serializers.ChoiceField(choices=ASKABLE)
    is_yes = PlainBoolean()
    language = serializers.ChoiceField(choices=list(languages.SPOKEN.items()), default="vi")


class WithdrawalSerializer(serializers.ModelSerializer):
    """Something taken back, and its two clocks; `activity` is empty when everything was."""

    class Meta:
        model = Withdrawal
        fields = ["activity", "asked_by", "asked_at", "reply_due_on", "erase_due_on", "replied_at", "done_at"]
        read_only_fields = fields


class TakeBackSerializer(serializers.Serializer):
    """Which yes is taken back; empty takes back everything and erases the child within 15 days."""

    activity = serializers.ChoiceField(choices=[("", _("tất cả")), *ASKABLE], allow_blank=True)


class GuardianAnswerSerializer(serializers.Serializer):
    """A guardian's answers to every question of a one-time link."""

    token = serializers.CharField(max_length=200, allow_blank=True, help_text=_("Phần cuối của đường dẫn trên phiếu."))
    instance = serializers.UUIDField(help_text=_("Do máy đặt; gửi lại cùng mã thì nhận lại cùng mã rút lại."))
    relation = serializers.ChoiceField(choices=rules.RELATIONS)
    answers = serializers.DictField(child=PlainBoolean(), help_text=_("Mỗi việc được hỏi: true hoặc false."))
    language = serializers.ChoiceField(choices=list(languages.SPOKEN.items()), default="vi")


class GuardianCodeSerializer(serializers.Serializer):
    """The guardian's code to take the answer back, told once; and what is on record, a yes or no for every activity."""

    code = serializers.CharField()
    answers = serializers.DictField(child=serializers.BooleanField(), read_only=True)


class TakeBackByCodeSerializer(serializers.Serializer):
    """A guardian's code, and whether everything about the child is taken back."""

    code = serializers.CharField(max_length=200, allow_blank=True)
    everything = PlainBoolean(default=False)


def _statuses(participant: Participant) -> list[dict[str, Any]]:
    at = timezone.now()
    asked = rules.askable_of_child(participant)
    texts = queries.consent_texts(asked, Giver.CHILD, language=participant.language, at=at)
    statuses = queries.consent_overview(participant, asked, at=at)
    return [
        {
            "activity": activity.value,
            "child": statuses[activity].child.value,
            "guardian": statuses[activity].guardian.value,
            "is_complete": statuses[activity].is_complete,
            "missing": statuses[activity].missing,
            "title": text.title,
            "text": text.body,
            "language": text.language,
            "version": text.version,
        }
        for activity in asked
        if (text := texts.get(activity))
    ]


class ConsentsView(authentication.OfParticipant):
    """A child's own consents."""

    @extend_schema(
        summary="What I am asked, and where it stands",
        tags=["consents"],
        responses={200: ConsentSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """This will list every activity asked of this child with the words, her answer and what still waits."""
        return Response(_statuses(self.child))

    @extend_schema(
        summary="Say yes or no",
        tags=["consents"],
        request=AnswerSerializer,
        responses={201: ConsentSerializer(many=True), **REFUSED},
    )
    def post(self, request: Request) -> Response:
        """This will keep a yes or a no; a no after a yes takes it back. Answers with the new list."""
        form = AnswerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        typed = form.validated_data
        actions.record_child_consent(
            self.child,
            typed["activity"],
            is_yes=typed["is_yes"],
            language=typed["language"],
            at=timezone.now(),
        )
        return Response(_statuses(self.child), status=201)


class WithdrawalsView(authentication.OfParticipant):
    """What was taken back."""

    @extend_schema(summary="What I took back", tags=["consents"], responses={200: WithdrawalSerializer(many=True)})
    def get(self, request: Request) -> Response:
        """This will list withdrawals by or for this child, the first one first."""
        return Response(WithdrawalSerializer(self.child.withdrawals.all(), many=True).data)

    @extend_schema(
        summary="Take a yes back, or everything",
        tags=["consents"],
        request=TakeBackSerializer,
        responses={201: WithdrawalSerializer, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        """This will stop use at once and start the clocks; twice makes one withdrawal."""
        form = TakeBackSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        withdrawal = actions.withdraw_consent(
            self.child,
            activity=form.validated_data["activity"] or None,
            asked_by=Giver.CHILD,
            at=timezone.now(),
        )
        return Response(WithdrawalSerializer(withdrawal).data, status=201)


class GuardianAnswerView(APIView):
    """A guardian's one-time link. The token travels in the body, never in an address."""

    @extend_schema(
        summary="A guardian answers a one-time link",
        tags=["consents"],
        request=GuardianAnswerSerializer,
        responses={201: GuardianCodeSerializer, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        """This will keep a yes or no for every question, declared until witnessed, and give the code to take it back."""
        form = GuardianAnswerSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        typed = form.validated_data
        code = actions.answer_guardian_link(
            typed["token"],
            relation=typed["relation"],
            answers=typed["answers"],
            language=typed["language"],
            instance=typed["instance"],
            at=timezone.now(),
        )
        kept = {activity: record.is_live for activity, record in queries.answers_of_code(code).items()}
        return Response({"code": code, "answers": kept}, status=201)


class GuardianWithdrawalView(APIView):
    """Taking back by a guardian's code."""

    @extend_schema(
        summary="A guardian takes an answer back",
        tags=["consents"],
        request=TakeBackByCodeSerializer,
        responses={201: WithdrawalSerializer(many=True), **REFUSED},
    )
    def post(self, request: Request) -> Response:
        """This will stop use at once of what was agreed to under the code, or erase the child within 15 days."""
        form = TakeBackByCodeSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        typed = form.validated_data
        rules.throttle_code(typed["code"], request)
        withdrawn = actions.withdraw_by_code(typed["code"], everything=typed["everything"], at=timezone.now())
        return Response(WithdrawalSerializer(withdrawn, many=True).data, status=201)


urlpatterns = [
    path("", ConsentsView.as_view(), name="api_consents"),
    path("withdrawals/", WithdrawalsView.as_view(), name="api_consent_withdrawals"),
    path("guardian/", GuardianAnswerView.as_view(), name="api_guardian_answers"),
    path("guardian/withdrawals/", GuardianWithdrawalView.as_view(), name="api_guardian_withdrawals"),
]
