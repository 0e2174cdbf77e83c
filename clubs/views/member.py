"""A member's own page: her club's news, what she can do, and what is still missing. Never another member."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clubs import forms, queries
from clubs.views import pen_name
from portal.people import queries as people_queries
from portal.people.authentication import participant_required
from portal.people.models import Activity

BLOCKS = ("clubs/member/opinions.html", "clubs/member/pieces.html")
"""What a member can do, each a template of the noun it belongs to."""
WAYS = (
    ("receipt", gettext_lazy("Mã phiếu của em")),
    ("own_pen_name", gettext_lazy("Bút danh của em")),
    ("participant_consents", gettext_lazy("Việc em đã chịu")),
    ("request_data", gettext_lazy("Thông tin về em")),
    ("participant_machines", gettext_lazy("Máy và mã của em")),
)
"""Pages about what is hers, by name."""


@require_safe
@never_cache
@participant_required
def home(request: HttpRequest) -> HttpResponse:
    """This will show a member her club: notices, what she can do, whether all who must have said yes."""
    at = timezone.now()
    participant = request.participant  # type: ignore[attr-defined]
    membership = queries.membership_of(participant)
    context = {
        "participant": participant,
        "membership": membership,
        "ways": [{"words": words, "address": reverse(name)} for name, words in WAYS],
        "consent_address": reverse("participant_consents"),
        "sign_out_address": reverse("participant_leave"),
    }
    if membership is not None:
        consent = people_queries.consent_status(participant, Activity.CLUB, at=at)
        context |= {
            "club": membership.club,
            "own_name": queries.own_name(membership),
            "notices": queries.notices_for(membership.club, at=at),
            "opinions": queries.opinions_in_public(membership.club)[:2],
            "consent": consent,
            "is_being_erased": not consent.is_complete and people_queries.is_being_erased(participant),
            "blocks": BLOCKS,
        }
        if context["own_name"].is_rejected:
            context |= {"name_form": forms.NameForm(), **pen_name.shown(membership)}
    response = render(request, "clubs/member/home.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
