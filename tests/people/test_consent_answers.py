"""Answers are kept with their words and their evidence: the child's own, paper, and who vouches for them."""

import pytest
from django.db import IntegrityError, connection, transaction

from portal.foundation.refusals import NotAllowed
from portal.people import actions, queries, rules
from portal.people.models import (
    AccessEntry,
    Activity,
    ConsentRecord,
    ConsentText,
    Giver,
    Relation,
    Role,
    Withdrawal,
)
from tests import personas
from tests.people import consenting as children

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def officer():
    return personas.protection_officer()


@pytest.fixture
def facilitator():
    """Lò Văn Pản looks after other children: nobody vouches that he reaches this one."""
    return personas.staff("Lò Văn Pản", [Role.FACILITATOR])


def paper(child, by, at, **changed):
    values = {
        "activity": "club",
        "relation": Relation.MOTHER,
        "is_yes": True,
        "evidence": "Giấy ký 20/11/2026, tủ số 2",
        "witnessed_by": by,
        **changed,
    }
    return actions.enter_paper_consent(child, at=at, **values)


def test_it_keeps_the_childs_yes_with_the_words_she_read(child, at):
    record = actions.record_child_consent(child, "club", is_yes=True, language="en", at=at)

    assert (record.giver, record.relation, record.channel, record.is_yes) == ("child", "self", "device", True)
    assert (record.text.language, record.text.version, record.at) == ("en", 1, at)


def test_it_falls_back_to_vietnamese_words(child, at):
    assert actions.record_child_consent(child, "club", is_yes=True, language="bdq", at=at).text.language == "vi"


def test_it_keeps_one_answer_of_a_double_tap(child, at):
    first = actions.record_child_consent(child, "club", is_yes=True, at=at)

    assert actions.record_child_consent(child, "club", is_yes=True, at=at) == first
    assert child.consents.count() == 1


def test_it_takes_a_no_after_a_yes_as_taking_back(child, at):
    yes = actions.record_child_consent(child, "club", is_yes=True, at=at)
    actions.record_child_consent(child, "club", is_yes=False, at=at)

    yes.refresh_from_db()
    assert yes.withdrawn_at == at
    assert Withdrawal.objects.get().asked_by == Giver.CHILD
    assert queries.consent_status(child, "club", at=at).child == queries.Standing.NO


def test_it_keeps_a_first_no_without_clocks(child, at):
    actions.record_child_consent(child, "club", is_yes=False, at=at)

    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("age", "activity", "refusal"),
    [
        (6, "club", rules.NotOffered),
        (6, "picture", rules.NotAsked),
        (12, "anonymous", rules.NotAsked),
        (12, "x", rules.NotAsked),
    ],
)
def test_it_asks_a_child_only_what_is_hers_to_answer(age, activity, refusal, at):
    with pytest.raises(refusal):
        actions.record_child_consent(children.child(age=age), activity, is_yes=True, at=at)

    assert not ConsentRecord.objects.exists()


def test_it_asks_nothing_once_everything_was_taken_back(child, officer, at):
    actions.withdraw_consent(child, asked_by=Giver.CHILD, at=at)

    with pytest.raises(rules.BeingErased):
        actions.record_child_consent(child, "club", is_yes=True, at=at)
    with pytest.raises(rules.BeingErased):
        paper(child, officer, at)
    with pytest.raises(rules.BeingErased):
        actions.make_guardian_link(child, activities=["club"], by=officer, at=at)


def test_it_refuses_where_there_are_no_words(child, at):
    before = at.replace(year=2020)

    with pytest.raises(rules.NoConsentText):
        actions.record_child_consent(child, "club", is_yes=True, at=before)


def test_it_keeps_paper_with_its_witness(child, officer, at):
    record = paper(child, officer, at, evidence="Giấy ký\u200b 20/11/2026,\n tủ số 2")

    assert record.evidence == "Giấy ký 20/11/2026, tủ số 2"
    assert (record.witnessed_by, record.entered_by, record.channel) == (officer, officer, "paper")
    assert record.giver == Giver.GUARDIAN
    entry = AccessEntry.objects.get()
    assert entry.subject == f"em {child.pk}"
    assert child.pen_name not in entry.subject + entry.reason


def test_it_keeps_the_childs_own_paper(child, officer, at):
    assert paper(child, officer, at, relation=Relation.SELF).giver == Giver.CHILD


def test_it_keeps_one_answer_of_a_paper_entered_twice(child, officer, at):
    assert paper(child, officer, at) == paper(child, officer, at)
    assert child.consents.count() == 1


