"""What is urgent wakes people; what nobody here can read waits for somebody who can; neither is ever shown by itself."""

import uuid

import pytest

from portal.safeguarding import actions, queries
from portal.safeguarding.models import Concern, FreeText, Severity, TextState
from tests.safeguarding.factories import receive

pytestmark = pytest.mark.django_db


def test_it_opens_a_concern_for_what_cannot_wait(at):
    text = receive("Em không muốn sống nữa", at=at)

    concern = Concern.objects.get()
    assert (concern.severity, concern.origin, concern.thread) == (Severity.NOW, Concern.Origin.SCREENING, text.thread)
    assert list(concern.texts.all()) == [text]
    assert (text.severity, text.state) == (Severity.NOW, TextState.WAITING)


def test_it_adds_to_the_concern_of_the_same_thread(at):
    thread = uuid.uuid4()
    texts = [receive(words, thread=thread, at=at) for words in ("ba đánh em bằng roi", "em muốn chết", "em thích vẽ")]

    concern = Concern.objects.get()
    assert concern.severity == Severity.NOW
    assert set(concern.texts.all()) == set(texts[:2])


@pytest.mark.parametrize(
    ("words", "severity", "concerns"),
    [
        ("em muốn bỏ nhà đi", Severity.TODAY, 1),
        ("các bạn bắt nạt em trong lớp", Severity.SOON, 0),
        ("xóm em có bạn chết đuối", Severity.NONE, 0),
        ("em thích vẽ", Severity.NONE, 0),
    ],
)
def test_it_wakes_nobody_for_what_can_wait(words, severity, concerns, at):
    assert receive(words, at=at).severity == severity
    assert Concern.objects.count() == concerns


def test_it_opens_none_twice_for_a_double_tap(at):
    instance = uuid.uuid4()
    for _ in range(2):
        receive("em muốn chết", instance=instance, at=at)

    assert Concern.objects.count() == FreeText.objects.count() == 1


def test_it_keeps_the_words_when_nobody_could_be_woken(at, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError

    with monkeypatch.context() as fault:
        fault.setattr("portal.safeguarding.actions.concerns.open_concern", broken)
        text = receive("em muốn chết", at=at)
    assert (text.screened_at, Concern.objects.count()) == (None, 0)

    actions.screen_missed_texts(at=at)

    text.refresh_from_db()
    assert (text.screened_at, text.severity, Concern.objects.count()) == (at, Severity.NOW, 1)


@pytest.mark.parametrize(
    ("words", "told", "language"),
    [("ខ្ញុំចង់ទៅសាលារៀន", "vi", "km"), ("Kơđeh inh oei lơ̆m plei, inh bĭ đei hok.", "bdq", "bdq")],
)
def test_it_waits_for_a_reader_of_the_language(words, told, language, at):
    text = receive(words, language=told, at=at)

    assert (text.state, text.language, text.is_public) == (TextState.LANGUAGE, language, False)


def test_it_marks_without_keeping_a_word(at):
    text = receive("Gọi em 0912 345 678, em muốn chết", at=at)

    text.refresh_from_db()
    assert text.marks == [[7, 19, "phone", "phone-mobile"], [24, 33, "SUI", "SUI-02"]]
    assert queries.mask(queries.words_of(text)) == "Gọi em [số điện thoại], em muốn chết"


def test_it_reads_nothing_into_a_drawing_or_a_recording(at):
    for kind, content in (("drawing", [{"colour": "#1d2733", "points": [[1, 2]]}]), ("recording", b"em muon chet")):
        text = receive(content, kind=kind, at=at)
        assert (text.marks, text.severity, text.state) == ([], Severity.NONE, TextState.WAITING)
