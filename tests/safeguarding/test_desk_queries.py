"""What opening a text asks of the database: little, and the same however much there is beside it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.safeguarding import actions
from portal.safeguarding.models import Report
from tests.desk import signed_in
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Em muốn sân chơi có thêm bóng mát."
MOST = 32
"""Eleven of them are the session, the second factor, and the frame of the admin; four are savepoints."""


@pytest.fixture
def text(at):
    return receive(WORDS, at=at - timedelta(hours=2))


@pytest.fixture
def queries_of(at):
    desk = signed_in(reader(at))

    def ask(name, text, method="post"):
        with CaptureQueriesContext(connection) as made:
            answer = getattr(desk, method)(reverse(f"texts:{name}", args=[text.pk]))
        assert answer.status_code == 200
        return len(made)

    return ask


def test_it_opens_a_text_with_as_many_queries_however_many_moderators_there_are(queries_of, text, at):
    reader(at, "Siu Ben")
    queries_of("open", text)
    few = queries_of("open", text)
    for name in ("Y Moan", "Trần Thị Sáu", "A Brôl"):
        reader(at, name)

    assert queries_of("open", text) == few
    assert few <= MOST


def test_it_opens_a_text_with_as_many_queries_however_much_stands_beside_it(queries_of, text, at):
    for n in range(3):
        receive(f"Em thích bài số {n}.", thread=text.thread, at=at)
    Report.objects.bulk_create(
        Report(reason="hurts", about="/", about_text=text, received_at=at, thread=uuid4()) for _ in range(3)
    )
    queries_of("open", text)

    assert queries_of("open", text) <= MOST


def test_it_shows_what_is_known_with_few_queries_before_and_after_a_decision(queries_of, text, at):
    assert queries_of("item", text, "get") <= 19

    actions.decide_text(text, decision="publish", version=1, by=reader(at, "Siu Ben"), at=at)
    assert queries_of("item", text, "get") <= 21
