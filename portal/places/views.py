"""The door for anyone who asks what a place is called now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.places.forms import PlaceForm
from portal.places.models import Kind


@require_safe
def find_place(request: HttpRequest) -> HttpResponse:
    """This will answer `?xa=` with today's name of a place. Names asked for are neither stored nor logged nor kept."""
    form = PlaceForm(request.GET) if "xa" in request.GET else PlaceForm()
    unit = form.cleaned_data["xa"] if form.is_valid() else None
    before = [old for old in unit.formerly.all() if old.kind != Kind.LEGACY_DISTRICT] if unit else []
    response = render(request, "places/find_place.html", {"form": form, "unit": unit, "before": before})
    response.headers["Cache-Control"] = "private, no-store"
    return response
