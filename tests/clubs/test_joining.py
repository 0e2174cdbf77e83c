"""A child comes into a club by a code, once, under a name that says nothing about her."""

from datetime import timedelta
from uuid import uuid4

import pytest

from clubs import actions, rules
from clubs.models import ClubMembership, SignInCount
from portal.people import rules as people_rules
from portal.people.models import Participant, ParticipantSession
from portal.safeguarding.models import FreeText, TextKind, TextState
from tests.clubs import factories

pytestmark = pytest.mark.django_db


def join(at, code=factories.CODE, **answers):
    given = {"instance": uuid4(), "pen_name": "Mèo Vàng", "age_band": "10_12", "pin": "2580", **answers}
    return actions.join_club(code, at=at, **given)


@pytest.fixture
def club():
    return factories.ClubFactory()


def test_it_lets_a_child_in_and_signs_her_in(club, at):
    factories.join_code(club, at)

    came = join(at)

    assert came.membership.club == club
    assert came.participant.place == club.place
    assert ParticipantSession.objects.get().participant == came.participant
    assert came.token


def test_it_keeps_the_pen_name_as_a_text_nobody_has_read(club, at):
    factories.join_code(club, at)

    came = join(at)

    text = came.membership.pen_name_text
    assert (text.kind, text.state, text.participant) == (TextKind.PEN_NAME, TextState.WAITING, came.participant)


def test_it_reads_a_code_in_small_letters_with_or_without_its_gap(club, at):
    factories.join_code(club, at)

    assert join(at, " tran-gwkh ").membership.club == club


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"expires_at": timedelta(0)}, rules.CodeExpired),
        ({"revoked_at": timedelta(0)}, rules.CodeRevoked),
        ({"uses": 40}, rules.CodeUsedUp),
        ({"uses": 1, "uses_allowed": 1}, rules.CodeUsed),
    ],
)
def test_it_refuses_a_code_that_opens_nothing_and_says_what_to_do(club, at, fields, refusal):
    factories.join_code(
        club, at, **{name: at + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    )

    with pytest.raises(refusal) as refused:
        join(at)

    assert "cô chú" in str(refused.value)
    assert not Participant.objects.exists()


def test_it_refuses_a_code_nobody_made(at):
    with pytest.raises(rules.CodeUnknown):
        join(at, "AAAA AAAA")


def test_it_refuses_a_club_that_has_ended(club, at):
    factories.join_code(club, at)
    club.ended_on = at.date()
    club.save()

    with pytest.raises(rules.ClubEnded):
        join(at)


def test_it_opens_a_single_use_code_once(club, at):
    code = factories.join_code(club, at, uses_allowed=1)
    join(at)

    with pytest.raises(rules.CodeUsed):
        join(at, pen_name="Thuyền Nhỏ")

    code.refresh_from_db()
    assert code.uses == 1


@pytest.mark.parametrize("name", ["", "A", "x" * 25, "!!", "   "])
def test_it_refuses_a_pen_name_that_cannot_be_read(club, at, name):
    factories.join_code(club, at)

    with pytest.raises(rules.BadPenName):
        join(at, pen_name=name)


@pytest.mark.parametrize("name", ["0912 345 678", "zalo lan2010", "Lan lớp 5A", "A Brôl", "Y Blên"])
def test_it_refuses_a_pen_name_that_tells_who_she_is(club, at, name):
    factories.join_code(club, at)

    with pytest.raises(rules.PenNamePersonal):
        join(at, pen_name=name)


@pytest.mark.parametrize("name", ["Mèo Vàng", "meo vang", "MÈO-VÀNG", "Mèovàng"])
def test_it_refuses_a_pen_name_that_is_taken_however_it_is_written(club, at, name):
    factories.join_code(club, at)
    factories.member(club, "Mèo Vàng")

    with pytest.raises(rules.PenNameTaken):
        join(at, pen_name=name)


def test_it_lets_two_clubs_have_the_same_pen_name(club, at):
    factories.join_code(club, at)
    factories.member(factories.ClubFactory(), "Mèo Vàng")

    assert join(at).membership.club == club


@pytest.mark.parametrize("name", ["Bí", "Sao 🌟", "Neáng", "mưa 2 mùa"])
def test_it_takes_short_and_unusual_names(club, at, name):
    factories.join_code(club, at)

    assert join(at, pen_name=name).participant.pen_name == name


@pytest.mark.parametrize("band", ["", "under_7", "12", "grown", "18_up"])
def test_it_refuses_an_age_a_child_may_not_state(club, at, band):
    factories.join_code(club, at)

    with pytest.raises(people_rules.UnknownAgeBand):
        join(at, age_band=band)


def test_it_refuses_a_pin_that_is_none(club, at):
    factories.join_code(club, at)

    with pytest.raises(people_rules.BadPin):
        join(at, pin="12")


def test_it_makes_one_member_of_a_form_sent_twice(club, at):
    code, instance = factories.join_code(club, at), uuid4()

    first, second = join(at, instance=instance), join(at, instance=instance)

    code.refresh_from_db()
    assert first.participant == second.participant
    assert (Participant.objects.count(), code.uses, FreeText.objects.count()) == (1, 1, 1)
    assert first.token != second.token


def test_it_does_not_open_for_whoever_finds_the_form_and_does_not_know_the_pin(club, at):
    factories.join_code(club, at)
    instance = uuid4()
    join(at, instance=instance)

    with pytest.raises(people_rules.WrongPin):
        join(at, instance=instance, pin="1357")


def test_it_holds_everybody_up_while_very_many_wrong_codes_are_tried(club, at, clock, monkeypatch):
    factories.join_code(club, at)
    monkeypatch.setattr("clubs.rules.joining.WRONG_JOIN_CODES", 3)
    for number in range(3):
        with pytest.raises(rules.CodeUnknown):
            join(at, f"AAAA AAA{'ACD'[number]}")

    with pytest.raises(rules.TooManyTries):
        join(at)

    clock.shift(rules.WINDOW + timedelta(seconds=1))
    assert join(at + rules.WINDOW + timedelta(seconds=1)).membership.club == club


def test_it_forgets_counts_that_no_longer_matter(at):
    with pytest.raises(rules.SignInFailed):
        actions.sign_in("AAAAAA", pen_name="Mèo Vàng", pin="1357", at=at)

    assert actions.forget_old_counts(at=at) == 0
    assert actions.forget_old_counts(at=at + rules.WINDOW) == 2
    assert not SignInCount.objects.exists()


def test_it_makes_few_queries_whatever_the_number_of_members(club, at, django_assert_max_num_queries):
    factories.join_code(club, at)
    for number in range(30):
        factories.member(club, f"Lá {number}")

    with django_assert_max_num_queries(30):
        join(at)

    assert ClubMembership.objects.count() == 31
