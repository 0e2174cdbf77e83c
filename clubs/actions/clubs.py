"""Clubs, who looks after them, who leaves them."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Club, ClubFacilitator, ClubMembership
from portal.foundation import actions as foundation_actions
from portal.foundation.refusals import NotAllowed
from portal.foundation.vietnamese.slugs import slugify
from portal.people import actions as people_actions
from portal.people.models import User


@transaction.atomic
def save_club(club: Club, *, by: User, at: datetime) -> Club:
    """This will write a club, new or changed, and make its address from its name; it refuses `NotAllowed` and `BadClub`."""
    verb = gettext_noop("thêm câu lạc bộ") if club.pk is None else gettext_noop("sửa câu lạc bộ")
    if not club.slug:
        club.slug = free_slug(club)
    rules.check_can_change_club(club, by=by, at=at)
    club.save()
    foundation_actions.bump_site_revision()
    people_actions.log_access(by=by, verb=verb, subject=f"{club} (câu lạc bộ {club.pk})", at=at)
    return club


def free_slug(club: Club) -> str:
    """This will return an address for a club that no other has: its name, with the place where that is taken."""
    for words in (club.name, f"{club.name} {club.place.name}"):
        slug = slugify(words)[:110]
        if slug and not Club.objects.filter(slug=slug).exists():
            return slug
    return f"{slug or 'cau-lac-bo'}-{Club.objects.count() + 1}"


@transaction.atomic
def appoint_facilitator(club: Club, user: User, *, vetted_on: date, by: User, at: datetime) -> ClubFacilitator:
    """This will write down that an adult looks after a club, vetted by `by`.

    It refuses `NotAllowed`, `SameVetter`, `NotFacilitatorAccount`, and `BadClub` for who already does.
    """
    rules.check_can_appoint_facilitator(club, user, by=by, at=at)
    if vetted_on > timezone.localdate(at):
        raise rules.BadClub(fields={"vetted_on": [_("Thẩm tra ngày: không thể ở sau hôm nay.")]})
    try:
        with transaction.atomic():
            row = ClubFacilitator.objects.create(club=club, user=user, vetted_on=vetted_on, vetted_by=by)
    except IntegrityError as error:
        raise rules.BadClub(fields={"user": [_("Người này đang phụ trách câu lạc bộ này rồi.")]}) from error
    subject = f"{user} – {club} (câu lạc bộ {club.pk})"
    people_actions.log_access(by=by, verb=gettext_noop("giao phụ trách câu lạc bộ"), subject=subject, at=at)
    return row


@transaction.atomic
def end_facilitator(row: ClubFacilitator, *, by: User, at: datetime) -> None:
    """This will end an adult's care for a club, today; it refuses `NotAllowed`. Ending twice changes nothing."""
    if not by.has_perm("clubs.change_club"):
        raise NotAllowed
    if row.ended_on is None:
        row.ended_on = timezone.localdate(at)
        row.save(update_fields=["ended_on"])
        subject = f"{row.user} – {row.club} (câu lạc bộ {row.club_id})"
        people_actions.log_access(by=by, verb=gettext_noop("thôi phụ trách câu lạc bộ"), subject=subject, at=at)


@transaction.atomic
def end_membership(membership: ClubMembership, *, by: User, at: datetime) -> None:
    """This will let a child leave a club: her name there is free again and her sign-ins end.

    It refuses what `rules.check_can_facilitate` refuses.
    """
    rules.check_can_facilitate(by, membership.club, at=at)
    if membership.ended_on is None:
        membership.ended_on, membership.folded_name = timezone.localdate(at), ""
        membership.save(update_fields=["ended_on", "folded_name"])
        people_actions.close_all_sessions(membership.participant, at=at)
        foundation_actions.bump_site_revision()
        people_actions.log_access(by=by, verb=gettext_noop("cho thôi câu lạc bộ"), subject=_subject(membership), at=at)


@transaction.atomic
def reset_pin(membership: ClubMembership, *, by: User, at: datetime) -> str:
    """This will return a new PIN for a member, to be shown once; the log says who gave it.

    It refuses what `rules.check_can_facilitate` refuses: nobody opens a door in another's club.
    """
    rules.check_can_facilitate(by, membership.club, at=at)
    return people_actions.reset_pin(membership.participant, by=by, at=at)


@transaction.atomic
def unlock_member(membership: ClubMembership, *, by: User, at: datetime) -> None:
    """This will let a member try her PIN again; it refuses what `rules.check_can_facilitate` refuses."""
    rules.check_can_facilitate(by, membership.club, at=at)
    people_actions.unlock_participant(membership.participant, by=by, at=at)


@transaction.atomic
def correct_age_band(membership: ClubMembership, *, age_band: str, by: User, at: datetime) -> None:
    """This will mend a member's age band; it refuses what `rules.check_can_facilitate` and `people` refuse."""
    rules.check_can_facilitate(by, membership.club, at=at)
    people_actions.correct_age_band(membership.participant, age_band=age_band, by=by, at=at)
    foundation_actions.bump_site_revision()


@transaction.atomic
def forget_member(participant: UUID, *, at: datetime) -> None:
    """This will end every membership of a child who is being erased, and forget her name there; running it twice is safe."""
    mine = ClubMembership.objects.filter(participant=participant).exclude(folded_name="", ended_on__isnull=False)
    for membership in mine:
        membership.ended_on = membership.ended_on or timezone.localdate(at)
        membership.folded_name = ""
        membership.save(update_fields=["ended_on", "folded_name"])
        foundation_actions.bump_site_revision()


def _subject(membership: ClubMembership) -> str:
    # The key, not the pen name: the log outlives what a child asks to be erased.
    return f"thành viên {membership.participant_id} (câu lạc bộ {membership.club_id})"
