"""Two sendings of one form in the same moment lose nothing and double nothing."""

import threading
import uuid

import pytest
from django.db import connection
from django.db.models.signals import pre_save

from portal.safeguarding import queries
from portal.safeguarding.models import FreeText
from tests.safeguarding.factories import receive

# SQLite lets one transaction write at a time: there the second sees what the first wrote.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def both_look_first():
    """Holds each sending just before it writes, until the other has looked too."""
    meeting = threading.Barrier(2, timeout=20)
    waited = threading.local()

    def wait(sender, **kwargs):
        if not getattr(waited, "once", False):
            waited.once = True
            meeting.wait()

    pre_save.connect(wait, sender=FreeText)
    yield
    pre_save.disconnect(wait, sender=FreeText)


@pytest.mark.parametrize(("other", "rows"), [("Em chào cô chú.", 1), ("Em viết khác.", 2)])
def test_it_keeps_what_both_said(other, rows, at, both_look_first):
    instance = uuid.uuid4()
    received = []

    def send(words):
        try:
            received.append((words, queries.words_of(receive(words, instance=instance, at=at))))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(words,)) for words in ("Em chào cô chú.", other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(received) == 2
    assert all(said == kept for said, kept in received)
    assert FreeText.objects.count() == rows