def test_it_takes_a_no_on_paper_as_taking_back(child, officer, at):
    paper(child, officer, at)
    paper(child, officer, at, is_yes=False)

    assert Withdrawal.objects.get().asked_by == Giver.GUARDIAN
    assert not queries.consent_status(child, "club", at=at).guardian


@pytest.mark.parametrize("evidence", ["", "   ", "\u200b\n"])
def test_it_refuses_paper_without_evidence(child, officer, at, evidence):
    with pytest.raises(rules.EvidenceMissing) as refused:
        paper(child, officer, at, evidence=evidence)

    assert set(refused.value.fields) == {"evidence"}


def test_it_refuses_relations_nobody_has(child, officer, at):
    with pytest.raises(rules.BadAnswer):
        paper(child, officer, at, relation="\0teacher")


def test_it_refuses_staff_who_do_not_reach_the_child(child, facilitator, at):
    record = children.answer(child, "club", Giver.GUARDIAN)
    refused = pytest.raises(NotAllowed)

    with refused:
        paper(child, facilitator, at)
    with refused:
        actions.witness_consent(record, by=facilitator, channel="phone", at=at)
    with refused:
        actions.make_guardian_link(child, activities=["club"], by=facilitator, at=at)
    with refused:
        actions.revoke_guardian_links(child, by=facilitator, at=at)


def test_it_lets_an_app_above_say_who_reaches_whom(child, facilitator, at, monkeypatch):
    monkeypatch.setattr("portal.people.rules.reach._reaches", [])
    rules.register_reach(reach := lambda user, ids, at: {child.pk} & set(ids) if user == facilitator else set())
    rules.register_reach(reach)

    assert rules.reaches(facilitator, child.pk, at=at)
    assert not rules.reaches(facilitator, children.child("Khác").pk, at=at)
    facilitator.is_active = False
    assert not rules.reaches(facilitator, child.pk, at=at)


def test_it_notes_who_witnessed_and_how(child, officer, at):
    record = children.answer(child, "picture", Giver.GUARDIAN)

    witnessed = actions.witness_consent(record, by=officer, channel="phone", at=at)

    assert (witnessed.witnessed_by, witnessed.witnessed_at, witnessed.witness_channel) == (officer, at, "phone")
    other = personas.administrator()
    assert actions.witness_consent(record, by=other, channel="paper", at=at).witnessed_by == officer


@pytest.mark.parametrize("change", [{"is_yes": False}, {"giver": Giver.CHILD}, {"withdrawn_at": True}])
def test_it_witnesses_only_a_guardians_yes_that_lives(child, officer, at, change):
    change = {key: at if key == "withdrawn_at" else value for key, value in change.items()}
    record = children.answer(child, "club", **{"giver": Giver.GUARDIAN, **change})

    with pytest.raises(rules.NotWitnessable):
        actions.witness_consent(record, by=officer, channel="phone", at=at)


@pytest.mark.parametrize("channel", ["link", "device", "", "x"])
def test_it_refuses_ways_that_show_nothing(child, officer, at, channel):
    record = children.answer(child, "club", Giver.GUARDIAN)

    with pytest.raises(rules.BadAnswer):
        actions.witness_consent(record, by=officer, channel=channel, at=at)


def test_it_has_first_words_for_every_question():
    found = set(ConsentText.objects.values_list("activity", "giver", "language"))

    assert found == {
        (activity, giver, language)
        for activity in Activity
        if activity != Activity.ANONYMOUS
        for giver in Giver
        for language in ("vi", "en")
    }
    assert actions.ensure_consent_texts() == 0


def test_it_adds_versions_and_keeps_the_old(child, at):
    administrator = personas.administrator()
    before = actions.record_child_consent(child, "club", is_yes=True, at=at)

    text = actions.add_consent_text(
        activity="club", giver="child", language="vi", title="Mới", body="Lời mới.", by=administrator, at=at
    )

    assert text.version == 2
    assert queries.consent_text("club", "child", language="vi", at=at) == text
    before.refresh_from_db()
    assert before.text.version == 1
    again = actions.record_child_consent(child, "club", is_yes=True, at=at)
    assert again.text == text


def test_it_lets_only_some_add_words(at):
    with pytest.raises(NotAllowed):
        actions.add_consent_text(
            activity="club", giver="child", language="vi", title="x", body="x", by=personas.editor(), at=at
        )


@pytest.mark.parametrize("sql", ["UPDATE people_consenttext SET body = 'x'", "DELETE FROM people_consenttext"])
def test_it_lets_nobody_change_words_that_were_agreed_to(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
