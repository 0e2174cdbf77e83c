"""The public list of clubs: which there are and where, with counts, never a roster."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubs import queries
from clubs.models import Club
from portal.foundation import page_cache

PER_PAGE = 20


@require_safe
def club_list(request: HttpRequest) -> HttpResponse:
    """This will list the clubs that meet; `?loai=` and `?noi=` narrow it, by names new and old."""
    at = timezone.now()
    kind, words = request.GET.get("loai", ""), request.GET.get("noi", "")[:60]
    kind = kind if kind in Club.Kind.values else ""
    found = queries.directory(at=at)
    context = {
        "clubs": queries.among(found.clubs, kind=kind, words=words),
        "directory": found,
        "kinds": Club.Kind.choices,
        "kind": kind,
        "words": words,
    }
    response = render(request, "clubs/directory/list.html", context)
    if request.GET:  # places asked for are kept by nobody
        response.headers["Cache-Control"] = "private, no-store"
        return response
    return page_cache.share(response)


@require_safe
def club(request: HttpRequest, slug: str) -> HttpResponse:
    """This will show one club: its kind, where it meets, how many, when lately. No names."""
    at = timezone.now()
    found = queries.public_club(slug, at=at)
    if found is None:
        raise Http404
    last = found.club.meetings.values_list("held_on", flat=True).first()
    pages = Paginator(queries.opinions_in_public(found.club), PER_PAGE)
    try:
        page = pages.page(request.GET.get("trang") or 1)
    except InvalidPage as error:
        raise Http404 from error
    context = {
        "found": found,
        "club": found.club,
        "last_meeting": last,
        "opinions": page,
        "pages": page,
    }
    return page_cache.share(render(request, "clubs/directory/club.html", context))
