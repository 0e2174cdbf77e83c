"""A complaint goes to the director and to nobody it is about; a child in danger is helped all the same."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal.answers import actions, queries, rules
from portal.answers.models import Complaint, Receipt
from portal.foundation.models import Holiday
from portal.foundation.refusals import NotAllowed
from portal.notifications.models import Delivery
from portal.people import actions as people_actions
from portal.people.models import Role
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Concern, FreeText, TextState
from tests import personas
from tests.answers import factories
from tests.safeguarding import factories as safeguarding_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(db) -> None:
    people_actions.ensure_roles()


@pytest.fixture
def director():
    return personas.director()


def complaint(at, **changes):
    return actions.complain(**{"instance": uuid4(), "about": "staff", "words": "Cô ấy la em.", "at": at, **changes})[0]


def test_it_gives_a_receipt_with_a_date_ten_working_days_ahead(at, director):
    Holiday.objects.create(day=date(2026, 12, 1), name="Ngày nghỉ thử")

    made, code = actions.complain(instance=uuid4(), about="centre", words="Trung tâm đóng cửa sớm.", at=at)

    assert queries.receipt_of(code) == made.receipt
    assert made.answer_due_on == made.receipt.answer_due_on == date(2026, 12, 8)


def test_it_is_one_complaint_and_one_receipt_when_sent_twice(at, director):
    instance = uuid4()

    first = actions.complain(instance=instance, about="site", words="Chữ nhỏ quá.", at=at)
    again = actions.complain(instance=instance, about="site", words="Chữ nhỏ quá.", at=at)
    changed = actions.complain(instance=instance, about="site", words="Chữ nhỏ quá, em không đọc được.", at=at)

    assert first[1] == again[1] == changed[1]
    assert Complaint.objects.count() == Receipt.objects.count() == 1
    assert FreeText.objects.filter(thread=first[0].receipt.thread).count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"about": "cat"}, rules.BadChoice),
        ({"words": ""}, rules.BadWords),
        ({"about_code": "mèo vàng"}, rules.UnknownCode),
    ],
)
def test_it_refuses_what_lacks_a_choice_words_or_a_true_code(at, changes, refusal):
    with pytest.raises(refusal):
        complaint(at, **changes)
    assert not FreeText.objects.exists()


def test_it_tells_the_director_without_a_word_of_it(at, director):
    complaint(at, words="Thầy Tám đánh em ở nhà kho.")

    told = list(Delivery.objects.filter(user=director))
    assert told
    assert not [row for row in told if "Tám" in f"{row.title} {row.body} {row.url} {row.key}"]


def test_it_stays_out_of_the_queue_of_moderators(at, director):
    moderator = safeguarding_factories.reader(at)
    made = complaint(at)

    assert not safeguarding_queries.waiting_texts(moderator).exists()
    with pytest.raises(safeguarding_rules.KeptFromYou):
        safeguarding_rules.check_can_open_text(made.words, by=moderator, at=at)
    with pytest.raises(rules.KeptFromYou):
        rules.check_can_open_words(made.receipt, made.words, by=moderator, at=at)


def test_it_opens_a_concern_at_once_when_a_child_may_be_in_danger(at, director):
    made = complaint(at, words="em k muon song nua")

    assert Concern.objects.get().thread == made.receipt.thread


def test_it_is_kept_from_whoever_decided_or_answered_what_it_is_about(at, director):
    moderator = safeguarding_factories.reader(at)
    text = factories.sent(at)
    receipt, code = factories.receipt_for(at, thread=text.thread)
    safeguarding_actions.decide_text(text, decision="read", version=text.version, by=moderator, at=at)
    actions.reply(receipt, words="Cô chú đã đọc.", by=director, at=at)

    made = complaint(at, about="decision", about_code=code)

    assert set(made.keep_from.all()) == set(made.words.keep_from.all()) == {moderator, director}
    assert not queries.complaints_for(director).exists()


def test_it_goes_to_administrators_when_every_director_is_concerned(at, director):
    administrator = personas.administrator()
    receipt, code = factories.receipt_for(at)
    actions.reply(receipt, words="Cô chú đã đọc.", by=director, at=at)
    usual = complaint(at)
    about_her = complaint(at, about="decision", about_code=code)

    assert list(queries.complaints_for(director)) == [usual]
    assert list(queries.complaints_for(administrator)) == [about_her]
    assert list(queries.readers_of(about_her)) == [administrator]
    assert Delivery.objects.filter(user=administrator).exists()
    actions.answer_complaint(about_her, words="Cô chú xin lỗi em.", by=administrator, at=at)


def test_it_is_read_with_a_reason_in_the_log_and_then_counts_as_read(at, director):
    made = complaint(at, words="Cô ấy la em.")

    with pytest.raises(rules.BadReason):
        actions.read_complaint(made, reason=" ", by=director, at=at)
    texts = actions.read_complaint(made, reason="trả lời phản ánh", by=director, at=at)

    assert [safeguarding_queries.words_of(text) for text in texts] == ["Cô ấy la em."]
    made.words.refresh_from_db()
    assert made.words.state == TextState.READ
    assert factories.log_of(made.words) == [(director, "trả lời phản ánh")]
    assert queries.look_at(made.receipt, at=at).texts[0].state == "read"


def test_it_is_answered_by_the_director_alone_and_the_clock_stops(at, director):
    made = complaint(at)
    late = at + timedelta(days=30)
    assert queries.look_at(made.receipt, at=late).days_overdue > 0

    with pytest.raises(NotAllowed):
        actions.answer_complaint(made, words="Cảm ơn em.", by=personas.moderator(), at=at)
    with pytest.raises(rules.NotForYou):
        actions.answer_complaint(made, words="Cảm ơn em.", by=personas.administrator(), at=at)
    actions.answer_complaint(made, words="Cảm ơn em. Cô chú sẽ sửa.", by=director, at=at)
    actions.answer_complaint(made, words="Cô chú đã sửa.", by=director, at=late)

    made.refresh_from_db()
    assert (made.answered_by, made.answered_at) == (director, at)
    view = queries.look_at(made.receipt, at=late)
    assert [reply.signed_as for reply in view.replies] == ["Giám đốc", "Giám đốc"]
    assert view.days_overdue == 0


def test_it_hides_from_the_queue_only_what_another_desk_reads(at, director):
    text = factories.sent(at)

    with pytest.raises(safeguarding_rules.NotWaiting):
        safeguarding_actions.mark_read_elsewhere(text, by=director, at=at)


def test_it_costs_the_same_for_one_and_for_many(at, director, django_assert_max_num_queries):
    for _ in range(3):
        complaint(at)

    with django_assert_max_num_queries(3):
        assert len(queries.complaints_for(director)) == 3


@pytest.fixture
def officer(at):
    return safeguarding_factories.qualify(personas.protection_officer(), at)


def told_of_danger(user):
    return Delivery.objects.filter(user=user, key__contains="danger").count()


def test_it_is_kept_from_every_director_when_it_is_about_the_director(at, director):
    administrator, second = personas.administrator(), personas.staff("Rơ Châm Hương", [Role.DIRECTOR])

    made = complaint(at, about="director", words="Cô giám đốc la em.")

    assert list(queries.readers_of(made)) == [administrator]
    for head in (director, second):
        assert not queries.complaints_for(head).exists()
        assert not Delivery.objects.filter(user=head).exists()
        with pytest.raises(rules.NotForYou):
            actions.read_complaint(made, reason="đọc", by=head, at=at)
    assert actions.read_complaint(made, reason="trả lời", by=administrator, at=at)


def test_it_leaves_the_director_when_it_turns_out_to_be_about_her(at, director):
    administrator, instance = personas.administrator(), uuid4()

    made = complaint(at, instance=instance, about="centre")
    complaint(at, instance=instance, about="director", words="Cô giám đốc la em.")

    assert list(queries.readers_of(made)) == [administrator]
    assert Delivery.objects.filter(user=administrator).exists()
    assert not queries.complaints_for(director).exists()
    with pytest.raises(rules.NotForYou):
        actions.read_complaint(made, reason="đọc", by=director, at=at)
    assert len(actions.read_complaint(made, reason="trả lời", by=administrator, at=at)) == 2


def test_it_wakes_the_protection_desk_when_it_is_about_the_director(at, director, officer):
    complaint(at, about="director", words="em k muon song nua")

    assert list(Concern.objects.get().texts.exclude(keep_from=officer)) == [FreeText.objects.get()]


def test_it_opens_no_concern_an_officer_reads_when_it_is_about_officers(at, director, officer):
    made = complaint(at, about="officer", words="em k muon song nua")

    assert not Concern.objects.exists()
    assert set(made.words.keep_from.all()) == {officer}
    assert not Delivery.objects.filter(user=officer).exists()
    assert told_of_danger(director) == 1
    assert actions.read_complaint(made, reason="đọc ngay", by=director, at=at)


def test_it_reminds_until_somebody_read_it(at, director, officer):
    administrator = personas.administrator()
    made = complaint(at, about="officer", words="em k muon song nua")

    for minutes, hers, others in ((1, 1, 0), (30, 2, 1), (31, 2, 1), (60, 3, 2), (600, 3, 2)):
        assert actions.tell_of_danger(at=at + timedelta(minutes=minutes)) == 1
        assert (told_of_danger(director), told_of_danger(administrator)) == (hers, others)
    assert not told_of_danger(officer)
    words = {f"{row.title} {row.body}" for row in Delivery.objects.all()}
    assert not [said for said in words if "song" in said]

    actions.read_complaint(made, reason="đọc ngay", by=director, at=at)
    assert actions.tell_of_danger(at=at + timedelta(hours=1)) == 0


def test_it_reminds_of_nothing_that_is_not_urgent_or_has_a_concern(at, director, officer):
    complaint(at, about="officer", words="Cô ấy la em.")
    complaint(at, about="staff", words="em k muon song nua")

    assert Concern.objects.count() == 1
    assert actions.tell_of_danger(at=at + timedelta(minutes=30)) == 0


def test_it_goes_to_administrators_when_the_director_is_an_officer_too(at):
    both = personas.staff("Rơ Châm Hương", [Role.DIRECTOR, Role.PROTECTION])
    administrator = personas.administrator()

    made = complaint(at, about="officer", words="em k muon song nua")

    assert list(queries.readers_of(made)) == [administrator]
    assert told_of_danger(administrator) == 1
    assert not Delivery.objects.filter(user=both).exists()
