"""A field for the API: a commune by its key, or by a name that leaves no doubt."""

import re
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.places.fields import choosing
from portal.places.models import KEY_PATTERN, AdministrativeUnit, names


@extend_schema_field({"type": "string", "maxLength": names.LONGEST_QUERY, "example": "2025-07:30673"})
class CommuneKeyField(serializers.Field):
    """Reads "2025-07:30673" or "xã Hội An, An Giang", writes the key. A doubtful name is refused with the keys it may mean."""

    default_error_messages = {
        "invalid": gettext_lazy("Hãy ghi mã như 2025-07:30673, hoặc tên xã, phường, đặc khu."),
        "unknown": gettext_lazy("Chưa tìm thấy nơi nào tên “{words}”. Hãy xem lại chữ, hoặc ghi tên huyện cũ."),
        "ambiguous": gettext_lazy("Tên này chưa rõ là nơi nào. Hãy ghi một trong các mã sau."),
    }

    def __init__(
        self, *, kinds: Collection[str] = choosing.COMMUNES, near: Collection[str] = (), **kwargs: Any
    ) -> None:
        self.kinds, self.near = kinds, near
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> AdministrativeUnit:
        words = names.clean(data) if isinstance(data, str) else ""
        if not words:
            self.fail("invalid")
        if re.fullmatch(KEY_PATTERN, words):
            unit = choosing.unit_of(words, kinds=self.kinds)
            if unit is None:
                self.fail("unknown", words=words)
            return unit
        choice = choosing.choose(words, kinds=self.kinds, near=self.near)
        if choice.unit is not None:
            return choice.unit
        if not choice.offers:
            self.fail("unknown", words=words)
        lines = [" · ".join(filter(None, (offer.unit.key, offer.label, offer.was))) for offer in choice.offers]
        raise serializers.ValidationError([str(self.error_messages["ambiguous"]), *lines], code="ambiguous")

    def to_representation(self, value: AdministrativeUnit) -> str:
        return value.key
