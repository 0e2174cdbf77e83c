"""Young reporters on the site: the list and each piece, one kept copy for everyone."""

from typing import Any
from uuid import UUID

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubs import queries
from clubs.models import Piece
from portal.foundation import page_cache

PER_PAGE = 12


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """This will list published pieces, newest first; the same for everyone, so it is kept."""
    on = timezone.localdate()
    pages = Paginator(Piece.objects.light().published(on).select_related("picture"), PER_PAGE)
    try:
        page = pages.page(request.GET.get("trang") or 1)
    except InvalidPage as error:
        raise Http404 from error
    shown: dict[str, Any] = {"pages": page, "pieces": queries.for_public(page.object_list)}
    return page_cache.share(render(request, "clubs/pieces/list.html", shown))


@require_safe
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This will show one published piece; everything else is a 404."""
    found = Piece.objects.light().published(timezone.localdate()).select_related("picture", "club__place__province")
    [shown] = queries.for_public([get_object_or_404(found, pk=pk)])
    return page_cache.share(render(request, "clubs/pieces/read.html", {"shown": shown, "piece": shown.piece}))
