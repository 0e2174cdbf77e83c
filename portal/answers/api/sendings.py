"""What every sending through the API shares: the client's own key, so that a repeated request makes one row."""

import hashlib
import hmac
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.answers import rules
from portal.foundation import api
from portal.safeguarding import rules as safeguarding_rules


def instance_of(client_id: UUID, *, purpose: str) -> UUID:
    """This will return the key of what one sending makes: it follows from the client's key, and cannot be guessed from a row.

    Else whoever sees a row's key in the staff desk could send it again and be given the child's code.
    """
    message = f"api {purpose} {client_id}".encode()
    return UUID(bytes=hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()[:16], version=4)


KEY = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"


@extend_schema_field({"type": "string", "format": "uuid", "minLength": 36, "pattern": KEY})
class KeyField(serializers.UUIDField):
    """A UUID written as text."""

    def to_internal_value(self, data: object) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class WordsField(api.WordsField):
    """Words of a sending: more than a door takes is refused with the remedy, and nothing else is."""

    def __init__(self, **kwargs: Any) -> None:
        most = {"max_length": safeguarding_rules.LONGEST_WORDS, "error_messages": {"max_length": rules.TOO_LONG}}
        super().__init__(**{**most, **kwargs})


class SendingSerializer(serializers.Serializer):
    id = KeyField(help_text=_("Khóa do máy gửi tạo ra; gửi lại cùng khóa chỉ thành một lời."))


class ReceivedSerializer(serializers.Serializer):
    """What one gets for a sending."""

    code = serializers.CharField(
        help_text=_("Bốn cụm từ. Chỉ hiện ở đây; máy chủ chỉ giữ dấu vết không đọc ngược được.")
    )
    pin_token = serializers.CharField(help_text=_("Trong hai giờ, đặt được mã riêng ở receipts/pin/."))
    answer_due_on = serializers.DateField(allow_null=True, help_text=_("Cô chú trả lời trước ngày này."))
