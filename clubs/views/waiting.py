"""What pages for writing share: whose yes is missing."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from portal.foundation.refusals import Refusal
from portal.people import queries as people_queries
from portal.people.models import Activity, Participant


def waits_for(request: HttpRequest, participant: Participant, refusal: Refusal, *, at: datetime) -> HttpResponse:
    """This will say kindly whose yes is missing, and what she can do meanwhile."""
    status = people_queries.consent_status(participant, Activity.CLUB, at=at)
    context = {
        "missing": status.missing,
        "refusal": refusal,
        "asks_her": "child" in status.waits_for and not people_queries.is_being_erased(participant),
        "consent_address": reverse("participant_consents"),
    }
    return render(request, "clubs/waiting.html", context, status=refusal.status)
