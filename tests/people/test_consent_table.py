"""Whose yes is needed at which age: the 36 cases, as data and through the rule with real answers (R-10)."""

from datetime import timedelta

import pytest

from portal.people import actions, queries, rules
from portal.people.models import Activity, AgeBand, Giver
from tests import personas
from tests.people import consenting as children

pytestmark = pytest.mark.django_db

NOT, GUARDIAN, GUARDIAN_SEEN, BOTH, BOTH_SEEN, TOLD, OWN = [
    "not",
    "guardian",
    "guardian!",
    "both",
    "both!",
    "told",
    "own",
]

ACTIVITIES = ("anonymous", "club", "registration", "picture", "travel", "push")
CHILDREN = (OWN, BOTH, BOTH, BOTH_SEEN, BOTH_SEEN, BOTH)
YOUNG = (OWN, TOLD, TOLD, BOTH_SEEN, BOTH_SEEN, OWN)
TABLE = {
    6: (NOT, NOT, GUARDIAN, GUARDIAN_SEEN, GUARDIAN_SEEN, NOT),
    7: CHILDREN,
    15: CHILDREN,
    16: YOUNG,
    17: YOUNG,
    18: (OWN,) * 6,
}
CASES = [
    pytest.param(age, activity, needed, id=f"{age}-{activity}")
    for age, row in TABLE.items()
    for activity, needed in zip(ACTIVITIES, row, strict=True)
]


def test_it_has_36_cases():
    assert len(CASES) == 36


@pytest.mark.parametrize(("age", "activity", "needed"), CASES)
def test_it_says_whose_yes_is_needed(age, activity, needed):
    requirement = rules.requirements(children.BAND_OF_AGE[age], activity)

    assert requirement == rules.Requirement(
        is_offered=needed != NOT,
        child=needed in {BOTH, BOTH_SEEN, TOLD, OWN},
        guardian=needed in {GUARDIAN, GUARDIAN_SEEN, BOTH, BOTH_SEEN},
        guardian_told=needed == TOLD,
        witnessed=needed in {GUARDIAN_SEEN, BOTH_SEEN},
    )


@pytest.mark.parametrize(("age", "activity", "needed"), CASES)
def test_it_lets_through_what_is_agreed_and_nothing_less(age, activity, needed, at):
    child = children.child(age=age)
    witness = personas.protection_officer()

    def refused() -> set[str]:
        try:
            rules.check_consents(child, activity, at=at)
        except rules.ConsentMissing as refusal:
            return {whose for whose, sentences in refusal.fields.items() if sentences}
        return set()

    if needed == NOT:
        if activity != Activity.ANONYMOUS:
            children.both(child, activity, witness)
        assert refused() == {"activity"}
        return
    if activity == Activity.ANONYMOUS:
        assert refused() == set()  # answering is the yes: nothing is recorded, nobody waits
        return
    waits = {"child"} if needed in {BOTH, BOTH_SEEN, TOLD, OWN} else set()
    waits |= {"guardian"} if needed in {GUARDIAN, GUARDIAN_SEEN, BOTH, BOTH_SEEN} else set()
    assert refused() == waits
    if "child" in waits:
        children.answer(child, activity)
        assert refused() == waits - {"child"}
    if "guardian" in waits:
        declared = children.answer(child, activity, Giver.GUARDIAN)
        assert refused() == ({"witness"} if needed in {GUARDIAN_SEEN, BOTH_SEEN} else set())
        actions.witness_consent(declared, by=witness, channel="phone", at=at)
    assert refused() == set()
    child.consents.update(withdrawn_at=at)
    assert refused() == waits


def test_it_gives_the_ages_between_the_same_answers():
    for activity in Activity:
        assert rules.requirements(AgeBand.FROM_10, activity) == rules.requirements(AgeBand.FROM_7, activity)


@pytest.mark.parametrize(("band", "activity"), [("", "club"), ("99", "club"), ("7_9", "x"), ("\0", "")])
def test_it_offers_nothing_to_what_it_does_not_know(band, activity):
    assert not rules.requirements(band, activity).is_offered


def test_it_counts_the_newest_answer(at):
    child = children.child(age=18)
    children.answer(child, "club", at=at - timedelta(days=2))
    children.answer(child, "club", is_yes=False, at=at - timedelta(days=1))

    assert queries.consent_status(child, "club", at=at).child == queries.Standing.NO
    with pytest.raises(rules.ConsentMissing):
        rules.check_consents(child, "club", at=at)

    children.answer(child, "club", at=at)

    rules.check_consents(child, "club", at=at)


def test_it_takes_the_no_of_two_answers_at_one_moment(at):
    child = children.child(age=18)
    for is_yes in (True, False, True):
        children.answer(child, "club", is_yes=is_yes, at=at)

    assert not queries.consent_status(child, "club", at=at).is_complete


def test_it_does_not_let_a_tap_overrule_a_no_an_adult_heard(at):
    child = children.child()
    children.answer(child, "club")
    heard = personas.protection_officer()
    children.answer(child, "club", Giver.GUARDIAN, is_yes=False, witness=heard, at=at - timedelta(days=2))
    tapped = children.answer(child, "club", Giver.GUARDIAN, at=at - timedelta(days=1))

    assert not queries.consent_status(child, "club", at=at).is_complete

    actions.witness_consent(tapped, by=heard, channel="paper", at=at)

    assert queries.consent_status(child, "club", at=at).is_complete


def test_it_ignores_answers_to_come(at):
    child = children.child(age=18)
    children.answer(child, "club", at=at + timedelta(minutes=1))

    assert not queries.consent_status(child, "club", at=at).is_complete


def test_it_follows_the_age_the_child_states_now(at):
    child = children.child(age=17)
    children.answer(child, "club")
    rules.check_consents(child, "club", at=at)

    child.age_band = AgeBand.FROM_13
    child.save()

    with pytest.raises(rules.ConsentMissing) as refused:
        rules.check_consents(child, "club", at=at)
    assert set(refused.value.fields) == {"guardian"}


def test_it_says_what_is_missing_in_words(at):
    child = children.child()
    children.answer(child, "picture", is_yes=False)
    children.answer(child, "picture", Giver.GUARDIAN)

    status = queries.consent_status(child, "picture", at=at)

    assert status.missing == ["Em chưa chịu.", "Cha mẹ đã trả lời. Cô chú còn gặp hoặc gọi lại để hỏi chắc."]
    assert not any([status.child, status.guardian, status.is_complete])


def test_it_costs_the_same_for_many_children(at, django_assert_num_queries):
    for number in range(12):
        child = children.child(f"Em {number}", age=16)
        children.answer(child, "club")
    ids = list(queries.consent_statuses([child.pk], "club"))
    everyone = [child.pk for child in type(child).objects.all()]

    with django_assert_num_queries(1):
        queries.consent_status(child, "club", at=at)
    with django_assert_num_queries(2):
        found = queries.consent_statuses(everyone, "club")

    assert ids == [child.pk]
    assert len(found) == 12
    assert all(status.is_complete for status in found.values())
