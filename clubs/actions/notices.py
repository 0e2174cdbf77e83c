"""Notices: a facilitator tells her club something; the centre sees it too, and nobody can reply."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from clubs import rules
from clubs.models import Club, ClubNotice
from portal.people import actions as people_actions
from portal.people.models import User


@transaction.atomic
def post_notice(club: Club, *, words: str, ends_on: date, by: User, at: datetime) -> ClubNotice:
    """This will put a notice on a club's board; the same words to the same last day are one notice while it stands.

    It refuses what `rules.check_can_facilitate` refuses, and `BadNotice`.
    """
    rules.check_can_facilitate(by, club, at=at)
    rules.check_notice(words=words, ends_on=ends_on, at=at)
    Club.objects.select_for_update(of=("self",)).get(pk=club.pk)  # the second of two taps at one moment sees the first
    standing = club.notices.filter(words=words.strip(), taken_down_at__isnull=True, ends_on=ends_on).first()
    if standing is not None:
        return standing
    notice = ClubNotice.objects.create(club=club, words=words.strip(), by=by, at=at, ends_on=ends_on)
    people_actions.log_access(
        by=by, verb=gettext_noop("báo tin cho câu lạc bộ"), subject=f"{club} (tin {notice.pk})", at=at
    )
    return notice


@transaction.atomic
def take_down_notice(notice: ClubNotice, *, by: User, at: datetime) -> None:
    """This will take a notice off the board: staff of the centre may, and the club's facilitators.

    It refuses `NotAllowed`, and what `rules.check_can_facilitate` refuses.
    """
    if not by.has_perm("clubs.change_clubnotice"):
        rules.check_can_facilitate(by, notice.club, at=at)
    if notice.taken_down_at is None:
        notice.taken_down_at, notice.taken_down_by = at, by
        notice.save(update_fields=["taken_down_at", "taken_down_by"])
        people_actions.log_access(
            by=by, verb=gettext_noop("gỡ tin của câu lạc bộ"), subject=f"{notice.club} (tin {notice.pk})", at=at
        )
