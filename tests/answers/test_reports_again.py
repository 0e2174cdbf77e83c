"""The form of a report comes again: the same is a repetition, more is kept, danger told late wakes somebody all the same."""

from uuid import uuid4

import pytest

from portal.answers import actions
from portal.answers.models import Receipt
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, FreeText, Report
from tests.answers.factories import PAGE, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_it_is_one_report_and_one_receipt_when_sent_twice(at):
    instance = uuid4()

    first = actions.report(instance=instance, reason="other", about=PAGE, words="Sai rồi.", at=at)
    again = actions.report(instance=instance, reason="other", about=PAGE, words="Sai rồi.", at=at)
    more = actions.report(instance=instance, reason="other", about=PAGE, words="Sai rồi ạ.", at=at)

    assert first[1] == again[1] == more[1]
    assert Report.objects.count() == Receipt.objects.count() == 1
    assert FreeText.objects.filter(thread=first[0].thread).count() == 2


def test_it_adds_what_was_said_to_the_concern_when_the_form_comes_again_with_more(at, published):
    instance = uuid4()
    for words in ("", "Bạn ấy hay khóc.", "Bạn ấy hay khóc.", "Bạn ấy ở nhà chú Ba."):
        report(at, instance=instance, reason="danger", text=published.pk, words=words)

    concern = Concern.objects.get()
    assert concern.texts.count() == 3
    assert [step.verb for step in concern.steps.filter(verb__in=["opened", "merged"])] == ["opened", "merged", "merged"]


@pytest.mark.parametrize("words", ["", "Bạn ấy hay khóc."])
def test_it_wakes_somebody_when_the_form_comes_again_and_says_danger(at, published, words):
    instance = uuid4()
    for reason in ("hurts", "danger", "danger"):
        report(at, instance=instance, reason=reason, text=published.pk, words=words)

    concern = Concern.objects.get()
    assert concern.severity == 2
    assert Report.objects.get().reason == "danger"
    assert concern.texts.count() == 1 + bool(words)
    assert [step.verb for step in concern.steps.filter(verb__in=["opened", "merged"])] == ["opened"]


def test_it_brings_all_that_was_said_when_the_form_comes_again_and_says_danger(at):
    instance = uuid4()
    report(at, instance=instance, reason="wrong", words="Chữ sai ở đây.")
    made = report(at, instance=instance, reason="danger", words="Bạn ấy không về nhà.")

    said = {(safeguarding_queries.words_of(text), text.severity) for text in Concern.objects.get().texts.all()}
    assert said == {("Chữ sai ở đây.", 2), ("Bạn ấy không về nhà.", 2)}
    assert {text.context for text in FreeText.objects.filter(thread=made.thread)} == {made.get_reason_display()}
