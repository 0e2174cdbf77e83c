"""Which languages somebody reads besides Vietnamese: a fact of the account, kept by administrators (S-23)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.people import actions, queries, rules
from portal.people.models import AccessEntry, LanguageRead, Role, User
from tests import personas

pytestmark = pytest.mark.django_db


def record(person, languages, *, by, at):
    actions.record_languages(person, languages=languages, by=by, at=at)
    return queries.languages_read(User.objects.get(pk=person.pk))


def test_it_records_languages_and_logs_each_change(at):
    by, person = personas.administrator(), personas.moderator()

    assert queries.languages_read(person) == {"vi"}
    assert record(person, ["km", "bdq"], by=by, at=at) == {"vi", "km", "bdq"}
    assert record(person, ["km", "bdq"], by=by, at=at) == {"vi", "km", "bdq"}
    assert record(person, ["km"], by=by, at=at) == {"vi", "km"}
    assert record(person, [], by=by, at=at) == {"vi"}

    lines = AccessEntry.objects.filter(verb="ghi tiếng đọc được", by=by, subject=str(person)).order_by("pk")
    assert [line.reason for line in lines] == ["Ba Na, Khmer", "Khmer", "Tiếng Việt"]


@pytest.mark.parametrize("language", ["vi", "und", "tlh", "", "\0"])
def test_it_refuses_what_is_no_language_of_the_list(at, language):
    with pytest.raises(actions.UnknownLanguage):
        record(personas.moderator(), ["km", language], by=personas.administrator(), at=at)

    assert not LanguageRead.objects.exists()


@pytest.mark.parametrize("person", [personas.moderator, personas.director, personas.protection_officer])
def test_it_lets_only_administrators_record(at, signed_in, person):
    somebody = person()

    with pytest.raises(rules.NotAdministrator):
        record(somebody, ["km"], by=somebody, at=at)
    answer = signed_in(somebody).post(reverse("people_languages_read", args=[somebody.pk]), {"languages": ["km"]})

    assert answer.status_code == 403
    assert not LanguageRead.objects.exists()


@pytest.mark.parametrize("language", ["vi", "und", ""])
def test_it_is_held_by_the_database(language):
    person = personas.moderator()
    LanguageRead.objects.create(user=person, language="km")

    for wrong in (language, "km"):
        with pytest.raises(IntegrityError), transaction.atomic():
            LanguageRead.objects.create(user=person, language=wrong)


def test_it_is_kept_on_the_account_and_shown_among_who_may_do_what(clock, signed_in):
    person = personas.moderator()
    client = signed_in(personas.administrator())
    account = reverse("wagtailusers_users:edit", args=[person.pk])
    assert "Đọc được: Tiếng Việt" in client.get(account).content.decode()

    saved = client.post(reverse("people_languages_read", args=[person.pk]), {"languages": ["km"]}, follow=True)

    shown = saved.content.decode()
    assert saved.redirect_chain[-1][0] == account
    assert "Đã ghi tiếng người này đọc được." in shown
    assert "Đọc được: Tiếng Việt, Khmer" in shown
    assert "<td>Khmer</td>" in client.get(reverse("people_abilities")).content.decode()
    wrong = client.post(reverse("people_languages_read", args=[person.pk]), {"languages": ["xx"]}, follow=True)
    assert "Hãy tải lại trang rồi chọn lại." in wrong.content.decode()


def test_it_fetches_what_rules_ask_about_a_person_once(at, django_assert_num_queries):
    person = personas.staff("Neáng Srây Mom", [Role.MODERATOR])
    for kind in ("training", "commitment"):
        actions.record_qualification(
            person=person,
            kind=kind,
            obtained_on=at.date(),
            expires_on=at.date(),
            evidence="x",
            by=personas.administrator() if kind == "training" else User.objects.get(full_name="Đinh Thị Mai"),
            at=at,
        )

    with django_assert_num_queries(3):
        queries.fetch_rights(person)
    with django_assert_num_queries(0):
        rules.check_can_moderate(person, at=at)
        assert queries.roles_of(person) == {Role.MODERATOR}
        assert queries.languages_read(person) == {"vi"}


def test_it_gives_the_demo_one_reader_of_another_language(at):
    for _ in range(2):
        actions.create_demo_accounts(at=at)
        LanguageRead.objects.create(user=User.objects.get(email="doc-bai@sngan.example"), language="hre")
    actions.create_demo_accounts(at=at)

    assert list(LanguageRead.objects.values_list("user__email", "language")) == [("doc-bai-2@sngan.example", "km")]
