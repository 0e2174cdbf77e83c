"""Anybody sees which clubs there are, and no child among them."""

import pytest

from clubs import queries
from portal.people import actions as people_actions
from tests.clubs import factories

pytestmark = pytest.mark.django_db


def filled(number, **fields):
    club = factories.ClubFactory(**fields)
    for index in range(number):
        factories.member(club, f"Em {club.pk} {index}")
    return club


def test_it_shows_clubs_with_rounded_counts_and_no_pen_names(client):
    filled(12, name="CLB Sông Xanh")
    filled(11, name="CLB Núi Cao")

    page = client.get("/cau-lac-bo/").content.decode()

    assert "CLB Sông Xanh" in page
    assert "khoảng 10 em" in page
    assert "khoảng 25 em" in page
    assert "Em " + "1 0" not in page


def test_it_hides_a_second_club_so_that_a_small_one_cannot_be_worked_out(at):
    small, large, larger = filled(3), filled(12), filled(30)

    told = {found.club.pk: found.members for found in queries.public_clubs(at=at)}

    assert told == {small.pk: None, large.pk: None, larger.pk: 30}
    assert queries.directory(at=at).total == 45


def test_it_tells_the_same_of_one_club_as_the_list_does(client, at):
    filled(3)
    large, _larger = filled(12), filled(30)

    assert queries.public_club(large.slug, at=at).members is None
    assert "khoảng" not in client.get(f"/cau-lac-bo/{large.slug}/").content.decode()


def test_it_finds_by_old_and_new_names_without_marks(client, at):
    from portal.places.models import AdministrativeUnit

    district = AdministrativeUnit.objects.get(code="610", edition__code="2025-06")
    filled(0, name="CLB Rừng Xanh", place=district.became.first(), old_district=district)
    filled(0, name="CLB Biển Xanh")

    for words in ("dak glei", "Đắk Glei", district.became.first().name.lower(), "rung"):
        page = client.get("/cau-lac-bo/", {"noi": words}).content.decode()
        assert "CLB Rừng Xanh" in page
        assert "CLB Biển Xanh" not in page


def test_it_narrows_by_kind_and_ignores_a_kind_that_is_none(client):
    filled(0, name="CLB Rừng Xanh", kind="core")
    filled(0, name="CLB Biển Xanh")

    page = client.get("/cau-lac-bo/", {"loai": "core"}).content.decode()
    assert "CLB Rừng Xanh" in page
    assert "CLB Biển Xanh" not in page
    assert "CLB Biển Xanh" in client.get("/cau-lac-bo/", {"loai": "x"}).content.decode()


def test_it_shows_one_copy_to_everyone_until_something_changes(client, django_assert_num_queries, at):
    club = filled(12)
    client.get("/cau-lac-bo/")
    with django_assert_num_queries(1):
        client.get("/cau-lac-bo/")

    for member in club.memberships.all():
        people_actions.erase_participant(member.participant_id, at=at)

    assert "khoảng 10 em" not in client.get("/cau-lac-bo/").content.decode()


def test_it_does_not_keep_the_places_people_asked_for(client):
    filled(0, name="CLB Rừng Xanh")
    client.get("/cau-lac-bo/", {"noi": "bien"})

    assert "CLB Rừng Xanh" in client.get("/cau-lac-bo/").content.decode()
    assert "no-store" in client.get("/cau-lac-bo/", {"noi": "bien"})["Cache-Control"]


def test_it_costs_the_same_for_many_clubs(client, django_assert_max_num_queries):
    for _number in range(12):
        filled(1)

    with django_assert_max_num_queries(12):
        client.get("/cau-lac-bo/")


def test_it_does_not_know_a_club_that_is_none(client):
    assert client.get("/cau-lac-bo/khong-co/").status_code == 404


def test_it_speaks_english(client):
    club = filled(12)

    listed = client.get("/en/cau-lac-bo/").content.decode()
    alone = client.get(f"/en/cau-lac-bo/{club.slug}/").content.decode()

    assert '<html lang="en"' in listed
    assert "Children’s clubs" in listed
    assert '<html lang="en"' in alone
    assert "Would you like to join?" in alone


def test_it_forgets_the_name_of_a_child_who_is_erased(at):
    club = filled(1)
    member = club.memberships.get()

    people_actions.erase_participant(member.participant_id, at=at)

    member.refresh_from_db()
    assert member.folded_name == ""
    assert member.ended_on is not None
