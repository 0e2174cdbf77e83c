"""`request.participant`: the child who asks, looked up only when a page wants to know."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property

from portal.foundation import page_cache
from portal.people import actions, authentication, queries
from portal.people.models import Participant

GetResponse = Callable[[HttpRequest], HttpResponse]


class ParticipantMiddleware:
    """Gives requests their participant: None when nobody is signed in. One query when asked, none before.

    Reading pages never ask, so one kept copy of them serves everyone. A page that did ask is kept by nobody.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not a lazy object, which is never `None`: the request learns an attribute that is computed once.
        request.__class__ = _knowing(request.__class__)  # type: ignore[arg-type]
        response = self.get_response(request)
        asked: dict[str, Any] = request.__dict__
        if "participant" in asked:
            page_cache.share(response, is_shared=False)
            patch_vary_headers(response, ("Cookie",))
            if asked["participant"] is not None:
                response.headers["Cache-Control"] = "private, no-store"
        if asked.get("_renewed_token") and authentication.COOKIE not in response.cookies:
            authentication.start_session(response, asked["_renewed_token"], is_shared=False)
        return response


def _participant(request: HttpRequest) -> Participant | None:
    at = timezone.now()
    token = request.COOKIES.get(authentication.COOKIE, "")
    session = queries.session_of(token, at=at)
    if session is None:
        return None
    if actions.touch_session(session, at=at) and not session.is_shared:
        request._renewed_token = token  # type: ignore[attr-defined]  # the browser counts its 30 days anew
    return session.participant


@cache
def _knowing(kind: type[HttpRequest]) -> type[HttpRequest]:
    return type(kind.__name__, (kind,), {"participant": cached_property(_participant)})
