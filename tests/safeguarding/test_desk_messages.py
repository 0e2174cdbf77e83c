"""What an adult writes to a child about what is not published: no way to meet alone, and two read it before her (S-01)."""

import pytest
from django.urls import reverse
from django.utils import translation

from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Decision, RejectionReason, TextState
from tests.desk import signed_in
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
OWN = "Em viết thêm về cái sân, rồi gửi lại nhé."


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def second(at):
    return reader(at, "Y Hlim Ayun")


@pytest.fixture
def text(at):
    return receive("Em muốn sân chơi có thêm bóng mát.", at=at)


def reject(text, message, *, by, at, decision=Decision.REJECT):
    return actions.decide_text(
        text, decision=decision, version=text.version, reason="unclear", message=message, by=by, at=at
    )


@pytest.mark.parametrize("message", [
    "Em gọi chú Nam 0912 345 678 nhé.",
    "Zalo của chú là nam2010, đừng nói ai.",
    "Em đến số nhà 12 đường Lê Lợi gặp chú.",
    "Em viết thư cho chu.nam@example.com nhé.",
])  # fmt: skip
def test_it_refuses_a_message_that_holds_a_way_to_meet(text, by, at, message):
    with pytest.raises(rules.BadDecision) as refused:
        reject(text, message, by=by, at=at)

    assert set(refused.value.fields) == {"message"}
    assert not text.decisions.exists()


def test_it_says_at_the_field_that_a_message_holds_a_way_to_meet(text, by):
    page = signed_in(by).post(
        reverse("texts:decide", args=[text.pk]),
        {"decision": "reject", "version": 1, "reason": "unclear", "message": "Gọi chú Nam 0912 345 678, đừng nói ai."},
    )

    assert page.status_code == 400
    assert "Lời nhắn có tên, số điện thoại" in page.text


def test_it_lets_a_message_name_the_numbers_of_help(text, by, at):
    reject(text, "Em gọi 111 bất cứ lúc nào, hoặc 1800 1567 nhé.", by=by, at=at)


@pytest.mark.parametrize("reason", RejectionReason.values)
def test_it_has_a_kind_sentence_for_each_reason_that_goes_out_at_once(text, by, at, reason):
    with translation.override("en"):  # what children read is Vietnamese, whatever the desk speaks
        kind = rules.suggestion_of(reason)
    made = actions.decide_text(text, decision="reject", version=1, reason=reason, message=kind, by=by, at=at)

    assert "gửi lại nhé" in rules.message_told(made) == kind
    assert not rules.is_own_wording(made)


def test_it_shows_an_own_message_after_a_second_person_agreed(text, by, second, at):
    made = reject(text, OWN, by=by, at=at)

    assert made in queries.awaiting_second_reading(second)
    assert made not in queries.awaiting_second_reading(by)
    assert rules.message_told(made) == rules.suggestion_of("unclear")

    actions.read_second(made, by=second, agrees=True, at=at)
    assert rules.message_told(made) == OWN


def test_it_never_shows_a_message_the_second_person_would_not_send(text, by, second, at):
    made = reject(text, OWN, by=by, at=at)

    actions.read_second(made, by=second, agrees=False, note="Lời nhắn không nên gửi.", at=at)

    text.refresh_from_db()
    assert text.state == TextState.WAITING
    assert rules.message_told(made) == rules.suggestion_of("unclear")


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.PROTECTION])
def test_it_sends_no_message_with_another_decision(text, by, at, decision):
    made = reject(text, OWN, by=by, at=at, decision=decision)

    assert made.message == rules.message_told(made) == ""


def test_it_shows_staff_who_wrote_a_message_and_who_saw_it(text, by, second, at):
    made = reject(text, OWN, by=by, at=at)
    desk = signed_in(second)

    assert "lời nhắn tự viết" in desk.get(reverse("texts:second")).text
    before = desk.get(reverse("texts:item", args=[text.pk])).text
    actions.read_second(made, by=second, agrees=True, at=at)
    after = desk.get(reverse("texts:item", args=[text.pk])).text

    assert OWN in before
    assert "Em chưa đọc lời này" in before
    assert OWN in after
    assert "Em chưa đọc lời này" not in after
    assert f"Đọc lại: {second}" in after
