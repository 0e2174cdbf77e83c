"""The API of clubs: the public list, with counts that give no child away."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from clubs import queries
from clubs.models import Club
from portal.foundation.api import with_etag

LONGEST_QUERY = 60


class ClubSerializer(serializers.Serializer):
    """A club as anybody sees it."""

    slug = serializers.CharField(source="club.slug")
    name = serializers.CharField(source="club.name")
    kind = serializers.ChoiceField(source="club.kind", choices=Club.Kind.choices)
    place = serializers.CharField(source="club.place.key", help_text=_("Mã như 2025-07:30673."))
    place_name = serializers.SerializerMethodField()
    old_district = serializers.SerializerMethodField(help_text=_("Tên huyện cũ; rỗng khi không ghi."))
    school = serializers.CharField(source="club.school")
    founded_on = serializers.DateField(source="club.founded_on", allow_null=True)
    members = serializers.IntegerField(
        allow_null=True, help_text=_("Số em, làm tròn đến 5; null khi ít quá, không ghi ra.")
    )

    def get_place_name(self, found: queries.PublicClub) -> str:
        return found.club.place.label()

    def get_old_district(self, found: queries.PublicClub) -> str:
        return found.club.old_district.label() if found.club.old_district else ""


@with_etag
class ClubViewSet(viewsets.GenericViewSet):
    """This will list the clubs that meet: where, of what kind, how many members at about. Never who."""

    serializer_class = ClubSerializer
    queryset = Club.objects.none()
    lookup_field = "slug"
    filter_backends = ()

    @extend_schema(
        summary="Clubs that meet",
        tags=["clubs"],
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=Club.Kind.values),
            OpenApiParameter(
                "q", {"type": "string", "maxLength": LONGEST_QUERY}, description=str(_("Tên, trường, nơi."))
            ),
        ],
    )
    def list(self, request: Request) -> Response:
        words, kind = request.query_params.get("q", ""), request.query_params.get("kind")
        if kind is not None and kind not in Club.Kind.values:
            raise ValidationError({"kind": [_("Viết một giá trị trong danh sách, hoặc bỏ tham số này.")]})
        if len(words) > LONGEST_QUERY:
            raise ValidationError({"q": [_("Không quá 60 chữ.")]})
        found = queries.among(queries.public_clubs(at=timezone.now()), kind=kind or "", words=words)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One club", tags=["clubs"])
    def retrieve(self, request: Request, slug: str) -> Response:
        found: Any = queries.public_club(slug, at=timezone.now())
        if found is None:
            raise Http404
        return Response(self.get_serializer(found).data)
