"""A text is decided by somebody who reads its language, and waits for her as long as it takes (S-23, R-21)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.people.models import AccessEntry
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Concern, Decision, FreeText, ReviewDecision, TextState
from tests import personas
from tests.desk import signed_in
from tests.safeguarding.factories import qualify, reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
KHMER = "ខ្ញុំចង់ទៅសាលារៀន"
BANAR = "Kơđeh inh oei lơ̆m plei, inh bĭ đei hok."
NEW = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def by(at):
    """Reads Vietnamese alone."""
    return reader(at)


@pytest.fixture
def khmer_reader(at):
    return reader(at, "Neáng Sa Mon", "km")


def address(name, *args):
    return reverse(f"texts:{name}", args=args)


def decide(text, decision, *, by, at, **options):
    return actions.decide_text(text, decision=decision, version=text.version, by=by, at=at, **options)


FIXTURES = [(KHMER, "vi", "km"), (BANAR, "vi", "und"), (BANAR, "bdq", "bdq")]


@pytest.mark.parametrize(("words", "told", "language"), FIXTURES)
def test_it_is_never_passed_by_anyone_who_does_not_read_it(by, at, words, told, language):
    text = receive(words, language=told, at=at)
    assert (text.state, text.language) == (TextState.LANGUAGE, language)

    for decision, values in (
        (Decision.PUBLISH, {}),
        (Decision.MASK, {"public_text": "…"}),
        (Decision.REJECT, {"reason": "unclear", "message": "Em viết lại nhé."}),
    ):
        with pytest.raises(rules.LanguageNotRead):
            decide(text, decision, by=by, at=at, **values)

    queries.waiting_texts().get()
    assert not FreeText.objects.published().exists()
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize(("words", "told"), [(KHMER, "vi"), (BANAR, "bdq")])
def test_it_is_passed_by_no_job_either(by, at, words, told):
    from portal.foundation.jobs import all_jobs

    receive(words, language=told, at=at)

    for job in all_jobs().values():
        job(at + timedelta(days=2))

    assert FreeText.objects.get().state == TextState.LANGUAGE


def test_it_is_decided_by_a_reader_of_its_language(khmer_reader, at):
    text = receive(KHMER, at=at)

    decide(text, Decision.PUBLISH, by=khmer_reader, at=at)

    assert FreeText.objects.get().public_text == KHMER
    with pytest.raises(rules.LanguageNotRead):
        decide(receive(BANAR, language="bdq", at=at), Decision.PUBLISH, by=khmer_reader, at=at)


def test_it_goes_to_protection_whoever_reads_it(by, at):
    decide(receive(KHMER, at=at), Decision.PROTECTION, by=by, at=at)

    assert FreeText.objects.get().state == TextState.PROTECTION
    assert Concern.objects.exists()


def test_it_is_taken_down_but_not_left_standing_by_whoever_cannot_read_it(by, khmer_reader, at):
    text = receive(KHMER, at=at)
    decide(text, Decision.PUBLISH, by=khmer_reader, at=at)
    FreeText.objects.update(is_reported=True)

    with pytest.raises(rules.LanguageNotRead):
        decide(text, Decision.PUBLISH, by=by, at=at)
    decide(text, Decision.WITHDRAW, by=by, at=at, reason="private", message="Cô chú xem lại nhé.")

    assert FreeText.objects.get().state == TextState.REJECTED


def test_it_is_read_again_by_a_reader_of_its_language(by, khmer_reader, at):
    text = receive(KHMER, at=at)
    FreeText.objects.update(severity=2)
    decision = decide(text, Decision.PUBLISH, by=khmer_reader, at=at)
    other = reader(at, "Thạch Sa Rây", "km")

    assert decision.needs_second
    assert not queries.awaiting_second_reading(by).exists()
    with pytest.raises(rules.LanguageNotRead):
        actions.read_second(decision, by=by, agrees=True, at=at)
    assert decision in queries.awaiting_second_reading(other)
    actions.read_second(decision, by=other, agrees=False, note="Còn tên trường.", at=at)

    assert FreeText.objects.get().state == TextState.LANGUAGE


def test_it_says_which_language_and_whom_to_ask(by, khmer_reader, at):
    khmer, banar, unknown = receive(KHMER, at=at), receive(BANAR, language="bdq", at=at), receive(BANAR, at=at)
    desk = signed_in(by)

    said = {text: desk.get(address("item", text.pk)).content.decode() for text in (khmer, banar, unknown)}

    assert "Chờ người đọc tiếng Khmer" in said[khmer]
    assert "Bài này chờ người đọc được: Khmer. Hãy giao cho Neáng Sa Mon." in said[khmer]
    assert "Chưa ai ở Trung tâm đọc được: Ba Na. Hãy nhờ người quản trị ghi người đọc." in said[banar]
    assert "Bài này chưa rõ tiếng gì." in said[unknown]


def test_it_offers_only_what_needs_no_reading(by, khmer_reader, at):
    text = receive(KHMER, at=at)
    desk = signed_in(by)

    page = desk.post(address("open", text.pk), {"reason": "Xem bài viết bằng tiếng gì"})
    shown = page.content.decode()

    assert page.context["possible"] == [Decision.PROTECTION]
    assert [person.full_name for person in desk_colleagues(page)] == ["Neáng Sa Mon"]
    assert 'type="checkbox"' not in shown
    assert FreeText.objects.get().claimed_by is None  # it stays free for those who read it
    refused = desk.post(address("decide", text.pk), {"decision": "publish", "version": 1})
    assert refused.status_code == 403
    assert "Neáng Sa Mon" in refused.content.decode()

    desk.post(address("pass_on", text.pk), {"to": khmer_reader.pk})
    assert FreeText.objects.get().claimed_by == khmer_reader


def desk_colleagues(page):
    return [person for key, person in page.context["pass_on_form"].fields["to"].choices if key]


def test_it_is_not_handed_to_somebody_who_does_not_read_it(by, khmer_reader, at):
    with pytest.raises(rules.LanguageNotRead):
        actions.pass_on_text(receive(KHMER, at=at), to=by, by=khmer_reader, at=at)


def test_it_gives_each_reader_the_next_text_she_can_read(by, khmer_reader, at):
    khmer = receive(KHMER, at=at - timedelta(hours=2))
    vietnamese = receive(NEW, at=at)

    assert actions.claim_next_text(by=by, at=at) == vietnamese
    assert actions.claim_next_text(by=khmer_reader, at=at) == khmer
    with pytest.raises(rules.LanguageNotRead):
        actions.claim_text(receive(KHMER, at=at), by=by, at=at)


def test_it_counts_the_turn_among_what_one_can_read(by, at):
    for _ in range(queries.IN_TURN):
        receive(KHMER, at=at - timedelta(hours=1))
    text = receive(NEW, at=at)

    assert queries.is_in_turn(text, by)


def test_it_filters_by_what_one_reads(by, khmer_reader, at):
    receive(NEW, at=at, source="A")
    receive(KHMER, at=at, source="B")
    receive(BANAR, at=at, source="C")

    def seen(person):
        shown = signed_in(person).get(address("queue"), {"tieng": "doc-duoc"}).content.decode()
        return {name for name in "ABC" if f"<strong>{name}</strong>" in shown}

    assert seen(by) == {"A"}
    assert seen(khmer_reader) == {"A", "B"}


def test_it_tags_in_the_queue_for_whom_a_text_waits(by, at):
    receive(KHMER, at=at)
    receive(BANAR, at=at)

    shown = signed_in(by).get(address("queue")).content.decode()

    assert "Chờ người đọc tiếng Khmer" in shown
    assert "Chờ người nhận ra tiếng gì" in shown
    assert "những tiếng bạn đọc được (0)" in shown


def test_it_tells_those_who_can_find_a_reader_when_nobody_reads_it(by, khmer_reader, at):
    receive(KHMER, at=at)
    receive(BANAR, language="bdq", at=at)
    receive(BANAR, at=at)
    director, keeper = signed_in(personas.director()), signed_in(personas.administrator())
    sentence = "Chưa ai ở Trung tâm đọc được: Ba Na;"
    home = reverse("wagtailadmin_home")

    assert sentence in director.get(address("queue")).content.decode()
    assert "chưa ai ở Trung tâm đọc được: Ba Na." in keeper.get(home).content.decode()
    for page in (signed_in(by).get(address("queue")), signed_in(khmer_reader).get(home)):
        assert "ở Trung tâm đọc được" not in page.content.decode()

    khmer_reader.languages_read.create(language="bdq")
    assert "ở Trung tâm đọc được" not in director.get(address("queue")).content.decode()
    assert "ở Trung tâm đọc được" not in keeper.get(home).content.decode()
    khmer_reader.qualifications.update(expires_on=at.date() - timedelta(days=1))
    assert "đọc được: Ba Na, Khmer;" in director.get(address("queue")).content.decode()


def test_it_lets_anyone_name_what_she_recognizes_and_then_waits_for_its_reader(by, khmer_reader, at):
    text = receive(BANAR, at=at)
    actions.claim_text(text, by=by, at=at)

    actions.name_language(text, language="bdq", by=by, at=at)

    assert (text.language, text.state, text.claimed_by) == ("bdq", TextState.LANGUAGE, None)
    line = AccessEntry.objects.get(verb="ghi tiếng của bài")
    assert (line.by, line.reason) == (by, "und → bdq")
    with pytest.raises(rules.LanguageNotRead):
        decide(text, Decision.PUBLISH, by=by, at=at)


def test_it_lets_a_reader_say_that_words_taken_for_vietnamese_are_none(by, at):
    text = receive("hok inh", at=at)

    signed_in(by).post(address("language", text.pk), {"language": "und"})

    assert FreeText.objects.get().state == TextState.LANGUAGE
    with pytest.raises(rules.LanguageNotRead):
        decide(text, Decision.PUBLISH, by=by, at=at)


def test_it_does_not_call_another_script_vietnamese(by, at):
    text = receive(KHMER, at=at)

    with pytest.raises(rules.WrongDecision):
        actions.name_language(text, language="vi", by=by, at=at)


def test_it_reads_twice_what_a_person_called_vietnamese_against_its_spelling(by, at):
    texts = [receive(f"{BANAR} {n}", at=at) for n in range(5)]
    for text in texts:
        actions.name_language(text, language="vi", by=by, at=at)

    assert all(decide(text, Decision.PUBLISH, by=by, at=at).needs_second for text in texts)


def test_it_asks_for_no_reader_of_a_drawing_a_name_or_vietnamese_words(by, at):
    strokes = [{"colour": rules.PALETTE[0], "width": rules.WIDTHS[0], "points": [[1, 2], [3, 4]]}]

    sent = [
        receive(strokes, kind="drawing", language="sed", at=at),
        receive("Sóc Nâu", kind="pen_name", language="sed", at=at),
        receive(NEW, language="sed", at=at),
    ]

    assert {(text.language, text.state) for text in sent} == {("vi", TextState.WAITING)}
    spoken = receive(b"sound", kind="recording", language="sed", media_type="audio/ogg", at=at)
    assert (spoken.language, spoken.state) == ("sed", TextState.LANGUAGE)


def test_it_keeps_waiting_for_its_reader_when_protection_gives_it_back(by, at):
    text = receive(KHMER, at=at)
    decide(text, Decision.PROTECTION, by=by, at=at)

    actions.return_text(text, by=qualify(personas.protection_officer(), at), at=at)

    assert text.state == TextState.LANGUAGE
    with pytest.raises(rules.LanguageNotRead):
        decide(text, Decision.PUBLISH, by=by, at=at)
