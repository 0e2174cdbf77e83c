"""No way into the admin without a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.people import authentication, queries

ADMIN = "/admin/"

CLOSED_DOORS = {
    "wagtailadmin_login": "account_login",
    "wagtailcore_login": "account_login",
    "wagtailadmin_logout": "account_logout",
    "wagtailadmin_password_reset": "account_reset_password",
    "wagtailadmin_password_reset_done": "account_reset_password",
    "wagtailadmin_password_reset_confirm": "account_reset_password",
    "wagtailadmin_password_reset_complete": "account_reset_password",
}
"""Wagtail's own doors, which know neither second factor nor lock-out, and where each leads instead."""


PROVING_DOORS = {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}
"""Where a second factor is given. All other pages about it show or change it."""


class SecondFactorMiddleware:
    """Opens `/admin/`, and what shows or changes second factors, only to a session that has proved one still held."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Only here is the session opened: reading pages stay without one.
        if request.path_info.startswith(ADMIN) and request.user.is_authenticated:
            refused = self._refuse(request)
            if refused is not None:
                return refused
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        # By name, not by path: wherever these are mounted, no password is ever checked behind allauth's back.
        name = (request.resolver_match.url_name if request.resolver_match else None) or ""
        if name.startswith("mfa_") and name not in PROVING_DOORS and request.user.is_authenticated:
            # A session as old as the time before enrolment has the password alone: for these pages too that is not enough.
            return self._refuse(request, may_enrol=True)
        if name not in CLOSED_DOORS:
            return None
        address = reverse(CLOSED_DOORS[name])
        if name == "wagtailadmin_logout":
            # Signing out is one POST, sent on as a POST with its token; a GET meets the question.
            return HttpResponseRedirect(address, preserve_request=True)
        following = request.GET.get(REDIRECT_FIELD_NAME)
        return HttpResponseRedirect(
            f"{address}?{urlencode({REDIRECT_FIELD_NAME: following})}" if following else address
        )

    def _refuse(self, request: HttpRequest, *, may_enrol: bool = False) -> HttpResponseBase | None:
        held = dict(Authenticator.objects.filter(user_id=request.user.pk).values_list("pk", "type"))
        kinds = set(held.values()) & set(queries.SECOND_FACTORS)
        # What proved it must still be there: a phone reported lost no longer vouches for a session it once opened.
        if kinds and held.keys() & authentication.proved_by(request):
            return None
        if may_enrol and not kinds:
            return None
        if _wants_data(request):
            return JsonResponse(
                {"code": "second_factor_needed", "detail": _("Hãy đăng nhập bằng lớp bảo vệ thứ hai rồi thử lại.")},
                status=403,
            )
        if not kinds:
            return HttpResponseRedirect(reverse("mfa_index"))
        door = "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
        following = request.get_full_path() if request.method == "GET" else ADMIN
        return HttpResponseRedirect(f"{reverse(door)}?{urlencode({REDIRECT_FIELD_NAME: following})}")


def _wants_data(request: HttpRequest) -> bool:
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.content_type == "application/json"
        or request.headers.get("Accept", "").startswith("application/json")
    )
