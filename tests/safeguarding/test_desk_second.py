"""A tenth of the decisions, and every grave one, is read by a second person."""

import pytest
from django.urls import reverse

from portal.foundation import erasure
from portal.foundation.models import Erasure
from portal.foundation.queries import site_revision
from portal.people.models import Role
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Decision, FreeText, ReviewDecision, SecondReading, TextState
from tests import personas
from tests.desk import signed_in
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def second(at):
    return reader(at, "Y Hlim Ayun")


@pytest.fixture
def decision(by, at):
    text = receive(WORDS, at=at)
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    return actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=by, at=at)


def test_it_draws_a_tenth_and_the_same_each_time(at):
    texts = [FreeText(received_at=at) for _ in range(2000)]

    drawn = [rules.needs_second_reading(text, Decision.PUBLISH) for text in texts]

    assert 120 < sum(drawn) < 280
    assert drawn == [rules.needs_second_reading(text, Decision.PUBLISH) for text in texts]


@pytest.mark.parametrize(("severity", "is_reported"), [(1, False), (2, False), (9, True)])
def test_it_always_reads_the_grave_and_the_reported_again(at, severity, is_reported):
    texts = [FreeText(received_at=at, severity=severity, is_reported=is_reported) for _ in range(50)]

    assert all(rules.needs_second_reading(text, Decision.PUBLISH) for text in texts)


def test_it_lets_a_second_person_agree(decision, second, at):
    assert decision in queries.awaiting_second_reading(second)

    actions.read_second(decision, by=second, agrees=True, at=at)

    assert FreeText.objects.get().state == TextState.PUBLISHED
    assert decision not in queries.awaiting_second_reading(second)
    with pytest.raises(rules.NoSecondReading):
        actions.read_second(ReviewDecision.objects.get(), by=second, agrees=True, at=at)


def test_it_goes_back_into_the_queue_when_the_second_person_sees_it_otherwise(decision, second, at):
    before = site_revision()
    with pytest.raises(rules.BadDecision):
        actions.read_second(decision, by=second, agrees=False, note=" ", at=at)
    with pytest.raises(rules.BadDecision):
        actions.read_second(decision, by=second, agrees=False, note="à" * 301, at=at)

    actions.read_second(decision, by=second, agrees=False, note="Còn tên trường.", at=at)

    text = FreeText.objects.get()
    assert (text.state, text.public_text, text.published_at, text.version) == (TextState.WAITING, "", None, 3)
    assert site_revision() > before
    assert text in queries.waiting_texts()


def test_it_waits_anew_over_an_older_copy_in_which_it_was_still_public(decision, second, at):
    public = FreeText.objects.values("state", "public_text", "published_at", "version").get()
    actions.read_second(decision, by=second, agrees=False, note="Còn tên trường.", at=at)
    FreeText.objects.update(**public)

    erasure.replay(erasure.Entry(row.kind, row.subject, row.at) for row in Erasure.objects.all())

    assert FreeText.objects.get().state == TextState.WAITING


def test_it_takes_the_public_file_away_when_a_recording_goes_back(by, second, at, django_capture_on_commit_callbacks):
    from django.core.files.storage import storages

    text = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    decision = actions.decide_text(
        text, decision=Decision.PUBLISH, public_text="Em thích hát.", version=1, by=by, at=at
    )
    name = FreeText.objects.get().public_file

    with django_capture_on_commit_callbacks(execute=True):
        actions.read_second(decision, by=second, agrees=False, note="Nghe thấy tên bạn.", at=at)

    assert FreeText.objects.get().public_file == ""
    assert not storages["public"].exists(name)


def test_it_is_never_the_same_person(decision, by, at):
    with pytest.raises(rules.SameReader):
        actions.read_second(decision, by=by, agrees=True, at=at)
    assert decision not in queries.awaiting_second_reading(by)


def test_it_is_only_for_what_is_due(by, second, at):
    texts = [receive(f"Em thích bài số {n}.", at=at) for n in range(30)]
    made = [actions.decide_text(text, decision="publish", version=1, by=by, at=at) for text in texts]
    not_due = next(decision for decision in made if not decision.needs_second)

    with pytest.raises(rules.NoSecondReading):
        actions.read_second(not_due, by=second, agrees=True, at=at)


def test_it_is_over_once_the_words_are_taken_back(decision, second, at):
    actions.withdraw_text(decision.text, at=at)

    assert not queries.awaiting_second_reading().exists()
    with pytest.raises(rules.NoSecondReading):
        actions.read_second(decision, by=second, agrees=True, at=at)


def test_it_shows_the_list_and_takes_the_reading(decision, second, by):
    desk = signed_in(second)
    listed = desk.get(reverse("texts:second")).content.decode()
    assert reverse("texts:item", args=[decision.text_id]) in listed
    assert "sân chơi" not in listed
    assert "Không có quyết định nào" in signed_in(by).get(reverse("texts:second")).content.decode()

    opened = desk.post(reverse("texts:open", args=[decision.text_id])).content.decode()
    assert WORDS in opened
    assert "Ghi lần đọc thứ hai" in opened

    address = reverse("texts:read_second", args=[decision.pk])
    assert desk.post(address, {}).url == reverse("texts:item", args=[decision.text_id])
    assert desk.post(address, {"agrees": "0"}).url == reverse("texts:item", args=[decision.text_id])
    assert desk.post(address, {"agrees": "0", "note": "Còn tên trường."}).url == reverse("texts:second")
    assert SecondReading.objects.get().note == "Còn tên trường."
    assert "Còn tên trường." in desk.get(reverse("texts:item", args=[decision.text_id])).content.decode()


def test_it_hides_what_is_kept_from_the_second_person(by, second, at):
    text = receive(WORDS, at=at, keep_from=[second])
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    decision = actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=by, at=at)

    assert decision not in queries.awaiting_second_reading(second)
    answer = signed_in(second).post(reverse("texts:read_second", args=[decision.pk]), {"agrees": "1"})
    assert answer.status_code == 404
    with pytest.raises(rules.KeptFromYou):
        actions.read_second(decision, by=second, agrees=True, at=at)


def test_it_refuses_a_protection_officer_in_its_words(by, decision):
    officer = signed_in(personas.staff("Rơ Châm Hạnh", [Role.PROTECTION]))

    answer = officer.post(reverse("texts:read_second", args=[decision.pk]), {"agrees": "1"})

    assert answer.url == reverse("texts:item", args=[decision.text_id])
    assert not SecondReading.objects.exists()
