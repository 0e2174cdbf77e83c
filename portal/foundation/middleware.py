"""What happens around every request: kept pages, refusals, stated content policies."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from portal.foundation import languages, page_cache, queries
from portal.foundation.refusals import Refusal

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Speaks the language the address is in, and no other: one kept copy then serves everyone.

    Django's own `LocaleMiddleware` also asks `Accept-Language` and writes `Vary`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(languages.of_path(request.path_info)):
            return self.get_response(request)


class PageCacheMiddleware:
    """Answers reading pages from the kept copy, and keeps the copy when there is none."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A preview is a dummy request at the page's own address: it must neither read nor write the kept copy.
        if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
            return self.get_response(request)
        if request.path.startswith(settings.NEVER_KEPT):
            return self.get_response(request)
        page_cache.drop_absurd_values(request)
        # The number is read before rendering: a change made meanwhile leaves this copy under a key nobody asks for.
        revision = queries.site_revision()
        key = page_cache.key_for(request, revision)
        copy = page_cache.fetch(key)
        if copy is None:
            response = self.get_response(request)
            if not getattr(response, "is_shared", False) or response.status_code != 200 or response.cookies:
                return response
            if not response.content or request.method == "HEAD":
                return response
            copy = page_cache.store(key, response, revision=revision, at=timezone.now())
        return page_cache.answer(copy, request)


class RefusalMiddleware:
    """Turns a refusal raised by a page view into a page that says why and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return render(request, "refusal.html", {"refusal": exception}, status=exception.status)


class StatedPolicyMiddleware:
    """Gives the admin and the API documentation their own Content-Security-Policy, stated in the settings."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for prefix, policy in settings.CSP_BY_PREFIX.items():
            if request.path.startswith(prefix):
                response._csp_config = policy  # type: ignore[attr-defined]
        return response
