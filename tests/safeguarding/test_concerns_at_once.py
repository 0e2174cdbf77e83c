"""Two at the same moment: one takes a concern, one thread has one concern, a rung is climbed once."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from portal.foundation.refusals import Refusal
from portal.people import actions as people_actions
from portal.safeguarding import actions, rules
from portal.safeguarding.models import Concern
from tests.safeguarding.duty_people import director, officer, open_concern

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*functions: Callable[[], object]) -> list[object]:
    """What each returned or refused, begun together, each on a connection of its own."""
    together = threading.Barrier(len(functions))
    results: list[object] = [None] * len(functions)

    def run(number: int, function: Callable[[], object]) -> None:
        together.wait()
        try:
            results[number] = function()
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture(autouse=True)
def _roles(transactional_db):
    people_actions.ensure_roles()


def test_it_is_taken_by_one_of_two(at):
    hanh, nga = officer(at), officer(at, "Y Nga")
    concern = open_concern(at)
    copies = [Concern.objects.get(pk=concern.pk) for _ in range(2)]

    results = at_once(
        lambda: actions.acknowledge_concern(copies[0], by=hanh, at=at),
        lambda: actions.acknowledge_concern(copies[1], by=nga, at=at),
    )

    assert sum(isinstance(result, rules.AlreadyAcknowledged) for result in results) == 1
    assert concern.steps.filter(verb="acknowledged").count() == 1


def test_it_opens_one_concern_for_one_thread(at):
    officer(at)
    thread = uuid.uuid4()

    at_once(*[lambda: open_concern(at, thread=thread, summary="Hai lời một lúc.") for _ in range(3)])

    concern = Concern.objects.get()
    assert [step.verb for step in concern.steps.exclude(verb="alerted").order_by("pk")] == [
        "opened",
        "merged",
        "merged",
    ]
    assert concern.steps.filter(verb="alerted").count() == 1


def test_it_climbs_once_when_two_tickers_run(at):
    from datetime import timedelta

    officer(at)
    director()
    concern = open_concern(at)
    later = at + timedelta(hours=1)

    at_once(*[lambda: actions.climb_ladders(at=later) for _ in range(2)])

    assert concern.steps.filter(verb="alerted_director").count() == 1
