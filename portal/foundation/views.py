"""Doors that belong to no feature: probes, errors."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.foundation import api, health


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This will say that the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """This will say whether everything a visitor needs works: 200, or 503 with a sentence for each failed check."""
    problems = health.problems(at=timezone.now())
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This will explain an expired form; Django calls it when the CSRF check fails."""
    return render(request, "403_csrf.html", status=403)


@csrf_exempt
def no_such_api(request: HttpRequest) -> HttpResponse:
    """This will answer addresses under `/api/` that nothing serves in the API's own shape, whatever the method."""
    return api.not_found()
