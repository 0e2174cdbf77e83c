"""Forms of people without identity: no session, no cookie; a signed token that says which form, and names this sending.

A token is issued when the form is shown and travels in a hidden field. Its `instance` becomes the key of what is stored, so a
double tap or a repeated request makes one row and gives one receipt.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.foundation.refusals import Refusal

FIELD = "phieu"
"""The name of the hidden field."""

VALID_FOR = timedelta(days=2)
"""Long enough for a form left open overnight, short enough that a copied page does not serve for ever."""


class FormExpired(Refusal):
    """The form lay open too long, or is not one of ours. What was typed is shown again with a fresh token."""

    code = "form_expired"
    status = 400
    sentence = _("Trang này đã mở lâu quá. Em bấm gửi lại một lần nữa nhé, chữ em viết vẫn còn.")


class ForeignForm(Refusal):
    """The form was sent from another site."""

    code = "foreign_form"
    status = 403
    sentence = _("Phiếu này không gửi từ trang của Trung tâm. Em mở lại trang rồi gửi nhé.")


@dataclass(frozen=True)
class FormToken:
    """What a genuine token says."""

    purpose: str
    instance: UUID
    data: dict[str, Any] = field(default_factory=dict)


def issue(purpose: str, *, instance: UUID | None = None, **data: Any) -> str:
    """This will return a token for one showing of a form; `data` must be JSON and is readable, not secret."""
    return signing.dumps([str(instance or uuid4()), data], salt=f"portal.form.{purpose}", compress=True)


def check(token: str, *, purpose: str, valid_for: timedelta = VALID_FOR) -> FormToken:
    """This will return what a token says. It refuses `FormExpired` for an old, altered or foreign one."""
    try:
        instance, data = signing.loads(token, salt=f"portal.form.{purpose}", max_age=valid_for)
        return FormToken(purpose, UUID(str(instance)), data)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise FormExpired from error


def check_origin(request: HttpRequest) -> None:
    """This will refuse `ForeignForm` when the browser says that another site sent the form."""
    origin = request.headers.get("Origin", "")
    # "null" is what a browser says that keeps its origin to itself; whoever it is has no identity here to misuse.
    if origin in {"", "null"}:
        return
    try:
        sender = urlsplit(origin).netloc
    except ValueError as error:
        raise ForeignForm from error
    if sender not in {request.get_host(), urlsplit(settings.SITE_URL).netloc}:
        raise ForeignForm


def anonymous_form(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator of a page view that takes a form without identity: no CSRF cookie, the origin checked, never kept."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            check_origin(request)
        return view(request, *args, **kwargs)

    return checked
