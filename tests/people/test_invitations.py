"""Invitations: one link, one account, once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connections
from django.db.models.signals import post_save
from django.urls import reverse

from portal.foundation import triggers
from portal.foundation.refusals import Refusal
from portal.people import actions, queries, rules
from portal.people.models import AccessEntry, Invitation, Role, User
from tests import personas

PASSWORD = "con đường rợp bóng mát"
EMAIL = "y.blen@sngan.example"


def link_in(mailoutbox) -> str:
    line = next(line for line in mailoutbox[-1].body.splitlines() if line.startswith("http"))
    return line.removeprefix("http://localhost:8000")


@pytest.fixture
def invite(at, mailoutbox):
    """An administrator invites Y Blên as an editor; the path of the link comes back."""

    def send(**changes) -> str:
        wanted = {"email": EMAIL, "full_name": "Y Blên", "roles": ["editor"], **changes}
        by = User.objects.filter(is_superuser=True).first() or personas.staff("Gốc", is_superuser=True)
        actions.invite_person(**wanted, by=by, at=at)
        return link_in(mailoutbox)

    return send


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def give(client, link: str, password: str = PASSWORD, again: str | None = None):
    return client.post(link, {"password1": password, "password2": password if again is None else again})


@pytest.mark.django_db
def test_it_opens_an_account_with_its_roles_and_leads_to_enrolment(client, clock, invite):
    link = invite(roles=["editor", "moderator"])

    response = give(client, link)

    user = User.objects.get(email=EMAIL)
    assert queries.roles_of(user) == {Role.EDITOR, Role.MODERATOR}
    assert user.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=user).verified
    assert response.headers["Location"] == reverse("mfa_index")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.django_db
def test_it_writes_the_link_to_the_invited_alone(invite, mailoutbox):
    link = invite(email="  Y.Blen@Sngan.Example ")

    assert mailoutbox[-1].to == [EMAIL]
    assert len(token_of(link)) == 43
    assert not Invitation.objects.filter(token_hash=token_of(link)).exists()
    assert "Biên tập viên" in mailoutbox[-1].body


@pytest.mark.django_db
def test_it_changes_nothing_when_the_link_is_only_opened(client, clock, invite):
    link = invite()

    response = client.get(link)

    assert response.status_code == 200
    assert "Y Blên" in response.text
    assert not User.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.django_db
def test_it_refuses_a_link_used_twice(client, clock, invite):
    link = invite()
    give(client, link)

    again = give(client, link, "một mật khẩu khác hẳn")

    assert again.status_code == 410
    assert "đã được dùng" in again.text
    assert User.objects.filter(email=EMAIL).count() == 1
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


@pytest.mark.django_db
def test_it_refuses_a_link_at_the_moment_it_expires(client, at, invite):
    link = invite()

    with time_machine.travel(at + timedelta(days=7, seconds=-1), tick=False):
        before = client.get(link)
    with time_machine.travel(at + timedelta(days=7), tick=False):
        after = give(client, link)

    assert before.status_code == 200
    assert after.status_code == 410
    assert "hết hạn" in after.text


@pytest.mark.django_db
def test_it_refuses_a_withdrawn_link(client, clock, at, invite):
    link = invite()
    invitation = Invitation.objects.get()

    actions.withdraw_invitation(invitation, by=invitation.invited_by, at=at)

    assert "thu hồi" in client.get(link).text
    assert give(client, link).status_code == 410


@pytest.mark.parametrize("token", ["a", "%ff%fe", "A" * 5000, "..", "%00", "' OR 1=1"])
@pytest.mark.django_db
def test_it_refuses_a_tampered_link(client, clock, invite, token):
    link = invite()

    changed = client.get(link[:-3] + ("A" if link[-3] != "A" else "B") + link[-2:])
    other = client.post(f"/tai-khoan/loi-moi/{token}/", {"password1": PASSWORD, "password2": PASSWORD})

    assert changed.status_code == 404
    assert other.status_code == 404


@pytest.mark.django_db
def test_it_lets_only_the_latest_link_work(client, clock, invite):
    first, second = invite(), invite()

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("ngắn", None, "password1"),
        ("123456789012", None, "password1"),
        (PASSWORD, "khác", "password2"),
        ("", None, "password1"),
    ],
)
@pytest.mark.django_db
def test_it_explains_a_weak_password_beside_the_field(client, clock, invite, password, again, field):
    link = invite()

    response = give(client, link, password, again)

    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "error-summary" in response.text
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.django_db
def test_it_refuses_when_the_address_got_an_account_meanwhile(client, clock, invite):
    link = invite()
    User.objects.create_user(EMAIL, PASSWORD, full_name="Người khác")

    response = give(client, link)

    assert response.status_code == 409
    assert "đã có tài khoản" in response.text
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"roles": []}, rules.NoRole),
        ({"roles": ["editor", "king"]}, rules.UnknownRole),
        ({"email": "GOC@sngan.example"}, rules.AddressTaken),
    ],
)
@pytest.mark.django_db
def test_it_refuses_to_invite_so(invite, changes, refusal):
    with pytest.raises(refusal) as refused:
        invite(**changes)

    assert refused.value.fields
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_it_lets_only_administrators_invite_and_withdraw(at, invite):
    invite()
    editor = personas.editor()

    with pytest.raises(rules.NotAdministrator):
        actions.invite_person(email="a@b.example", full_name="A", roles=["editor"], by=editor, at=at)
    with pytest.raises(rules.NotAdministrator):
        actions.withdraw_invitation(Invitation.objects.get(), by=editor, at=at)


@pytest.mark.django_db
def test_it_withdraws_once_and_never_after_acceptance(client, clock, at, invite):
    give(client, invite())
    used = Invitation.objects.get()
    invite(email="a@b.example")
    withdrawn = Invitation.objects.latest("pk")
    actions.withdraw_invitation(withdrawn, by=used.invited_by, at=at)

    with pytest.raises(rules.InvitationUsed):
        actions.withdraw_invitation(used, by=used.invited_by, at=at)
    with pytest.raises(rules.InvitationWithdrawn):
        actions.withdraw_invitation(Invitation.objects.get(pk=withdrawn.pk), by=used.invited_by, at=at)


@pytest.mark.django_db
def test_it_trusts_the_database_more_than_what_was_read(client, clock, at, invite):
    give(client, invite())
    used = Invitation.objects.get()
    stale = Invitation.objects.get()
    stale.accepted_at = None

    with pytest.raises(rules.InvitationUsed):
        actions.withdraw_invitation(stale, by=used.invited_by, at=at)


@pytest.mark.django_db
def test_it_logs_inviting_and_accepting(client, clock, invite):
    give(client, invite())

    verbs = set(AccessEntry.objects.values_list("verb", flat=True))

    assert {"mời", "nhận lời mời", "đăng nhập"} <= verbs


@pytest.mark.django_db
def test_it_shows_administrators_every_invitation_with_its_state(clock, at, signed_in, mailoutbox):
    by = personas.administrator()
    client = signed_in(by)
    form = client.get(reverse("invitations:add"))

    sent = client.post(
        reverse("invitations:add"), {"email": EMAIL, "full_name": "Y Blên", "roles": ["editor"]}, follow=True
    )
    invitation = Invitation.objects.get()
    asked = client.get(reverse("people_withdraw_invitation", args=[invitation.pk]))
    waiting = client.get(reverse("invitations:index"))
    withdrawn = client.post(reverse("people_withdraw_invitation", args=[invitation.pk]), follow=True)
    twice = client.post(reverse("people_withdraw_invitation", args=[invitation.pk]), follow=True)

    assert "Người duyệt bài" in form.text
    assert EMAIL in sent.text
    assert "Đang chờ" in waiting.text
    assert asked.status_code == 200
    assert "Đã thu hồi" in withdrawn.text
    assert "Lời mời này đã được thu hồi" in twice.text
    assert mailoutbox[-1].to == [EMAIL]


@pytest.mark.django_db
def test_it_shows_why_an_invitation_was_not_sent(clock, signed_in):
    by = personas.administrator()

    response = signed_in(by).post(
        reverse("invitations:add"), {"email": by.email, "full_name": "Mai", "roles": ["editor"]}
    )

    assert response.context["form"].errors["email"] == [
        "Địa chỉ e-mail này đã có tài khoản. Hãy dùng tài khoản đang có."
    ]


@pytest.mark.django_db
def test_it_hides_the_screen_from_others(clock, at, signed_in, invite):
    invite()
    client = signed_in(personas.editor())
    withdrawal = reverse("people_withdraw_invitation", args=[Invitation.objects.get().pk])

    answers = [
        client.get(reverse("invitations:index")),
        client.post(reverse("invitations:add"), {"email": "a@b.example"}),
    ]

    assert [answer.headers["Location"] for answer in answers] == ["/admin/", "/admin/"]
    assert client.get(withdrawal).status_code == 403
    assert client.post(withdrawal).status_code == 403
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.django_db
def test_it_refuses_an_invitation_withdrawn_while_it_is_accepted(at, invite):
    token = token_of(invite())

    def withdraw(sender, **kwargs) -> None:
        Invitation.objects.update(withdrawn_at=at)

    post_save.connect(withdraw, sender=User)
    try:
        with pytest.raises(rules.InvitationWithdrawn):
            actions.accept_invitation(token=token, password=PASSWORD, at=at)
    finally:
        post_save.disconnect(withdraw, sender=User)

    assert not User.objects.filter(email=EMAIL).exists()


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Really committed rows, taken away by hand afterwards: a flush would take what migrations wrote, too."""
    with django_db_blocker.unblock():
        yield
        with triggers.lifted():
            AccessEntry.objects.all().delete()
        Invitation.objects.all().delete()
        User.objects.all().delete()
        connections.close_all()


