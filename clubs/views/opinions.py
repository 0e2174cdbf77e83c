"""The opinion box, as a member uses it."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clubs import actions, forms, queries, rules
from clubs.models import Club
from clubs.views.waiting import waits_for
from portal.foundation.refusals import Refusal
from portal.people.authentication import participant_required
from portal.people.rules import ConsentMissing
from portal.safeguarding import queries as safeguarding_queries


@never_cache
@participant_required
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """This will show the box and take one thing said into it."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    way = request.GET.get("cach", "viet")
    way = way if way in forms.WAYS else "viet"
    if request.method == "POST":
        return _take(request, way)
    try:
        club = rules.check_can_send(participant, at=at)
    except (ConsentMissing, rules.NotAMember) as refusal:
        return waits_for(request, participant, refusal, at=at)
    return _show(request, forms.OpinionForm(way=way, initial={"instance": uuid4()}), club)


def _take(request: HttpRequest, way: str) -> HttpResponse:
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    form = forms.OpinionForm(request.POST, request.FILES, way=way)
    membership = queries.membership_of(participant)
    club = membership.club if membership else None
    if not form.is_valid():
        return _show(request, form, club, status=400)
    kind, content = form.said
    if safeguarding_queries.must_ask(request.POST, "words"):
        return _show(request, form, club, asks_first=True)
    try:
        opinion, code = actions.submit_opinion(
            participant,
            instance=form.cleaned_data["instance"],
            to=form.cleaned_data["to"],
            kind=kind,
            content=content or "",
            is_meant_for_public=form.cleaned_data["is_meant_for_public"],
            at=at,
        )
    except (ConsentMissing, rules.NotAMember) as refusal:
        # What she said is shown to her again: she may still tell 111, or keep it until her parents have answered.
        return _show(request, form, club, status=refusal.status, waiting=refusal)
    except Refusal as refusal:
        form.take_refusal(refusal)
        return _show(request, form, club, status=refusal.status)
    return render(request, "answers/received.html", {"code": code, "receipt": opinion.receipt})


def _show(
    request: HttpRequest, form: forms.OpinionForm, club: Club | None, *, status: int = 200, **context: Any
) -> HttpResponse:
    shown = {"form": form, "club": club, "way": form.way, "ways": forms.WAYS, **context}
    return render(request, "clubs/opinions/say.html", shown, status=status)


@never_cache
@participant_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """This will list what a child said into the box: where it stands, what adults wrote about it, never her own words."""
    found = queries.own_opinions(queries.opinions_of(request.participant)[:50])  # type: ignore[attr-defined]
    return render(request, "clubs/opinions/own.html", {"opinions": found})
