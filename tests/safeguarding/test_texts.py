"""Every word a child writes arrives whole, once, and unreadable to whoever has only the database."""

import uuid

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import FreeText, TextKind, TextState
from tests import personas
from tests.safeguarding.factories import receive

pytestmark = pytest.mark.django_db

DRAWING = [{"colour": rules.PALETTE[0], "width": 4, "points": [[0, 0], [10.4, 1000]], "name": "Lan"}]


def test_it_keeps_words_letter_for_letter_and_encrypted(at):
    text = receive("Em thích vẽ con mèo.", at=at)

    text.refresh_from_db()
    assert queries.original_of(text) == "Em thích vẽ con mèo."
    assert text.state == TextState.WAITING
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safeguarding_freetext")
        assert "mèo" not in repr(
            [bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()]
        )


def test_it_makes_one_row_of_a_double_tap(at):
    instance = uuid.uuid4()

    first = receive("Em chào cô chú.", instance=instance, at=at)
    second = receive("Em chào cô chú.", instance=instance, at=at)

    assert first.pk == second.pk == instance
    assert FreeText.objects.count() == 1


def test_it_loses_nothing_when_other_words_come_under_the_same_key(at):
    instance = uuid.uuid4()
    receive("Em chào cô chú.", instance=instance, at=at)

    other = receive("Em muốn kể thêm.", instance=instance, at=at)
    again = receive("Em muốn kể thêm.", instance=instance, at=at)

    assert other.pk == again.pk != instance
    assert {queries.words_of(text) for text in FreeText.objects.all()} == {"Em chào cô chú.", "Em muốn kể thêm."}


def test_it_tells_a_repetition_after_the_key_changed(at, settings):
    instance = uuid.uuid4()
    receive("Em chào cô chú.", instance=instance, at=at)
    settings.OLD_TEXT_KEYS, settings.TEXT_KEY = [settings.TEXT_KEY], "a key of another day"

    receive("Em chào cô chú.", instance=instance, at=at)

    assert FreeText.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a\0b",
        "em\u200b bị\u202e đánh\u202c",
        "Tre\u0302\u0309 em",
        "\ud800 lẻ",
        "A",
        "012345678901",
        "chữ " * 25_000,
    ],
    ids=["nothing", "nul", "invisible", "nfd", "surrogate", "one letter", "twelve digits", "100 kB"],
)
def test_it_takes_whatever_was_typed(words, at):
    text = receive(words, context="Câu\0hỏi", source="Hộp\0 ý kiến", at=at)

    text = FreeText.objects.get(pk=text.pk)
    assert queries.original_of(text) == words
    assert len(queries.words_of(text)) == len(words)
    queries.words_of(text).encode()
    assert text.screened_at == at


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300))
def test_it_never_fails_for_what_was_typed(words, at):
    text = receive(words, at=at)

    assert queries.original_of(text) == words
    assert all(0 <= start < end <= len(words) for start, end, *_ in text.marks)


def test_it_costs_few_queries(at, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        receive("Em thích vẽ con mèo.", at=at)


def test_it_remembers_who_wrote_it_down_and_who_may_not_read_it(at):
    writer, reader = personas.administrator(), personas.moderator()

    text = receive("Em nói.", provenance="on_behalf", entered_by=writer, keep_from=[reader], at=at)

    assert text.entered_by == writer
    assert list(text.keep_from.all()) == [reader]


def test_it_keeps_strokes_and_nothing_else_of_a_drawing(at):
    text = receive(DRAWING, kind=TextKind.DRAWING, at=at)

    assert queries.strokes_of(text) == [{"colour": rules.PALETTE[0], "width": 4, "points": [[0, 0], [10, 1000]]}]
    assert queries.words_of(text) == ""
    assert queries.strokes_of(receive("Em vẽ.", at=at)) == []


@pytest.mark.parametrize(
    "drawing",
    [
        [],
        {},
        "{",
        "[" * 3_000,
        [[]],
        [{"colour": "red", "points": [[1, 1]]}],
        [{"colour": rules.PALETTE[0], "width": 5, "points": [[1, 1]]}],
        [{"colour": rules.PALETTE[0], "points": []}],
        [{"colour": rules.PALETTE[0], "points": [[1, 1001]]}],
        [{"colour": rules.PALETTE[0], "points": [[1, -1]]}],
        [{"colour": rules.PALETTE[0], "points": [[1, float("nan")]]}],
        [{"colour": rules.PALETTE[0], "points": [[1, True]]}],
        [{"colour": rules.PALETTE[0], "points": [[1]]}],
        [{"colour": rules.PALETTE[0], "points": ["ab"]}],
        [{"colour": rules.PALETTE[0], "points": [[1, 1]]}] * 2_001,
        [{"colour": rules.PALETTE[0], "points": [[1, 1]] * 21_000}] * 2,
    ],
)
def test_it_refuses_what_is_no_drawing(drawing, at):
    with pytest.raises(rules.BadDrawing):
        receive(drawing, kind=TextKind.DRAWING, at=at)

    assert not FreeText.objects.exists()


def test_it_keeps_the_bytes_of_a_recording(at):
    text = receive(b"\x00\xffOggS", kind=TextKind.RECORDING, media_type="audio/ogg", at=at)

    assert queries.original_of(FreeText.objects.get(pk=text.pk)) == b"\x00\xffOggS"
    assert queries.words_of(text) == ""


@pytest.mark.parametrize(("kind", "content"), [(TextKind.RECORDING, "words"), (TextKind.WORDS, b"bytes")])
def test_it_takes_no_content_of_another_kind(kind, content, at):
    with pytest.raises(TypeError):
        receive(content, kind=kind, at=at)


def test_it_keeps_the_words_when_screening_breaks_and_screens_again_later(at, monkeypatch, caplog):
    def broken(*args):
        raise RuntimeError("em bị đánh")

    with monkeypatch.context() as fault:
        fault.setattr(rules, "screen", broken)
        text = receive("Em chào cô chú.", at=at)
        assert actions.screen_missed_texts(at=at) == 0

    text.refresh_from_db()
    assert (text.screened_at, queries.words_of(text)) == (None, "Em chào cô chú.")
    assert "đánh" not in caplog.text
    assert actions.screen_missed_texts(at=at) == 1
    assert actions.screen_missed_texts(at=at) == 0


def test_it_says_when_no_key_opens_the_words(at, settings):
    text = receive("Em chào cô chú.", at=at)
    settings.TEXT_KEY = "another key"

    with pytest.raises(queries.WordsUnreadable):
        queries.original_of(text)
