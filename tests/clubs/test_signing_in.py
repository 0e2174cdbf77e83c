"""A member comes in elsewhere by club, pen name and PIN; guessing teaches nothing and ends soon."""

from datetime import timedelta

import pytest

from clubs import actions, rules
from portal.people.models import Participant, ParticipantSession
from tests.clubs import factories
from tests.people.factories import PIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return factories.ClubFactory()


@pytest.fixture
def member(club):
    return factories.member(club, "Mèo Vàng")


def refused(at, code, name, pin):
    with pytest.raises((rules.SignInFailed, rules.TooManyTries)) as caught:
        actions.sign_in(code, pen_name=name, pin=pin, at=at)
    return caught.value.code, str(caught.value)


def test_it_lets_a_member_in_however_she_writes_her_name(club, member, at):
    came = actions.sign_in(club.sign_in_code.lower(), pen_name="meo vang", pin=PIN, at=at)

    assert came.participant == member.participant
    assert ParticipantSession.objects.get().participant == member.participant


def test_it_says_the_same_whatever_was_wrong(club, member, at):
    said = {
        refused(at, club.sign_in_code, "Mèo Vàng", "1357"),
        refused(at, club.sign_in_code, "Chó Đen", PIN),
        refused(at, "AAAAAA", "Mèo Vàng", PIN),
        refused(at, club.sign_in_code, "", ""),
        refused(at, "", "", ""),
    }

    assert len(said) == 1


def test_it_says_the_same_of_a_name_that_is_locked(club, member, at):
    member.participant.locked_at = at
    member.participant.save()

    assert refused(at, club.sign_in_code, "Mèo Vàng", PIN)[0] == "sign_in_failed"


def test_it_does_not_let_in_who_has_left_or_was_erased(club, member, at):
    actions.forget_member(member.participant_id, at=at)

    assert refused(at, club.sign_in_code, "Mèo Vàng", PIN)[0] == "sign_in_failed"


def test_it_keeps_two_clubs_apart(club, member, at):
    other = factories.ClubFactory()

    assert refused(at, other.sign_in_code, "Mèo Vàng", PIN)[0] == "sign_in_failed"


@pytest.mark.parametrize("name", ["Mèo Vàng", "Nobody Here"])
def test_it_ends_guessing_the_pin_of_one_name_alike_whether_there_is_such_a_name(club, member, at, name):
    told = [refused(at, club.sign_in_code, name, f"{number:04}")[0] for number in range(1111, 1125)]

    assert told == ["sign_in_failed"] * rules.WRONG_FOR_A_NAME + ["throttled"] * (14 - rules.WRONG_FOR_A_NAME)


def test_it_ends_guessing_one_pin_across_the_names_of_a_club(club, at, monkeypatch):
    monkeypatch.setattr(rules, "WRONG_FOR_A_CODE", 40)
    names = [factories.member(club, f"Lá Xanh {number}").participant.pen_name for number in range(50)]

    told = [refused(at, club.sign_in_code, name, "1357")[0] for name in names]

    assert told.count("sign_in_failed") == rules.WRONG_FOR_A_CODE
    assert told[-1] == "throttled"


def test_it_locks_the_pin_for_good_after_five_wrong_ones_even_when_they_come_slowly(club, member, at):
    for day in range(5):
        refused(at + timedelta(days=day), club.sign_in_code, "Mèo Vàng", "1357")

    later = at + timedelta(days=9)
    assert refused(later, club.sign_in_code, "Mèo Vàng", PIN)[0] == "sign_in_failed"
    assert Participant.objects.get().is_locked


def test_it_lets_others_of_the_club_in_while_one_name_is_being_guessed(club, member, at):
    other = factories.member(club, "Thuyền Nhỏ")
    for _number in range(rules.WRONG_FOR_A_NAME + 1):
        refused(at, club.sign_in_code, "Mèo Vàng", "1357")

    assert actions.sign_in(club.sign_in_code, pen_name="thuyen nho", pin=PIN, at=at).membership == other


def test_it_counts_anew_after_the_window(club, member, at):
    for _number in range(4):
        refused(at, club.sign_in_code, "Mèo Vàng", "1357")
    refused(at, club.sign_in_code, "Nobody", "1357")

    came = actions.sign_in(club.sign_in_code, pen_name="Mèo Vàng", pin=PIN, at=at + rules.WINDOW)

    assert came.membership == member


def test_it_hashes_as_much_for_nobody_as_for_somebody(club, member, at, monkeypatch):
    from django.contrib.auth import hashers

    hashed = []
    for hasher in (type(hashers.get_hasher()),):
        original = hasher.encode
        monkeypatch.setattr(
            hasher, "encode", lambda self, *args, _o=original, **kw: hashed.append(1) or _o(self, *args, **kw)
        )
    counts = []
    for name in ("Mèo Vàng", "Nobody"):
        hashed.clear()
        refused(at, club.sign_in_code, name, "1357")
        counts.append(len(hashed))

    assert counts[0] == counts[1] > 0


def test_it_makes_few_queries_whatever_the_number_of_members(club, member, at, django_assert_max_num_queries):
    for number in range(20):
        factories.member(club, f"Lá {number}")

    with django_assert_max_num_queries(12):
        actions.sign_in(club.sign_in_code, pen_name="Mèo Vàng", pin=PIN, at=at)
