"""Administrators keep clubs and say who looks after them; nobody vouches for themselves."""

from datetime import date

import pytest
from django.urls import reverse

from clubs import actions, rules
from clubs.models import Club, ClubFacilitator
from portal.foundation.refusals import NotAllowed
from tests import desk, personas
from tests.clubs import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return personas.administrator()


@pytest.fixture
def staff(administrator, clock):
    return desk.signed_in(administrator)


def filled(commune, **changes):
    return {"name": "CLB Rừng Xanh", "kind": "rights", "place": commune.label(), "old_district": "", **changes}


def test_it_adds_a_club_with_an_address_made_from_its_name(staff):
    page = staff.post(reverse("all_clubs:add"), filled(factories.commune()))

    assert page.status_code == 302
    club = Club.objects.get()
    assert (club.slug, club.place, len(club.sign_in_code)) == ("clb-rung-xanh", factories.commune(), 6)


def test_it_gives_two_clubs_of_one_name_two_addresses(staff):
    for number in range(2):
        staff.post(reverse("all_clubs:add"), filled(factories.commune(number)))

    assert Club.objects.values("slug").distinct().count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"place": "xã Không Có Đâu"},
        {"founded_on": "24/11/2026"},
        {"founded_on": "01/02/2026", "ended_on": "01/01/2026"},
    ],
)
def test_it_shows_beside_the_field_what_cannot_be(staff, changes):
    page = staff.post(reverse("all_clubs:add"), filled(factories.commune(), **changes))

    assert page.status_code == 200
    assert not Club.objects.exists()


def test_it_refuses_the_same_name_in_the_same_place(staff):
    for _tap in range(2):
        page = staff.post(reverse("all_clubs:add"), filled(factories.commune()))

    assert page.status_code == 200
    assert Club.objects.count() == 1


def test_it_changes_a_club_and_lists_the_way_to_its_facilitators(staff):
    club = factories.ClubFactory()

    staff.post(reverse("all_clubs:edit", args=[club.pk]), filled(club.place, name="CLB Mới"))

    club.refresh_from_db()
    assert club.name == "CLB Mới"
    assert reverse("clubs:facilitators", args=[club.pk]) in staff.get(reverse("all_clubs:index")).content.decode()


def test_it_keeps_clubs_from_those_without_the_right(clock, at):
    for person in (personas.editor(), personas.moderator()):
        assert desk.signed_in(person).get(reverse("all_clubs:add")).status_code == 302
    with pytest.raises(NotAllowed):
        actions.save_club(Club(name="A", place=factories.commune()), by=personas.director(), at=at)


def test_it_appoints_a_facilitator_once_and_ends_her_care(staff, administrator):
    club, person = factories.ClubFactory(), personas.facilitator()
    screen = reverse("clubs:facilitators", args=[club.pk])

    pages = [staff.post(screen, {"user": person.pk, "vetted_on": "20/11/2026"}) for _tap in range(2)]

    assert [page.status_code for page in pages] == [302, 400]
    row = ClubFacilitator.objects.get()
    assert (row.vetted_by, row.vetted_on) == (administrator, date(2026, 11, 20))

    staff.post(screen, {"thoi": row.pk})
    staff.post(screen, {"thoi": row.pk})
    row.refresh_from_db()
    assert row.ended_on == NOW.date()
    assert [staff.post(screen, {"thoi": key}).status_code for key in ("9" * 5000, "²", "-1", "x")] == [404] * 4
    assert staff.post(screen, {"user": person.pk, "vetted_on": "20/11/2026"}).status_code == 302


def test_it_refuses_to_vouch_for_oneself_for_another_role_and_ahead(administrator, at):
    club, person = factories.ClubFactory(), personas.facilitator()

    def appoint(user, day=date(2026, 11, 20), by=administrator):
        return actions.appoint_facilitator(club, user, vetted_on=day, by=by, at=at)

    for refused, refusal in (
        (lambda: appoint(administrator), rules.SameVetter),
        (lambda: appoint(personas.editor()), rules.NotFacilitatorAccount),
        (lambda: appoint(person, date(2026, 11, 24)), rules.BadClub),
        (lambda: appoint(person, by=personas.director()), NotAllowed),
    ):
        with pytest.raises(refusal):
            refused()
    assert not ClubFacilitator.objects.exists()


def test_it_refuses_to_end_care_without_the_right(at):
    club = factories.ClubFactory()
    factories.facilitator(club)

    with pytest.raises(NotAllowed):
        actions.end_facilitator(club.facilitators.get(), by=personas.director(), at=at)


def test_it_lets_only_a_facilitator_with_the_role_look_after_a_club(at):
    club = factories.ClubFactory()
    person = factories.facilitator(club)
    rules.check_can_facilitate(person, club, at=at)
    person.groups.clear()

    with pytest.raises(rules.NotFacilitatorAccount):
        rules.check_can_facilitate(person, club, at=at)
    with pytest.raises(rules.NotFacilitatorAccount):
        actions.make_codes(club, expires_at=at, by=person, at=at)


def test_it_hides_another_club_from_a_facilitator_in_every_action(at):
    person, other = factories.facilitator(factories.ClubFactory()), factories.ClubFactory()
    member = factories.member(other)

    for act in (
        lambda: actions.reset_pin(member, by=person, at=at),
        lambda: actions.unlock_member(member, by=person, at=at),
        lambda: actions.end_membership(member, by=person, at=at),
        lambda: actions.correct_age_band(member, age_band="18_up", by=person, at=at),
        lambda: actions.post_notice(other, words="A", ends_on=at.date(), by=person, at=at),
    ):
        with pytest.raises(rules.NotFacilitator):
            act()
