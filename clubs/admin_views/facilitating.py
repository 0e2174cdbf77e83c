"""What every screen of a facilitator shares, her list of clubs, and the page of one."""

from datetime import datetime
from functools import cached_property
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views import generic

from clubs import queries, rules
from clubs.models import Club, ClubMembership
from portal.foundation.refusals import Refusal
from portal.people import queries as people_queries
from portal.people.models import Activity, User


class Screen(generic.base.WagtailAdminTemplateMixin, View):
    """A screen about clubs: who is here, when, and the way back."""

    header_icon = "group"
    _show_breadcrumbs = True

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def at(self) -> datetime:
        return timezone.now()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("clubs:index"), "label": _("Câu lạc bộ")}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": str(self.get_page_title())}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(**context), status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ClubScreen(Screen):
    """A screen about one club of one's own. Another's is not found; without live training every door says why it is shut."""

    club: Club

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = Club.objects.for_facilitator(request.user).with_places()
        found = mine.filter(pk=kwargs.pop("club")).first()
        if found is None:
            raise Http404
        self.club = found
        self.check()
        return super().dispatch(request, *args, **kwargs)

    def check(self) -> None:
        rules.check_can_facilitate(self.person, self.club, at=self.at)

    def trail(self) -> list[dict[str, Any]]:
        own = {"url": reverse("clubs:club", args=[self.club.pk]), "label": self.club.name}
        return [own] if isinstance(self, OneClub) else [own, *super().trail()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(club=self.club, **kwargs)


class MyClubs(Screen):
    """This will list the clubs one looks after; whoever sees all clubs finds the way to them here too."""

    page_title = gettext_lazy("Câu lạc bộ của tôi")
    template_name = "clubs/admin/index.html"

    def trail(self) -> list[dict[str, Any]]:
        return []

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(
            clubs=queries.facilitated(self.person),
            refusal=_why_not(self.person, self.at),
            can_see_all=self.person.has_perm("clubs.view_club"),
            can_import=self.person.has_perm("clubs.add_club"),
            can_see_notices=self.person.has_perm("clubs.view_clubnotice"),
        )


def _why_not(person: User, at: datetime) -> Refusal | None:
    first = Club.objects.for_facilitator(person).first()
    if first is None:
        return None
    try:
        rules.check_can_facilitate(person, first, at=at)
    except Refusal as refusal:
        return refusal
    return None


class OneClub(ClubScreen):
    """This will show a club to its facilitator: what to do today, who belongs to it, whose consent is missing."""

    template_name = "clubs/admin/club.html"

    def get_page_title(self) -> str:
        return self.club.name

    def get(self, request: HttpRequest) -> HttpResponse:
        members = list(queries.members_of(self.club))
        statuses = people_queries.consent_statuses([member.participant_id for member in members], Activity.CLUB)
        return self.show(
            members=[(member, statuses.get(member.participant_id)) for member in members],
            notices=queries.notices_for(self.club, at=self.at),
            meetings=queries.recent_meetings(self.club, limit=5),
        )


class MemberScreen(ClubScreen):
    """A screen about one member of one's own club."""

    membership: ClubMembership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = (
            ClubMembership.objects.select_related("participant", "club__place")
            .filter(
                participant=kwargs.pop("member"),
                club=kwargs["club"],
                ended_on__isnull=True,
                participant__erased_at__isnull=True,
            )
            .first()
        )
        if found is None:
            raise Http404
        self.membership = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.membership.participant)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(membership=self.membership, member=self.membership.participant, **kwargs)
