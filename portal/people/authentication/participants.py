"""How a child is known: an opaque token in a cookie of her own, apart from the sessions of staff."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.views import APIView

from portal.people import actions, queries
from portal.people.models import OWN_IDLE, Participant

COOKIE = "em"
SIGN_IN = "participant_sign_in"
"""The name of the page where a child signs in; it belongs to whoever knows clubs."""


def start_session(response: HttpResponseBase, token: str, *, is_shared: bool) -> None:
    """This will give the browser the token of a sign-in: until it is closed on a shared phone, else for 30 days of no use."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=None if is_shared else int(OWN_IDLE.total_seconds()),
        secure=settings.IS_PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def let_in(request: HttpRequest, response: HttpResponseBase, token: str, *, is_shared: bool, at: datetime) -> None:
    """This will give the browser a new sign-in and close the one before: two children share a phone, never a session."""
    if before := request.COOKIES.get(COOKIE, ""):
        actions.close_session(before, at=at)
    start_session(response, token, is_shared=is_shared)


def next_address(request: HttpRequest) -> str:
    """This will return the path of ours a child was led away from; empty when she was not."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else ""


def end_session(request: HttpRequest, response: HttpResponseBase, *, at: datetime) -> None:
    """This will sign a child out on this machine and make the browser forget what it kept of her.

    On a shared phone it forgets every cookie of ours too.
    """
    token = request.COOKIES.get(COOKIE, "")
    session = queries.session_of(token, at=at)
    actions.close_session(token, at=at)
    response.delete_cookie(COOKIE, samesite="Lax")
    forgotten = ['"cache"', '"storage"']
    if session is None or session.is_shared:
        forgotten.append('"cookies"')
    response.headers["Clear-Site-Data"] = ", ".join(forgotten)


def sign_in_address() -> str:
    """This will return where a child signs in."""
    return reverse(SIGN_IN)


def participant_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator of a page view for a signed-in child; others are led to the sign-in page, which knows where to come back.

    On opening a page (never on sending one, which would lose words) she is first asked for what is due: a PIN of her own
    after a reset, her age each September.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        participant = request.participant  # type: ignore[attr-defined]
        if participant is None:
            return _lead(sign_in_address(), request)
        if request.method in {"GET", "HEAD"}:
            if participant.must_change_pin and "pin" not in asks_for(view):
                return _lead(reverse("participant_pin"), request)
            if queries.must_restate_age(participant, at=timezone.now()) and not asks_for(view):
                return _lead(reverse("participant_age"), request)
        return view(request, *args, **kwargs)

    return checked


def asks_for(view: Callable[..., Any]) -> tuple[str, ...]:
    """This will return which due things a page itself asks for, so that nobody is led in a circle."""
    return getattr(view, "asks_for", ())


def _lead(address: str, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


class ParticipantAuthentication(SessionAuthentication):
    """A signed-in child, known by her cookie; what she sends needs the CSRF token, as on pages."""

    def authenticate(self, request: Any) -> tuple[Participant, None] | None:
        participant = getattr(request._request, "participant", None)
        if participant is None:
            return None
        self.enforce_csrf(request)
        return participant, None

    def authenticate_header(self, request: Any) -> str:
        # Whoever is not signed in is told 401, not 403.
        return "Cookie"


class IsParticipant(BasePermission):
    """Only a signed-in child."""

    def has_permission(self, request: Any, view: Any) -> bool:
        return isinstance(request.user, Participant)


class OfParticipant(APIView):
    """What belongs to a signed-in child alone."""

    authentication_classes = (ParticipantAuthentication,)
    permission_classes = (IsParticipant,)
    pagination_class = None

    @property
    def child(self) -> Participant:
        """Who asks; `IsParticipant` has made sure."""
        return cast(Participant, self.request.user)


class ParticipantScheme(OpenApiAuthenticationExtension):
    """How the API's description names it."""

    target_class = "portal.people.authentication.participants.ParticipantAuthentication"
    name = "participant"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": COOKIE}