@pytest.mark.postgresql  # SQLite lets one writer in at a time
def test_it_opens_one_account_for_two_at_once(committed, at, mailoutbox):
    by = personas.staff("Gốc", is_superuser=True)
    actions.invite_person(email=EMAIL, full_name="Y Blên", roles=["editor"], by=by, at=at)
    token = token_of(link_in(mailoutbox))
    start, results = threading.Barrier(2), []

    def accept() -> None:
        start.wait()
        try:
            results.append(actions.accept_invitation(token=token, password=PASSWORD, at=at))
        except Refusal as refusal:
            results.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(isinstance(result, User) for result in results) == 1
    assert "invitation_used" in results
    assert User.objects.filter(email=EMAIL).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"is_active": False}, {"is_superuser": False}])
def test_it_lets_nobody_in_by_an_invitation_of_someone_who_keeps_accounts_no_longer(client, clock, invite, change):
    link = invite()
    User.objects.filter(full_name="Gốc").update(**change)

    response = give(client, link)

    assert response.status_code == 410
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.django_db
def test_it_keeps_the_name_on_one_line_so_that_it_can_stand_in_a_letter(client, clock, invite):
    link = invite(full_name="Y  Blên\nBcc: ai@do.example\u202e")

    give(client, link)

    assert User.objects.get(email=EMAIL).full_name == "Y Blên Bcc: ai@do.example"
