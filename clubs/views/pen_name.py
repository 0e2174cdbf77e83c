"""A member's own pen name: where it stands, and the form to choose another."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clubs import actions, forms, queries, rules
from clubs.models import ClubMembership
from clubs.views.waiting import waits_for
from portal.foundation.refusals import Refusal
from portal.people.authentication import participant_required


@never_cache
@participant_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """This will show a member what became of her pen name, and take another one."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    membership = queries.membership_of(participant)
    if membership is None:
        return waits_for(request, participant, rules.NotAMember(), at=at)
    if request.method != "POST":
        return _show(request, membership, forms.NameForm())
    form = forms.NameForm({"pen_name": request.POST.get("goi_y") or request.POST.get("pen_name", "")})
    if not form.is_valid():
        return _show(request, membership, form, status=400)
    try:
        actions.choose_pen_name(participant, pen_name=form.cleaned_data["pen_name"], at=at)
    except Refusal as refusal:
        form.take_refusal(refusal)
        return _show(request, membership, form, status=refusal.status)
    return redirect("own_pen_name")


def shown(membership: ClubMembership) -> dict[str, Any]:
    """This will return what the form to choose a name needs."""
    return {"own_name": queries.own_name(membership), "suggestions": queries.free_pen_names(membership.club)}


def _show(request: HttpRequest, membership: ClubMembership, form: forms.NameForm, *, status: int = 200) -> HttpResponse:
    return render(request, "clubs/member/pen_name.html", {"form": form, **shown(membership)}, status=status)
