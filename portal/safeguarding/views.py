"""Doors for anyone who needs help: the help page, and the blank page one leaves to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.foundation import page_cache
from portal.safeguarding.models import RejectionReason


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """This will show whom to call, what happens then, and how to leave no trace."""
    return page_cache.share(render(request, "safeguarding/help_now.html", {"at": timezone.now()}))


@require_safe
def blank_page(request: HttpRequest) -> HttpResponse:
    """This will show nothing: where "Thoát nhanh" leads on a device without network."""
    return page_cache.share(render(request, "safeguarding/blank.html"))


@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    """This will say, in children's words, what becomes of what they write and when it is not published."""
    context = {"reasons": RejectionReason.labels}
    return page_cache.share(render(request, "safeguarding/house_rules.html", context))
