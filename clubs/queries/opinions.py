"""What is in the opinion box, for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from clubs.models import Club, Opinion
from clubs.models.opinions import OpinionQuerySet
from portal.answers import queries as answers_queries
from portal.people.models import Participant, Role


@dataclass(frozen=True)
class OwnOpinion:
    """What a child said, without its words, and what she is told of it: the same as on its receipt."""

    opinion: Opinion
    told: answers_queries.SentText


def own_opinions(opinions: Iterable[Opinion]) -> list[OwnOpinion]:
    """This will say to a child of each opinion where it stands, and why it could not be published. One query."""
    opinions = list(opinions)
    told = answers_queries.told(opinion.text for opinion in opinions)
    return [OwnOpinion(opinion, told[opinion.text_id]) for opinion in opinions]


def opinions_of(participant: Participant) -> OpinionQuerySet:
    """This will return what a child said, newest first."""
    return Opinion.objects.light().filter(text__participant=participant)


def opinions_for(user: Any) -> OpinionQuerySet:
    """This will return the opinions a member of staff answers: everyone's for the centre, a facilitator's own clubs' alone.

    A facilitator never sees what was meant for the centre.
    """
    if not user.has_perm("clubs.view_opinion"):
        return Opinion.objects.none()
    found = Opinion.objects.light()
    if is_only_facilitator(user):
        found = found.filter(to=Opinion.To.CLUB, club__in=Club.objects.for_facilitator(user))
    return found


def with_answers(opinions: OpinionQuerySet) -> OpinionQuerySet:
    """This will count the private answers beside each opinion, for a list."""
    return opinions.annotate(answers=Count("receipt__entries")).order_by("-sent_at", "-pk")


def is_only_facilitator(user: Any) -> bool:
    """This will say whether a person sees club matters only as the facilitator of her own clubs."""
    if user.is_superuser:
        return False
    whole = (Role.MODERATOR, Role.PROTECTION, Role.DIRECTOR, Role.ADMINISTRATOR)
    return not user.groups.filter(role_group__role__in=whole).exists()


def opinions_in_public(club: Club) -> OpinionQuerySet:
    """This will return what the club's page shows as "Em hỏi – người lớn trả lời": what was said or answered last comes first.

    Whatever is published stands there, answered or not, so that a receipt says "Đã đăng." of nothing else.
    """
    last = Coalesce("replied_at", "text__published_at")
    return Opinion.objects.light().filter(club=club).published().order_by(last.desc(), "-pk")
