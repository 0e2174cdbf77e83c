"""Asking to see, correct, erase or take back: two clocks, a person who answers, and what is done at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from portal.answers import actions, queries, rules
from portal.answers.models import DataRequest
from portal.foundation import form_tokens
from portal.foundation.refusals import NotAllowed
from portal.people import actions as people_actions
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, TextState
from portal.safeguarding.queries import words_of
from portal.safeguarding.rules import WrongDecision
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


def asked(at, kind="see", **changes):
    return actions.request_data(**{"instance": uuid4(), "kind": kind, "at": at, **changes})[0]


def about(at, **changes):
    text = factories.sent(at, **changes)
    receipt, code = factories.receipt_for(at, thread=text.thread)
    return text, receipt, code


def test_it_is_one_request_when_sent_twice(at):
    _, _, code = about(at)
    instance = uuid4()

    first = actions.request_data(instance=instance, kind="see", code=code, at=at)

    assert actions.request_data(instance=instance, kind="see", code=code, at=at) == first


def test_it_is_a_request_of_its_own_when_something_else_is_asked_from_the_same_form(at):
    text, _, code = about(at)
    given = {"instance": uuid4(), "code": code, "at": at}

    asked_to_see, first = actions.request_data(kind="see", **given)
    for _tap in range(2):
        taken_back, second = actions.request_data(kind="withdraw", words="Em muốn gỡ xuống.", **given)

    assert (asked_to_see.kind, taken_back.kind) == ("see", "withdraw")
    assert first != second
    assert DataRequest.objects.count() == 2
    assert not FreeText.objects.get(pk=text.pk).is_meant_for_public
    assert words_of(taken_back.words) == "Em muốn gỡ xuống."


def test_it_keeps_what_is_said_besides_when_the_form_comes_again(at):
    _, _, code = about(at)
    given = {"instance": uuid4(), "kind": "see", "code": code, "at": at}

    for words in ("", "Em muốn xem bài.", "Em muốn xem bài.", "Em sợ ba biết."):
        made = actions.request_data(words=words, **given)[0]

    assert DataRequest.objects.count() == 1
    assert sorted(map(words_of, queries.full_texts_of(made.receipt))) == ["Em muốn xem bài.", "Em sợ ba biết."]


def test_it_brings_no_erased_words_back_when_the_form_comes_again(at):
    _, _, code = about(at)
    given = {"instance": uuid4(), "kind": "see", "code": code, "words": "Em muốn xem bài.", "at": at}
    made = actions.request_data(**given)[0]
    actions.erase_receipt(made.receipt_id, at=at)

    actions.request_data(**given)

    assert not any(map(words_of, queries.full_texts_of(made.receipt)))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"kind": "cat", "code": "?"}, rules.BadChoice), ({}, rules.NeedsCode), ({"code": "mèo"}, rules.UnknownCode)],
)
def test_it_refuses_what_is_no_request(at, changes, refusal):
    _, _, code = about(at)
    changes = {name: code if value == "?" else value for name, value in changes.items()}

    with pytest.raises(refusal):
        asked(at, **changes)


def test_it_takes_a_request_of_a_signed_in_child_without_a_code(at):
    child = factories.child(at)

    made = asked(at, "erase", participant=child)

    assert made.participant == child
    assert made.receipt.participant is None


def test_it_takes_what_was_published_off_the_site_at_once(at, moderator):
    text, _, code = about(at, is_meant_for_public=True)
    safeguarding_actions.decide_text(text, decision="publish", version=text.version, by=moderator, at=at)

    made = asked(at, "withdraw", code=code)

    text.refresh_from_db()
    assert text.state == TextState.WITHDRAWN
    assert made.state == DataRequest.State.OPEN


@pytest.mark.parametrize(
    ("state", "is_done"), [("done", False), ("refused", False), ("open", True), ("answered", True)]
)
def test_it_holds_in_the_database_that_what_is_closed_has_a_day(at, state, is_done):
    made = asked(at, "see", code=about(at)[2])

    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=made.pk).update(state=state, done_at=at if is_done else None)


def test_it_is_answered_then_done(at, moderator):
    text, receipt, code = about(at)
    made = asked(at, "erase", code=code)

    actions.answer_request(made, words="Cô chú đang làm.", by=moderator, at=at)
    made.refresh_from_db()
    assert (made.state, made.replied_at, made.done_at) == ("answered", at, None)
    later = at + timedelta(days=1)
    actions.answer_request(made, words="Em chờ một chút nhé.", by=moderator, at=later)
    actions.finish_request(made, words="Cô chú đã xóa.", by=moderator, at=later)

    made.refresh_from_db()
    text.refresh_from_db()
    receipt.refresh_from_db()
    assert (made.state, made.replied_at, made.done_at, made.handled_by) == ("done", at, later, moderator)
    assert text.state == TextState.ERASED
    assert receipt.is_erased
    assert [reply.words for reply in queries.look_at(made.receipt, at=later).replies] == [
        "Cô chú đang làm.",
        "Em chờ một chút nhé.",
        "Cô chú đã xóa.",
    ]
    with pytest.raises(rules.RequestClosed):
        actions.finish_request(made, words="Lần nữa.", by=moderator, at=later)


def test_it_keeps_from_the_public_for_good_what_nobody_had_decided_about(at, moderator):
    text, _, code = about(at, is_meant_for_public=True)
    with_protection = factories.sent(at, thread=text.thread, is_meant_for_public=True)
    safeguarding_actions.decide_text(
        with_protection, decision="protection", version=1, note="Em cần người giúp.", by=moderator, at=at
    )

    asked(at, "withdraw", code=code)

    officer = safeguarding_factories.qualify(personas.protection_officer(), at)
    safeguarding_actions.return_text(with_protection, by=officer, at=at)
    for waiting in (text, with_protection):
        waiting.refresh_from_db()
        with pytest.raises(WrongDecision):
            safeguarding_actions.decide_text(waiting, decision="publish", version=waiting.version, by=moderator, at=at)
        safeguarding_actions.decide_text(waiting, decision="read", version=waiting.version, by=moderator, at=at)
    assert not FreeText.objects.published().exists()


def test_it_keeps_from_the_public_what_a_second_reader_reopens(at, moderator):
    text, _, code = about(at, is_meant_for_public=True)
    text = FreeText.objects.get(pk=text.pk)
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    decision = safeguarding_actions.decide_text(
        text, decision="reject", reason="unclear", message="Em viết lại nhé.", version=1, by=moderator, at=at
    )
    asked(at, "withdraw", code=code)

    second = safeguarding_factories.reader(at, "Lò Thị Mai")
    safeguarding_actions.read_second(decision, by=second, agrees=False, note="Rõ rồi.", at=at)

    text.refresh_from_db()
    with pytest.raises(WrongDecision):
        safeguarding_actions.decide_text(text, decision="publish", version=text.version, by=moderator, at=at)


def test_it_erases_a_signed_in_child_and_still_tells_her(at, moderator):
    child = factories.child(at)
    made = asked(at, "erase", participant=child)

    actions.finish_request(made, words="Cô chú đã xóa.", by=moderator, at=at)

    child.refresh_from_db()
    made.refresh_from_db()
    assert child.is_erased
    assert made.participant is None
    assert queries.look_at(made.receipt, at=at).replies[0].words == "Cô chú đã xóa."


def test_it_is_refused_with_a_reason_she_reads(at, moderator):
    _, _, code = about(at)
    made = asked(at, "correct", code=code, words="em muốn sửa")

    actions.refuse_request(made, words="Bài này không phải của em.", by=moderator, at=at)

    made.refresh_from_db()
    assert (made.state, made.outcome) == ("refused", "Bài này không phải của em.")


def test_it_is_handled_by_few_and_by_nobody_it_is_kept_from(at, moderator):
    text, _, code = about(at, keep_from=[moderator])
    made = asked(at, code=code)

    with pytest.raises(NotAllowed):
        actions.answer_request(made, words="Chào em.", by=personas.editor(), at=at)
    with pytest.raises(rules.KeptFromYou):
        actions.answer_request(made, words="Chào em.", by=moderator, at=at)
    assert text.thread not in [row.about.thread for row in queries.data_requests(moderator)]


def test_it_shows_her_own_words_only_with_the_pin(client, at, clock):
    text = factories.sent(at, words="em thích vẽ con voi", age_band="10_12")
    _, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    def ask(**typed):
        token = form_tokens.issue("answers.data_request")
        return client.post("/thong-tin-cua-em/", {form_tokens.FIELD: token, "kind": "see", "code": code, **typed})

    shown, wrong, without = ask(pin="4071"), ask(pin="5926"), ask()

    assert "em thích vẽ con voi" in shown.text
    assert "10–12 tuổi" in shown.text
    assert "con voi" not in wrong.text
    assert wrong.status_code == 403
    assert "con voi" not in without.text
    assert DataRequest.objects.count() == 1


def test_it_keeps_what_was_typed_when_the_form_lay_open(client, at, clock):
    response = client.post("/thong-tin-cua-em/", {"phieu": "cũ", "kind": "correct", "words": "em muốn sửa tuổi"})

    assert response.status_code == 400
    assert "em muốn sửa tuổi" in response.text
    assert client.get("/thong-tin-cua-em/").status_code == 200


def test_it_lists_the_most_urgent_first_at_the_same_cost(at, moderator, django_assert_max_num_queries):
    rows = []
    for days in (0, 2, 1):
        _, _, code = about(at)
        rows.append(asked(at - timedelta(days=days * 2), code=code))
    actions.finish_request(rows[1], words="Xong rồi em.", by=moderator, at=at)

    with django_assert_max_num_queries(1):
        assert list(queries.data_requests(moderator)) == [rows[2], rows[0], rows[1]]


def test_it_finishes_what_a_person_did_by_hand(at, moderator):
    _, _, code = about(at)
    made = asked(at, "correct", code=code)

    actions.finish_request(made, words="Cô chú đã sửa.", by=moderator, at=at)

    made.refresh_from_db()
    assert made.state == DataRequest.State.DONE
