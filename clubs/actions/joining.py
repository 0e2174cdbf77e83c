"""A child comes in: for the first time by a code, later by club, pen name and PIN."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from clubs import queries, rules
from clubs.actions.pen_names import give_to_desk
from clubs.models import ClubMembership, JoinCode, SignInCount
from portal.foundation import actions as foundation_actions
from portal.foundation import throttling
from portal.foundation.refusals import Refusal
from portal.people import actions as people_actions
from portal.people import rules as people_rules
from portal.people.models import Participant


@dataclass(frozen=True)
class CameIn:
    """Who came in, and the token of the session that was opened for her."""

    membership: ClubMembership
    token: str

    @property
    def participant(self) -> Participant:
        return self.membership.participant


def open_code(typed: str, *, at: datetime) -> JoinCode:
    """This will return the code somebody typed if it opens a club now.

    It refuses `CodeUnknown`, `CodeRevoked`, `CodeExpired`, `CodeUsed`, `CodeUsedUp`, `ClubEnded`, and `TooManyTries` while
    very many wrong codes are being tried. It writes nothing: wrong codes are counted in the cache, since looking is no writing.
    """
    throttling.check("", rules.all_wrong_joins())
    code = queries.code_of(rules.tidy_code(typed))
    if code is None:
        throttling.count("", rules.all_wrong_joins())
        raise rules.CodeUnknown
    rules.check_code_is_open(code, at=at)
    rules.check_club_is_open(code.club, at=at)
    return code


def join_club(
    typed: str,
    *,
    instance: UUID,
    pen_name: str,
    age_band: str,
    pin: str,
    pin_kind: str = "digits",
    language: str = "vi",
    is_shared: bool = False,
    at: datetime,
) -> CameIn:
    """This will make a child a member of the club a code opens, and sign her in.

    `instance` is minted where the form was shown: the same form sent twice makes one member, and opens for her own PIN alone.
    It refuses what `open_code` refuses, `BadPenName`, `PenNamePersonal`, `PenNameTaken`, and what
    `people.rules.check_says_band` and `check_pin_shape` refuse.
    """
    if (again := _joined_before(instance)) is None:
        try:
            return _join(typed, instance, pen_name, age_band, pin, pin_kind, language, is_shared, at)
        except (Refusal, IntegrityError) as error:
            # The same form may have arrived at the same moment, and used the code up.
            if (again := _joined_before(instance)) is None:
                raise error if isinstance(error, Refusal) else rules.PenNameTaken from error
    return _come_in_again(again, pin=pin, is_shared=is_shared, at=at)


def _join(
    typed: str,
    instance: UUID,
    pen_name: str,
    age_band: str,
    pin: str,
    pin_kind: str,
    language: str,
    is_shared: bool,
    at: datetime,
) -> CameIn:
    code = open_code(typed, at=at)
    name = rules.tidy_pen_name(pen_name)
    rules.check_pen_name(name, code.club)
    people_rules.check_says_band(age_band)
    people_rules.check_pin_shape(pin, pin_kind)
    with transaction.atomic():
        membership = _make_member(code, instance, name, age_band, pin, pin_kind, language, at)
        return CameIn(membership, people_actions.open_session(membership.participant, is_shared=is_shared, at=at))


def _make_member(
    code: JoinCode,
    instance: UUID,
    name: str,
    age_band: str,
    pin: str,
    pin_kind: str,
    language: str,
    at: datetime,
) -> ClubMembership:
    used = JoinCode.objects.filter(pk=code.pk, uses__lt=F("uses_allowed"), revoked_at__isnull=True)
    if not used.update(uses=F("uses") + 1):
        raise rules.CodeUsed if code.uses_allowed == 1 else rules.CodeUsedUp
    club = code.club
    participant = people_actions.create_participant(
        pen_name=name, age_band=age_band, place=club.place, language=language, pin=pin, pin_kind=pin_kind, at=at
    )
    text = give_to_desk(name, club=club, participant=participant, instance=uuid5(instance, "pen name"), at=at)
    membership = ClubMembership.objects.create(
        club=club,
        participant=participant,
        folded_name=rules.fold_pen_name(name),
        instance=instance,
        pen_name_text=text,
        joined_on=timezone.localdate(at),
    )
    foundation_actions.bump_site_revision()
    return membership


def _joined_before(instance: UUID) -> ClubMembership | None:
    return (
        ClubMembership.objects.select_related("participant", "club")
        .filter(instance=instance, ended_on__isnull=True)
        .first()
    )


def _come_in_again(membership: ClubMembership, *, pin: str, is_shared: bool, at: datetime) -> CameIn:
    """The form arrived twice. Whoever finds it lying open on a shared telephone does not know the PIN."""
    people_actions.check_pin(membership.participant, pin, at=at)
    return CameIn(membership, people_actions.open_session(membership.participant, is_shared=is_shared, at=at))


def sign_in(club_code: str, *, pen_name: str, pin: str, is_shared: bool = False, at: datetime) -> CameIn:
    """This will sign a member in on another machine.

    It refuses `SignInFailed` in the same words and at the same cost whatever was wrong, and `TooManyTries` for a code, or a
    code with a name, that was tried wrongly too often, whether there is such a one or not.
    """
    code, name = rules.tidy_code(club_code), rules.fold_pen_name(rules.tidy_pen_name(pen_name))
    tries = [(f"sign in {code}", rules.WRONG_FOR_A_CODE), (f"sign in {code} {name}", rules.WRONG_FOR_A_NAME)]
    _check_tries(tries, at=at)
    membership = queries.signs_in_as(code, name)
    try:
        participant = membership.participant if membership is not None else None
        people_actions.check_pin(participant, pin, unknown=f"club {code} {name}", at=at)
    except Refusal as refusal:
        for what, _most in tries:
            _count_wrong(what, at=at)
        raise rules.SignInFailed from refusal
    assert membership is not None  # noqa: S101  (nobody has no PIN that could be right)
    SignInCount.objects.filter(digest=queries.digest("tries", tries[1][0])).delete()
    return CameIn(membership, people_actions.open_session(membership.participant, is_shared=is_shared, at=at))


def _check_tries(tries: list[tuple[str, int]], *, at: datetime) -> None:
    most = {queries.digest("tries", what): number for what, number in tries}
    counts = SignInCount.objects.filter(digest__in=most, since__gt=at - rules.WINDOW)
    if any(count.wrong >= most[count.digest] for count in counts):
        raise rules.TooManyTries


@transaction.atomic
def _count_wrong(what: str, *, at: datetime) -> None:
    row, is_new = SignInCount.objects.get_or_create(
        digest=queries.digest("tries", what), defaults={"wrong": 1, "since": at}
    )
    if is_new:
        return
    same = SignInCount.objects.filter(pk=row.pk)
    if not same.filter(since__gt=at - rules.WINDOW).update(wrong=F("wrong") + 1):
        same.update(wrong=1, since=at)


@transaction.atomic
def forget_old_counts(*, at: datetime) -> int:
    """This will delete counts of wrong tries that no longer matter, and return how many."""
    return SignInCount.objects.filter(since__lte=at - rules.WINDOW).delete()[0]
