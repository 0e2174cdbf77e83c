"""The API's shared door: refusals as problem JSON, pages of results, throttling without addresses, ETags."""

import hashlib
from collections.abc import Iterator
from typing import Any

import django_filters
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import condition
from rest_framework import exceptions, pagination, parsers, serializers, throttling
from rest_framework.response import Response
from rest_framework.validators import ProhibitSurrogateCharactersValidator
from rest_framework.views import exception_handler

from portal.foundation import queries
from portal.foundation.refusals import Refusal
from portal.foundation.throttling import place_of


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """This will turn refusals and DRF's own errors into `{"code", "detail", "fields"}` with the right status."""
    if isinstance(error, Refusal):
        return Response({"code": error.code, "detail": str(error), "fields": error.fields}, status=error.status)
    if isinstance(error, RequestDataTooBig):
        problem = {
            "code": "too_big",
            "detail": _("Điều gửi dài quá 2,5 MB. Hãy chia thành nhiều lần gửi."),
            "fields": {},
        }
        return Response(problem, status=413)
    response = exception_handler(error, context)
    if response is None:
        return None
    code = getattr(error, "default_code", None) or ("not_found" if response.status_code == 404 else "error")
    fields: dict[str, Any] = {}
    detail: Any = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    if isinstance(error, exceptions.ValidationError):
        code, detail = "invalid", _("Có ô chưa đúng. Xem từng ô bên dưới.")
        given = response.data if isinstance(response.data, dict) else {"": response.data}
        fields = {name: list(_sentences(said)) for name, said in given.items()}
    response.data = {"code": str(code), "detail": str(detail), "fields": fields}
    return response


class JSONParser(parsers.JSONParser):
    """JSON; what cannot be read, or is nested beyond what this program can follow, is refused in words."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except (exceptions.ParseError, RecursionError) as error:
            raise exceptions.ParseError(_("Không đọc được JSON này. Hãy gửi JSON theo mẫu ở /api/docs/.")) from error


def _sentences(said: Any) -> Iterator[str]:
    """Every sentence about one field, however deep DRF nests those about its parts; half characters they quote as "?"."""
    if isinstance(said, dict):
        for part in said.values():
            yield from _sentences(part)
    elif isinstance(said, list):
        for part in said:
            yield from _sentences(part)
    else:
        yield str(said).encode(errors="replace").decode()


class ProblemSerializer(serializers.Serializer):
    """What every refusal and error of the API looks like."""

    code = serializers.CharField(help_text=_("Mã cố định, cho chương trình."))
    detail = serializers.CharField(help_text=_("Câu cho người đọc: điều gì chưa được và cần làm gì."))
    fields = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text=_("Lỗi theo từng ô.")
    )  # type: ignore[assignment]


class TextField(serializers.CharField):
    """Text and nothing else: a number is refused, as the schema says, not written out."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WordsField(TextField):
    """A child's words, whole and as they came: half an emoji or a sign nobody can see is kept, too.

    Whoever keeps them copes with every sign; those that cannot be sent go out as "?".
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"trim_whitespace": False, **kwargs})
        refusing = (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator)
        self.validators = [validator for validator in self.validators if not isinstance(validator, refusing)]

    def to_representation(self, value: Any) -> str:
        return super().to_representation(value).encode(errors="replace").decode()


def not_found() -> JsonResponse:
    """This will answer addresses under `/api/` that nothing serves, in the API's own shape."""
    problem = {"code": "not_found", "detail": _("Không có địa chỉ này trong API. Xem /api/docs/."), "fields": {}}
    return JsonResponse(problem, status=404)


class Pagination(pagination.PageNumberPagination):
    """Pages of 20, up to 100 on request."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_page_number(self, request: Any, paginator: Any) -> int | str:
        """This will read `page`; anything but one whole number is a page that does not exist."""
        written = request.query_params.getlist(self.page_query_param)
        if len(written) > 1 or written == [""]:
            raise exceptions.NotFound(_("Không có trang kết quả này. Viết page là một số nguyên từ 1."))
        return written[0] if written else 1

    def get_page_size(self, request: Any) -> int:
        """This will read `page_size`; it refuses anything but a whole number from 1 to 100, naming the remedy."""
        written = request.query_params.getlist(self.page_size_query_param)
        if not written:
            return self.page_size
        if (
            len(written) > 1
            or not written[0].isascii()
            or not written[0].isdigit()
            or not 0 < int(written[0][:9]) <= 100
        ):
            raise exceptions.ValidationError({"page_size": [_("Viết một số nguyên từ 1 đến 100.")]})
        return int(written[0])

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            parameter["schema"]["minimum"] = 1
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"]["maximum"] = self.max_page_size
        return parameters


class _GivenChoiceField(django_filters.fields.ChoiceField):
    def clean(self, value: Any) -> Any:
        if value == "":
            raise ValidationError(_("Viết một giá trị trong danh sách, hoặc bỏ tham số này."))
        return super().clean(value)


class ChoiceFilter(django_filters.ChoiceFilter):
    """One of the documented values; a parameter given empty is refused, as the schema says, not taken for a missing one."""

    field_class = _GivenChoiceField


class ReadThrottle(throttling.SimpleRateThrottle):
    """600 readings a minute from one place; the place is a keyed hash that changes daily, never an address."""

    scope = "read"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": place_of(request)}


def _etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    identity = f"{queries.site_revision()} {timezone.localdate()} {request.get_full_path()}"
    return f'"{hashlib.sha256(identity.encode(errors="surrogateescape")).hexdigest()[:32]}"'


with_etag = method_decorator(condition(etag_func=_etag), name="dispatch")
"""Class decorator: answers 304 with one query while nothing public changed and the day is the same."""
