"""What pages for writing share: whose yes is missing, and the question before private facts are sent."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.foundation.refusals import Refusal
from portal.people import queries as people_queries
from portal.people.models import Activity, Participant
from portal.safeguarding import queries as safeguarding_queries


def waits_for(request: HttpRequest, participant: Participant, refusal: Refusal, *, at: datetime) -> HttpResponse:
    """This will say kindly whose yes is missing, and what she can do meanwhile."""
    status = people_queries.consent_status(participant, Activity.CLUB, at=at)
    return render(request, "clubs/waiting.html", {"missing": status.missing, "refusal": refusal}, status=refusal.status)


def personal_data_question(request: HttpRequest, *words: str) -> str:
    """This will return the question to ask before private facts go out, or nothing when she has answered it (S-11)."""
    if request.POST.get("da-xem") or not safeguarding_queries.needs_warning(*words):
        return ""
    return str(safeguarding_queries.WARNING)
