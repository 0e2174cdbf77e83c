"""Who may look after a club, who may change one, and what a club must say."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubs import queries
from clubs.models import Club, ClubFacilitator
from portal.foundation.refusals import NotAllowed, Refusal, why_not
from portal.people import queries as people_queries
from portal.people import rules as people_rules
from portal.people.models import Role, User
from portal.places.models import Kind


class NotFacilitatorAccount(NotAllowed):
    """The role is missing."""

    code = "not_facilitator"
    sentence = _("Chỉ người có vai trò “Phụ trách câu lạc bộ” làm được việc này. Hãy hỏi người quản trị.")


class NotFacilitator(NotAllowed):
    """Another's club: its members are not even named to a stranger."""

    code = "not_found"
    status = 404
    sentence = _("Không có câu lạc bộ này trong các câu lạc bộ bạn phụ trách.")


class ClubEnded(Refusal):
    """The club does not meet any more."""

    code = "club_ended"
    status = 409
    sentence = _("Câu lạc bộ này đã ngừng sinh hoạt. Hãy hỏi Trung tâm.")


class SameVetter(Refusal):
    """Nobody vouches for themselves."""

    code = "same_person"
    sentence = _("Không ai tự thẩm tra mình. Hãy nhờ một người quản trị khác ghi.")


class BadClub(Refusal):
    """What was typed cannot be a club; `fields` says why, field by field."""

    code = "bad_club"
    status = 400
    sentence = _("Có ô chưa đúng. Xem từng ô bên dưới.")


def check_can_facilitate(user: User, club: Club, *, at: datetime) -> None:
    """This will refuse whoever may not look after this club now.

    Refuses with NotFacilitatorAccount (role missing), NotFacilitator (404: not her club), and what
    `people.rules.check_is_qualified` refuses: no live training, no live commitment.
    """
    check_looks_after(user, club)
    people_rules.check_is_qualified(user, at=at)


def check_looks_after(user: User, club: Club) -> None:
    """This will refuse with NotFacilitatorAccount and NotFacilitator alone: who must tell of a danger needs no live papers."""
    if not user.is_active or Role.FACILITATOR not in people_queries.roles_of(user):
        raise NotFacilitatorAccount
    if not club.facilitators.filter(user=user, ended_on__isnull=True).exists():
        raise NotFacilitator


def reached(user: User, participants: Collection[UUID], at: datetime) -> set[UUID]:
    """This will return which of these children are in a club an adult looks after with live training and commitment then."""
    if Role.FACILITATOR not in people_queries.roles_of(user):
        return set()
    if why_not(people_rules.check_is_qualified, user, at=at) is not None:
        return set()
    return queries.reached(user, participants)


def check_can_change_club(club: Club, *, by: User, at: datetime) -> None:
    """This will refuse those without permission, and a club with a field that is wrong."""
    verb = "add" if club.pk is None else "change"
    if not by.has_perm(f"clubs.{verb}_club"):
        raise NotAllowed
    try:
        club.full_clean()
    except ValidationError as error:
        raise BadClub(fields={name: list(messages) for name, messages in error.message_dict.items()}) from error
    fields: dict[str, list[str]] = {}
    if club.place.kind != Kind.COMMUNE or club.place.is_former:
        fields["place"] = [str(_("Xã, phường nay: hãy chọn một nơi đang có tên trong danh mục mới nhất."))]
    if club.old_district is not None and club.old_district.kind != Kind.LEGACY_DISTRICT:
        fields["old_district"] = [str(_("Huyện cũ: hãy chọn một huyện, thị xã hoặc thành phố cũ."))]
    if club.founded_on and club.founded_on > timezone.localdate(at):
        fields["founded_on"] = [str(_("Lập ngày: không thể ở sau hôm nay."))]
    if club.ended_on and club.founded_on and club.ended_on < club.founded_on:
        fields["ended_on"] = [str(_("Ngừng ngày: phải bằng hoặc sau ngày lập."))]
    if fields:
        raise BadClub(fields=fields)


def check_can_appoint_facilitator(club: Club, user: User, *, by: User, at: datetime) -> None:
    """This will refuse those who may not change clubs, somebody vouching for themselves, and an account without the role."""
    if not by.has_perm("clubs.change_club"):
        raise NotAllowed
    if user.pk == by.pk:
        raise SameVetter
    if not user.is_active or Role.FACILITATOR not in people_queries.roles_of(user):
        raise NotFacilitatorAccount
    if ClubFacilitator.objects.filter(club=club, user=user, ended_on__isnull=True).exists():
        raise BadClub(fields={"user": [str(_("Người này đang phụ trách câu lạc bộ này rồi."))]})


def check_club_is_open(club: Club, *, at: datetime) -> None:
    """This will refuse a club that has ended."""
    if not club.is_open(timezone.localdate(at)):
        raise ClubEnded
