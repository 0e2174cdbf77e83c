"""The demo centre's desk has something of everything to read."""

import pytest

from portal.people.actions import NotDemo
from portal.safeguarding import actions, queries
from portal.safeguarding.models import FreeText, Report, Severity, TextState
from tests.safeguarding.factories import reader

pytestmark = pytest.mark.django_db


def test_it_fills_the_queue_once(at):
    by = reader(at)

    first = actions.load_demo_texts(reader=by, at=at)
    again = actions.load_demo_texts(reader=by, at=at)

    assert first == again
    assert len(first) == 30
    assert {text.severity for text in first} >= {Severity.NOW, Severity.SOON, Severity.NONE}
    assert {text.state for text in first} == {TextState.WAITING, TextState.LANGUAGE}
    assert any(queries.personal_data(queries.words_of(text)) for text in first)
    assert FreeText.objects.filter(state=TextState.PUBLISHED).count() == 2
    assert Report.objects.count() == 1
    assert FreeText.objects.filter(is_reported=True).exists()


def test_it_decides_nothing_without_a_reader(at):
    actions.load_demo_texts(at=at)

    assert not FreeText.objects.exclude(state__in=[TextState.WAITING, TextState.LANGUAGE]).exists()


def test_it_refuses_a_real_site(at, settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(NotDemo):
        actions.load_demo_texts(at=at)
    assert not FreeText.objects.exists()
