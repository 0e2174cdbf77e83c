"""Changing accounts: roles, activity, name, address."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from portal.people import actions, queries, rules
from portal.people.models import AccessEntry, Role, User
from tests import personas
from tests.people.conftest import enrol

pytestmark = pytest.mark.django_db


def change(person: User, by: User, at, **changes) -> User:
    wanted = {
        "full_name": person.full_name,
        "email": person.email,
        "is_active": person.is_active,
        "roles": queries.roles_of(person),
        **changes,
    }
    return actions.change_person(person, by=by, at=at, **wanted)


def test_it_changes_roles_and_logs_each(at):
    by, person = personas.administrator(), personas.editor()
    club = Group.objects.create(name="Tổ chuyên môn")
    person.groups.add(club)

    change(person, by, at, roles=[Role.MODERATOR])

    assert queries.roles_of(person) == {Role.MODERATOR}
    assert club in person.groups.all()
    lines = set(AccessEntry.objects.values_list("verb", "reason"))
    assert lines == {("giao vai trò", "Người đọc bài của trẻ em"), ("bỏ vai trò", "Biên tập viên")}


def test_it_changes_the_address_everywhere(at):
    by, person = personas.administrator(), personas.editor()

    changed = change(person, by, at, email="Moi@Sngan.Example", full_name=" Y Blên Niê ")

    assert (changed.email, changed.full_name) == ("moi@sngan.example", "Y Blên Niê")
    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary")) == [
        ("moi@sngan.example", True, True)
    ]
    assert AccessEntry.objects.get().reason == "Y Blên <y.blen@sngan.example>"


def test_it_refuses_an_address_that_is_taken(at):
    by, person = personas.administrator(), personas.editor()

    with pytest.raises(rules.AddressTaken):
        change(person, by, at, email=by.email.upper())


def test_it_refuses_an_address_that_allauth_holds_for_another(at):
    by, person, other = personas.administrator(), personas.editor(), personas.approver()
    EmailAddress.objects.filter(user=other).update(email="moi@sngan.example")

    with pytest.raises(rules.AddressTaken):
        change(person, by, at, email="moi@sngan.example")


def test_it_deactivates_and_opens_again_with_lines_in_the_log(at):
    by, person = personas.administrator(), personas.editor()

    change(person, by, at, is_active=False)
    change(User.objects.get(pk=person.pk), by, at, is_active=True)

    assert list(AccessEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "ngừng tài khoản",
        "mở lại tài khoản",
    ]


@pytest.mark.parametrize("changes", [{"is_active": False}, {"roles": []}])
def test_it_lets_no_administrator_shut_themselves_out(at, changes):
    by = personas.administrator()
    personas.staff("Người Khác", [Role.ADMINISTRATOR])

    with pytest.raises(rules.OwnAccount):
        change(by, by, at, **changes)


@pytest.mark.parametrize("changes", [{"is_active": False}, {"roles": []}])
def test_it_keeps_the_last_administrator(at, changes):
    person = personas.administrator()
    by = personas.staff("Người Khác", [Role.ADMINISTRATOR])
    User.objects.filter(pk=by.pk).update(is_active=False)
    stale = by  # read before it was deactivated

    with pytest.raises(rules.LastAdministrator):
        change(person, stale, at, **changes)


def test_it_lets_one_administrator_go_while_another_stays(at):
    by, person = personas.administrator(), personas.staff("Người Khác", [Role.ADMINISTRATOR])

    change(person, by, at, roles=[Role.EDITOR])

    assert not queries.is_administrator(person)


def test_it_keeps_whoever_stands_above_roles_from_those_below(at):
    by, person = personas.administrator(), personas.staff("Gốc", is_superuser=True)

    with pytest.raises(rules.OnlySuperuser):
        change(person, by, at, is_active=False)
    with pytest.raises(rules.OnlySuperuser):
        actions.reset_second_factor(person, by=by, at=at)


def test_it_lets_nobody_else_change_accounts(at):
    by, person = personas.editor(), personas.moderator()

    with pytest.raises(rules.NotAdministrator):
        change(person, by, at, roles=[Role.ADMINISTRATOR])


def test_it_forgets_a_lost_second_factor_with_a_line_in_the_log(at, clock, signed_in):
    by, person = personas.administrator(), personas.editor()
    enrol(person)

    signed_in(by).post(reverse("people_reset_second_factor", args=[person.pk]))

    assert not queries.has_second_factor(person)
    assert AccessEntry.objects.filter(verb="gỡ lớp bảo vệ thứ hai", by=by, subject="Y Blên").exists()


def test_it_lets_nobody_drop_their_own_second_factor_here(clock, signed_in):
    by = personas.administrator()

    response = signed_in(by).post(reverse("people_reset_second_factor", args=[by.pk]), follow=True)

    assert queries.has_second_factor(by)
    assert "Hãy nhờ một người quản trị khác" in response.text


def test_it_edits_an_account_in_the_admin(clock, signed_in):
    person = personas.editor()
    client = signed_in(personas.administrator())
    address = reverse("wagtailusers_users:edit", args=[person.pk])

    screen = client.get(address)
    saved = client.post(
        address, {"full_name": "Y Blên", "email": person.email, "is_active": "on", "roles": ["editor", "approver"]}
    )

    assert set(screen.context["form"].fields) == {"full_name", "email", "is_active", "roles"}
    assert saved.headers["Location"] == reverse("wagtailusers_users:index")
    assert queries.roles_of(person) == {Role.EDITOR, Role.APPROVER}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"roles": ["editor"]}, "__all__", "Bạn không thể tự ngừng"),
        ({"email": "y.blen@sngan.example"}, "email", "đã có tài khoản"),
    ],
)
def test_it_shows_in_the_admin_why_not(clock, signed_in, typed, field, sentence):
    personas.editor()
    by = personas.administrator()
    personas.staff("Người Khác", [Role.ADMINISTRATOR])
    filled = {"full_name": by.full_name, "email": by.email, "is_active": "on", "roles": ["administrator"], **typed}

    response = signed_in(by).post(reverse("wagtailusers_users:edit", args=[by.pk]), filled)

    assert sentence in response.context["form"].errors[field][0]
    assert queries.is_administrator(by)


@pytest.mark.parametrize("name", ["add", "delete", "copy", "history", "usage"])
def test_it_has_no_screen_to_add_or_delete_accounts(name):
    for args in ([], [1]):
        with pytest.raises(NoReverseMatch):
            reverse(f"wagtailusers_users:{name}", args=args)


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_it_acts_on_no_accounts_in_bulk(clock, signed_in, action):
    person = personas.editor()
    root = personas.staff("Gốc", is_superuser=True)
    role = Group.objects.get(name="Quản trị")

    signed_in(root).post(
        f"/admin/bulk/people/user/{action}/?id={person.pk}", {"role": role.pk, "mark_as_active": "False"}
    )

    person = User.objects.get(pk=person.pk)
    assert person.is_active
    assert queries.roles_of(person) == {Role.EDITOR}


def test_it_lists_accounts_and_leads_to_inviting(clock, signed_in):
    personas.editor()
    client = signed_in(personas.administrator())

    page = client.get(reverse("wagtailusers_users:index"), {"role": "editor"})
    found = client.get(reverse("wagtailusers_users:index_results"), {"q": "Blên"})

    assert "Y Blên" in page.text
    assert "Đinh Thị Mai" not in page.text.split("<table")[1]
    assert reverse("invitations:add") in page.text
    assert "Y Blên" in found.text


def test_it_lists_many_accounts_at_the_price_of_few(clock, signed_in, django_assert_max_num_queries):
    client = signed_in(personas.administrator())
    for number in range(15):
        personas.staff(f"Người {number}", [Role.EDITOR])

    with django_assert_max_num_queries(20):
        client.get(reverse("wagtailusers_users:index"))


def test_it_hides_accounts_from_others(clock, signed_in):
    client = signed_in(personas.approver())

    assert client.get(reverse("wagtailusers_users:index")).headers["Location"] == "/admin/"


def test_it_offers_no_form_for_ones_own_name_but_a_way_to_protection(clock, signed_in):
    page = signed_in(personas.editor()).get("/admin/account/")

    assert "first_name" not in page.text
    assert reverse("mfa_index") in page.text
