"""A guardian answers while others do something about the same child."""

from uuid import uuid4

import pytest
from django.utils import timezone

from portal.people import actions, rules
from portal.people.models import ConsentRecord
from tests import personas
from tests.people import consenting as children
from tests.together import together

# SQLite lets one writer in at a time, and tests keep it in memory.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def ask(child, officer) -> str:
    return actions.make_guardian_link(child, activities=["club"], by=officer, at=timezone.now())[1]


def answer(token, instance=None) -> str:
    return actions.answer_guardian_link(
        token, relation="mother", answers={"club": True}, instance=instance, at=timezone.now()
    )


def test_it_answers_once_of_several_at_the_same_moment():
    token, same = ask(children.child(), personas.protection_officer()), uuid4()

    outcomes = together(*(lambda key=key: answer(token, key) for key in (same, same, uuid4(), uuid4())))

    assert ConsentRecord.objects.count() == 1
    codes = [outcome for outcome in outcomes if not isinstance(outcome, rules.LinkAnswered)]
    assert len(set(codes)) == 1
    assert 1 <= len(codes) <= 2


def test_it_waits_for_whoever_asks_anew():
    child, officer = children.child(), personas.protection_officer()
    token = ask(child, officer)

    for _time in range(20):  # each held what the other needed next, and the database broke one of them off
        given, asked = together(lambda token=token: answer(token), lambda: ask(child, officer))
        assert isinstance(given, str | rules.LinkRevoked)
        token = asked
