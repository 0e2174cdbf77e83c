"""Two moderators at the same moment never both decide."""

import pytest

from portal.safeguarding import actions
from portal.safeguarding.models import FreeText, ReviewDecision
from tests.safeguarding.factories import reader, receive
from tests.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_it_decides_once_of_two_at_the_same_moment(at):
    first, second = reader(at), reader(at, "Y Hlim Ayun")
    text = receive("Em muốn sân chơi.", at=at)

    def decide(by, decision, **more):
        mine = FreeText.objects.get(pk=text.pk)
        return actions.decide_text(mine, decision=decision, version=1, by=by, at=at, **more)

    results = together(
        lambda: decide(first, "publish"), lambda: decide(second, "reject", reason="unclear", message="Em gửi lại nhé.")
    )

    assert sorted(type(result).__name__ for result in results) == ["ReviewDecision", "StaleVersion"]
    assert ReviewDecision.objects.count() == 1
    assert FreeText.objects.get().version == 2


def test_it_gives_one_text_to_one_reader(at):
    first, second = reader(at), reader(at, "Y Hlim Ayun")
    text = receive("Em muốn sân chơi.", at=at)

    results = together(
        *(lambda by=by: actions.claim_text(FreeText.objects.get(pk=text.pk), by=by, at=at) for by in (first, second))
    )

    assert sorted(type(result).__name__ for result in results) == ["ClaimedByAnother", "FreeText"]


def test_it_publishes_nothing_withdrawn_at_the_same_moment(at):
    by = reader(at)
    text = receive("Em muốn sân chơi.", at=at)

    together(
        lambda: actions.decide_text(FreeText.objects.get(pk=text.pk), decision="publish", version=1, by=by, at=at),
        lambda: actions.withdraw_text(FreeText.objects.get(pk=text.pk), at=at),
    )

    left = FreeText.objects.get()
    assert (left.state, left.public_text) == ("withdrawn", "")


def test_it_keeps_one_second_reading_of_two_at_the_same_moment(at):
    by, *others = reader(at), reader(at, "Y Hlim Ayun"), reader(at, "Siu Kim")
    text = receive("Em muốn sân chơi.", at=at)
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    decision = actions.decide_text(text, decision="publish", version=1, by=by, at=at)

    results = together(
        *(
            lambda second=second: actions.read_second(
                ReviewDecision.objects.get(pk=decision.pk), by=second, agrees=True, at=at
            )
            for second in others
        )
    )

    assert sorted(type(result).__name__ for result in results) == ["NoSecondReading", "SecondReading"]
