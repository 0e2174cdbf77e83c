"""The API of places: old and new units by name, with what became of them."""

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets

from portal.foundation.api import with_etag
from portal.places.models import KEY_PATTERN, AdministrativeUnit, Kind, UnitQuerySet

LONGEST_NEAR = 60


class PlaceFilter(filters.FilterSet):
    q = filters.CharFilter(method="match", label=_("Tên cũ hoặc mới, có dấu hoặc không dấu, có thể kèm huyện, tỉnh"))
    kind = filters.MultipleChoiceFilter(choices=Kind.choices, label=_("Cấp; ghi nhiều lần được"))
    edition = filters.CharFilter(field_name="edition__code", label=_("Danh mục, ví dụ 2025-07"))
    near = filters.CharFilter(method="keep", label=_("Mã tỉnh, cách nhau dấu phẩy: xếp trước khi tìm theo q"))

    class Meta:
        model = AdministrativeUnit
        fields: list[str] = []

    def match(self, units: Any, name: str, value: str) -> QuerySet[AdministrativeUnit]:
        near = self.data.get("near", "")[:LONGEST_NEAR].split(",")
        return units.matching(value, near=[code for code in near if code])

    def keep(self, units: QuerySet, name: str, value: str) -> QuerySet:
        return units


class BriefPlaceSerializer(serializers.ModelSerializer):
    """A unit by key and names."""

    key = serializers.CharField(
        read_only=True, help_text=_("Danh mục và mã: một mã đứng riêng không nói được là nơi nào.")
    )
    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text=_("Tên đầy đủ kèm tỉnh; đơn vị cũ có chữ “(cũ)”.")
    )

    class Meta:
        model = AdministrativeUnit
        fields = ["key", "kind", "type_word", "name", "label"]

    @extend_schema_field(serializers.CharField)
    def get_label(self, unit: AdministrativeUnit) -> str:
        return unit.label()


class PlaceSerializer(BriefPlaceSerializer):
    edition = serializers.SlugRelatedField[Any]("code", read_only=True)
    boundaries = serializers.CharField(
        source="edition.label", read_only=True, help_text=_("Địa giới mà báo cáo phải ghi.")
    )
    province = BriefPlaceSerializer(read_only=True, allow_null=True)
    parent = BriefPlaceSerializer(read_only=True, allow_null=True)
    became = BriefPlaceSerializer(many=True, read_only=True)
    formerly = BriefPlaceSerializer(many=True, read_only=True)

    class Meta:
        model = AdministrativeUnit
        fields = [
            "key", "edition", "code", "kind", "type_word", "name", "other_names", "label", "boundaries", "parent", "province",
            "valid_from", "valid_to", "became", "formerly",
        ]  # fmt: skip


_KEY = OpenApiParameter(
    "key",
    {"type": "string", "pattern": f"^{KEY_PATTERN}$"},
    OpenApiParameter.PATH,
    description=_("Ví dụ 2025-07:30673."),
)


@extend_schema_view(
    list=extend_schema(summary="Places by name, best first", tags=["places"]),
    retrieve=extend_schema(summary="One place", tags=["places"], parameters=[_KEY]),
)
@with_etag
class PlaceViewSet(viewsets.ReadOnlyModelViewSet):
    """This will list units of every edition; `q` finds by old and new names and puts the best first."""

    queryset = AdministrativeUnit.objects.order_by("-edition__code", "code")
    serializer_class = PlaceSerializer
    filterset_class = PlaceFilter
    lookup_value_regex = KEY_PATTERN
    lookup_url_kwarg = "key"

    def get_queryset(self) -> UnitQuerySet:
        return cast(UnitQuerySet, super().get_queryset()).with_changes()

    def get_object(self) -> AdministrativeUnit:
        return get_object_or_404(self.get_queryset().with_key(self.kwargs["key"]))
