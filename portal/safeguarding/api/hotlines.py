"""The API of hotlines: whom to call, and what may be dialled now."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets

from portal.foundation.api import ChoiceFilter, with_etag
from portal.foundation.vietnamese import text
from portal.safeguarding import queries
from portal.safeguarding.models import Hotline
from portal.safeguarding.queries import ListedHotline


class HotlineFilter(filters.FilterSet):
    q = filters.CharFilter(method="contains", label=_("Từ cần tìm, có dấu hoặc không dấu"))
    kind = ChoiceFilter(choices=Hotline.Kind.choices)

    class Meta:
        model = Hotline
        fields: list[str] = []

    def contains(self, queryset: QuerySet[Hotline], name: str, value: str) -> QuerySet[Hotline]:
        # A few dozen rows: folding them here spares a folded column that could disagree with the signed one.
        words = text.fold(value).split()
        found = [
            row.pk
            for row in queryset
            if all(word in text.fold(f"{row.number} {row.name} {row.when_to_use}") for word in words)
        ]
        return queryset.filter(pk__in=found)


class HotlineSerializer(serializers.ModelSerializer):
    callable = serializers.SerializerMethodField(help_text=_("Số này đã gọi thử, còn hiệu lực và đã ký."))
    tel = serializers.SerializerMethodField(
        help_text=_("Chữ số để bấm gọi: số này, hoặc số thay nó; null khi không có gì để gọi.")
    )
    replaced_by = serializers.PrimaryKeyRelatedField[Hotline](read_only=True, allow_null=True)

    class Meta:
        model = Hotline
        fields = [
            "id", "number", "name", "hours", "when_to_use", "kind", "url", "callable", "tel", "replaced_by",
            "valid_from", "valid_to",
        ]  # fmt: skip

    @extend_schema_field(serializers.BooleanField)
    def get_callable(self, hotline: Hotline) -> bool:
        return self._listed(hotline).callable

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_tel(self, hotline: Hotline) -> str | None:
        return self._listed(hotline).tel or None

    def _listed(self, hotline: Hotline) -> ListedHotline:
        return self.context["listed"][hotline.pk]


@extend_schema_view(
    list=extend_schema(summary="Hotlines in their order", tags=["hotlines"]),
    retrieve=extend_schema(summary="One hotline", tags=["hotlines"]),
)
@with_etag
class HotlineViewSet(viewsets.ReadOnlyModelViewSet):
    """This will list the hotlines pages show. A record altered outside the two-person change is left out."""

    queryset = Hotline.objects.order_by("position", "pk")
    serializer_class = HotlineSerializer
    filterset_class = HotlineFilter

    @cached_property
    def listed(self) -> dict[int, ListedHotline]:
        return {listed.hotline.pk: listed for listed in queries.hotlines(timezone.now())}

    def get_queryset(self) -> QuerySet[Hotline]:
        rows = super().get_queryset()
        return rows.none() if getattr(self, "swagger_fake_view", False) else rows.filter(pk__in=self.listed)

    def get_serializer_context(self) -> Mapping[str, Any]:
        context = super().get_serializer_context()
        return {**context, "listed": {} if getattr(self, "swagger_fake_view", False) else self.listed}
