"""A child's own yes: what is asked, in her words, and her way to take it back."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.foundation import languages
from portal.people import actions, authentication, queries, rules
from portal.people.models import Activity, Giver, Participant


@require_safe
@never_cache
@authentication.participant_required
def consents(request: HttpRequest) -> HttpResponse:
    """This will show a child what she is asked, what she answered, and what still waits for whom."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    asked = rules.askable_of_child(participant)
    statuses = queries.consent_overview(participant, asked, at=at)
    texts = queries.consent_texts(asked, Giver.CHILD, language=_language(participant), at=at)
    context = {
        "rows": [
            (activity, texts[activity], statuses[activity])
            for activity in asked
            if activity in texts and (activity in rules.IN_USE or statuses[activity].child)
        ],
        "asks_guardian": any(status.requirement.guardian for status in statuses.values()),
        "is_being_erased": queries.is_being_erased(participant),
        "done": request.GET.get("xong", ""),
    }
    return render(request, "people/child/consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@authentication.participant_required
def consent(request: HttpRequest, activity: str) -> HttpResponse:
    """This will show one question; POST `tra-loi` (co, khong) answers it. Nothing is chosen beforehand."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    language = _language(participant)
    text = queries.consent_text(activity, Giver.CHILD, language=language, at=at)
    if activity not in rules.askable_of_child(participant) or text is None:
        raise Http404
    if request.method == "POST":
        answer = request.POST.get("tra-loi")
        if answer in {"co", "khong"}:
            actions.record_child_consent(participant, activity, is_yes=answer == "co", language=language, at=at)
            return redirect(f"{reverse('participant_consents')}?xong={answer}")
    status = queries.consent_status(participant, activity, at=at)
    context = {"activity": activity, "text": text, "status": status}
    return render(request, "people/child/consent.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@never_cache
@authentication.participant_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """This will take back a child's yes to `viec`, or everything when it says "tat-ca"."""
    participant = request.participant  # type: ignore[attr-defined]
    asked = request.POST.get("viec", "")
    activity = None if asked == "tat-ca" else asked
    if activity is not None and activity not in Activity.values:
        raise Http404
    with suppress(rules.NothingToWithdraw):  # then it is as she wishes already
        actions.withdraw_consent(participant, activity=activity, asked_by=Giver.CHILD, at=timezone.now())
    return redirect(f"{reverse('participant_consents')}?xong={'het' if activity is None else 'rut'}")


def _language(participant: Participant) -> str:
    # The page's own language when it is not Vietnamese, else the one she likes best.
    return participant.language if languages.is_main() else languages.active()
