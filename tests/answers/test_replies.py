"""No adult writes to a child unseen: signed by role, visible at once, and waiting for a second person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from portal.answers import actions, queries, rules
from portal.answers.models import ReceiptEntry
from portal.foundation.refusals import NotAllowed
from portal.people import actions as people_actions
from portal.people.models import AccessEntry, Role
from portal.safeguarding import actions as safeguarding_actions
from tests import personas
from tests.answers import factories
from tests.safeguarding import factories as safeguarding_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(db) -> None:
    people_actions.ensure_roles()


@pytest.fixture
def moderator(_roles, at):
    return safeguarding_factories.reader(at)


def test_it_is_signed_by_role_and_shown_at_once(at, moderator):
    receipt, _ = factories.receipt_for(at)

    actions.reply(receipt, words="Cảm ơn em nhé.", by=moderator, at=at)

    (reply,) = queries.look_at(receipt, at=at).replies
    assert (reply.words, reply.signed_as) == ("Cảm ơn em nhé.", "Người đọc bài của trẻ em")
    assert AccessEntry.objects.filter(by=moderator, verb="trả lời em").exists()


def test_it_takes_another_signature_of_a_feature(at, moderator):
    receipt, _ = factories.receipt_for(at)

    entry = actions.reply(receipt, words="Chào em.", by=moderator, signed_as="Cô chú ở Trung tâm\n", at=at)

    assert entry.signed_as == "Cô chú ở Trung tâm"


def test_it_is_one_reply_when_sent_twice(at, moderator):
    receipt, _ = factories.receipt_for(at)

    assert actions.reply(receipt, words="Chào em.", by=moderator, at=at) == actions.reply(
        receipt, words="Chào em.", by=moderator, at=at
    )


@pytest.mark.parametrize("words", ["", "  \n ", "a" * 2001])
def test_it_refuses_nothing_and_too_much(at, moderator, words):
    receipt, _ = factories.receipt_for(at)

    with pytest.raises(rules.BadReply):
        actions.reply(receipt, words=words, by=moderator, at=at)


def test_it_warns_of_personal_data_and_lets_a_person_decide(at, moderator):
    receipt, _ = factories.receipt_for(at)
    words = "Em gọi cô theo số 0912 345 678 nhé."

    with pytest.raises(rules.PersonalDataInReply):
        actions.reply(receipt, words=words, by=moderator, at=at)
    actions.reply(receipt, words="Em gọi 111 nhé.", by=moderator, at=at)
    actions.reply(receipt, words=words, by=moderator, is_checked=True, at=at)


def test_it_says_which_sentences_are_long_for_a_child():
    long = "Cô chú " + "đã đọc rất kỹ " * 8 + "rồi."

    assert rules.hard_to_read(f"Chào em. {long}") == [long]


def test_it_is_refused_to_whoever_may_not_answer(at):
    receipt, _ = factories.receipt_for(at)

    for outsider in (personas.editor(), personas.facilitator(), personas.administrator()):
        with pytest.raises(NotAllowed):
            actions.reply(receipt, words="Chào em.", by=outsider, at=at)


def test_it_is_refused_to_whom_the_words_are_kept_from(at, moderator):
    text = factories.sent(at, keep_from=[moderator])
    receipt, _ = factories.receipt_for(at, thread=text.thread)

    with pytest.raises(rules.KeptFromYou):
        actions.reply(receipt, words="Chào em.", by=moderator, at=at)
    assert not queries.receipts_listed(moderator).exists()


def test_it_reaches_no_erased_receipt(at, moderator):
    receipt, _ = factories.receipt_for(at)
    actions.erase_receipt(receipt.pk, at=at)

    with pytest.raises(rules.AlreadyErased):
        actions.reply(receipt, words="Chào em.", by=moderator, at=at)


def test_it_waits_for_a_second_person(at, moderator):
    colleague = safeguarding_factories.reader(at, "Thạch Sa Rây")
    receipt, _ = factories.receipt_for(at)
    entry = actions.reply(receipt, words="Chào em.", by=moderator, at=at)

    assert list(queries.replies_unseen(colleague)) == [entry]
    assert not queries.replies_unseen(moderator).exists()
    with pytest.raises(rules.OwnReply):
        actions.see_reply(entry, by=moderator, at=at)
    with pytest.raises(NotAllowed):
        actions.see_reply(entry, by=personas.editor(), at=at)

    actions.see_reply(entry, by=colleague, at=at)

    assert not queries.replies_unseen(colleague).exists()
    with pytest.raises(rules.NobodyWaits):
        actions.see_reply(entry, by=colleague, at=at)


def test_it_is_held_by_the_database_too(at, moderator):
    receipt, _ = factories.receipt_for(at)
    entry = actions.reply(receipt, words="Chào em.", by=moderator, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReceiptEntry.objects.filter(pk=entry.pk).update(seen_by=moderator)


def test_it_shows_a_reply_to_a_complaint_to_no_moderator(at, moderator):
    director, administrator = personas.director(), personas.administrator()
    made, _ = actions.complain(instance=uuid4(), about="staff", words="Cô ấy la em.", at=at)
    entry = actions.answer_complaint(made, words="Cảm ơn em.", by=director, at=at)

    assert not queries.replies_unseen(moderator).exists()
    with pytest.raises(rules.KeptFromYou):
        actions.see_reply(entry, by=moderator, at=at)
    assert list(queries.replies_unseen(administrator)) == [entry]
    actions.see_reply(entry, by=administrator, at=at)


def test_it_lists_promised_answers_most_overdue_first(at, moderator):
    day = at.date()
    late, _ = factories.receipt_for(at, answer_due_on=day - timedelta(days=3))
    soon, _ = factories.receipt_for(at, answer_due_on=day + timedelta(days=3))
    factories.receipt_for(at)
    answered, _ = factories.receipt_for(at, answer_due_on=day)
    actions.reply(answered, words="Chào em.", by=moderator, at=at)

    assert list(queries.receipts_to_answer(moderator, today=day)) == [late, soon]


def test_it_logs_why_words_were_opened(at, moderator):
    text = factories.sent(at)
    receipt, _ = factories.receipt_for(at, thread=text.thread)

    with pytest.raises(rules.BadReason):
        actions.open_words(receipt, text, reason="", by=moderator, at=at)
    actions.open_words(receipt, text, reason="để trả lời", by=moderator, at=at)

    assert factories.log_of(text) == [(moderator, "để trả lời")]


def test_it_opens_words_to_trained_people_alone(at, moderator):
    text = factories.sent(at)
    receipt, _ = factories.receipt_for(at, thread=text.thread)

    with pytest.raises(NotAllowed):
        rules.check_can_open_words(receipt, text, by=personas.staff("Trần Sim", [Role.MODERATOR]), at=at)
    with pytest.raises(rules.NotReadable):
        rules.check_can_open_words(receipt, factories.sent(at), by=moderator, at=at)
    safeguarding_actions.decide_text(
        text, decision="protection", version=text.version, note="xem giúp", by=moderator, at=at
    )
    text.refresh_from_db()
    with pytest.raises(rules.NotReadable):
        rules.check_can_open_words(receipt, text, by=moderator, at=at)


def test_it_opens_a_request_to_the_director_and_nothing_kept_from_a_reader(at, moderator):
    director = personas.director()
    _, code = factories.receipt_for(at)
    made, _ = actions.request_data(instance=uuid4(), kind="see", code=code, words="em muốn xem", at=at)

    rules.check_can_open_words(made.receipt, made.words, by=director, at=at)
    made.words.keep_from.add(moderator)
    with pytest.raises(rules.KeptFromYou):
        rules.check_can_open_words(made.receipt, made.words, by=moderator, at=at)
