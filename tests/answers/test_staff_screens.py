"""What staff see: what waits, most overdue first; words only with a reason; complaints for the director alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.answers import actions
from portal.answers.models import Audience, Body
from portal.foundation.refusals import NotAllowed
from portal.people import actions as people_actions
from portal.safeguarding import actions as safeguarding_actions
from tests import desk, personas
from tests.answers import factories
from tests.safeguarding import factories as safeguarding_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(clock, db) -> None:
    people_actions.ensure_roles()


@pytest.fixture
def moderator(_now, at):
    return safeguarding_factories.reader(at)


@pytest.fixture
def director(_now):
    return personas.director()


def test_it_lists_what_waits_and_says_what_is_late(at, moderator):
    factories.receipt_for(at, label="Hộp ý kiến A", answer_due_on=at.date() - timedelta(days=2))
    factories.receipt_for(at, label="Hộp ý kiến B")
    client = desk.signed_in(moderator)

    waiting = client.get(reverse("receipts:index")).text
    everything = client.get(reverse("receipts:index"), {"xem": "tat-ca"}).text

    assert "Hộp ý kiến A" in waiting
    assert "Hộp ý kiến B" not in waiting
    assert "Quá hạn" in waiting
    assert "Hộp ý kiến B" in everything


def test_it_shows_words_only_with_a_reason_masked_and_logged(at, moderator):
    text = factories.sent(at, words="em thích vẽ, số của em 0912 345 678")
    receipt, _ = factories.receipt_for(at, thread=text.thread)
    client = desk.signed_in(moderator)
    address = reverse("receipts:detail", args=[receipt.pk])

    before = client.get(address)
    without = client.post(address, {"open": "1", "reason": ""})
    opened = client.post(address, {"open": "1", "reason": "để trả lời"})

    assert "thích vẽ" not in before.text
    assert "thích vẽ" not in without.text
    assert without.status_code == 422
    assert "thích vẽ" in opened.text
    assert "0912 345 678" not in opened.text
    assert "no-store" in opened.headers["Cache-Control"]
    assert factories.log_of(text) == [(moderator, "để trả lời")]


def test_it_opens_nothing_to_the_untrained_or_of_protection(at, moderator, director):
    text = factories.sent(at, words="em thích vẽ")
    receipt, _ = factories.receipt_for(at, thread=text.thread)
    address = reverse("receipts:detail", args=[receipt.pk])

    refused = desk.signed_in(director).post(address, {"open": "1", "reason": "xem thử"})
    safeguarding_actions.decide_text(
        text, decision="protection", version=text.version, note="xem giúp", by=moderator, at=at
    )
    protected = desk.signed_in(moderator).post(address, {"open": "1", "reason": "xem thử"})

    assert "thích vẽ" not in refused.text
    assert "thích vẽ" not in protected.text
    assert factories.log_of(text)[0][0] != director


def test_it_takes_a_reply_and_a_second_look(at, moderator):
    receipt, _code = factories.receipt_for(at)
    client = desk.signed_in(moderator)
    address = reverse("receipts:detail", args=[receipt.pk])
    typed = {"words": "Cảm ơn em nhé.", "signed_as": "Người đọc bài của trẻ em"}

    assert client.post(address, {**typed, "words": ""}).status_code == 422
    assert client.post(address, {**typed, "words": "Gọi số 0912 345 678 nhé."}).status_code == 400
    assert client.post(address, {**typed, "signed_as": "Y Hlim"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    entry = receipt.entries.get()
    client.post(reverse("receipts:seen", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.seen_by is None

    colleague = safeguarding_factories.reader(at, "Thạch Sa Rây")
    second = desk.signed_in(colleague)
    assert "Cảm ơn em nhé." in second.get(reverse("receipts:index")).text
    second.post(reverse("receipts:seen", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.seen_by == colleague


def test_it_hints_at_sentences_long_for_a_child(at, moderator):
    receipt, _ = factories.receipt_for(at)
    words = "Cô chú " + "đã đọc rất kỹ " * 8 + "rồi."
    client = desk.signed_in(moderator)

    page = client.post(
        reverse("receipts:detail", args=[receipt.pk]),
        {"words": words, "signed_as": "Người đọc bài của trẻ em"},
        follow=True,
    )

    assert "Có câu hơi dài" in page.text


def test_it_does_not_know_for_her_what_is_kept_from_her(at, moderator):
    text = factories.sent(at, keep_from=[moderator])
    receipt, _ = factories.receipt_for(at, thread=text.thread)

    assert desk.signed_in(moderator).get(reverse("receipts:detail", args=[receipt.pk])).status_code == 404


@pytest.mark.parametrize("name", ["receipts", "complaints", "data_requests"])
def test_it_is_closed_to_whoever_has_nothing_to_do_with_it(at, name):
    client = desk.signed_in(personas.editor())

    assert client.get(reverse(f"{name}:index")).status_code in {302, 403}
    assert client.get(reverse(f"{name}:detail", args=[uuid4()])).status_code in {302, 403}


def test_it_shows_complaints_to_the_director_alone(at, moderator, director):
    made, _ = actions.complain(instance=uuid4(), about="staff", words="Cô ấy la em.", at=at)
    address = reverse("complaints:detail", args=[made.pk])
    client, other = desk.signed_in(director), desk.signed_in(moderator)

    assert other.get(address).status_code in {302, 403}
    assert other.get(reverse("receipts:detail", args=[made.receipt_id])).status_code == 404
    assert "một cô chú ở trung tâm" in client.get(reverse("complaints:index")).text.lower()
    assert client.get(reverse("receipts:detail", args=[made.receipt_id])).url == address
    assert "la em" not in client.get(address).text
    assert "Chờ trả lời." in client.get(address).text
    assert client.post(address, {"open": "1", "reason": ""}).status_code == 422
    assert "Cô ấy la em." in client.post(address, {"open": "1", "reason": "để trả lời"}).text
    assert client.post(address, {"words": "", "signed_as": "Giám đốc"}).status_code == 422
    bad = {"words": "Gọi 0912 345 678.", "signed_as": "Giám đốc"}
    assert client.post(address, bad).status_code == 400
    assert client.post(address, {"words": "Cô chú xin lỗi em.", "signed_as": "Giám đốc"}).status_code == 302
    made.refresh_from_db()
    assert made.answered_by == director
    assert "Đã trả lời ngày" in client.get(address).text


def test_it_handles_requests_with_their_clocks(at, moderator, clock):
    text = factories.sent(at)
    _, code = factories.receipt_for(at, thread=text.thread)
    made, _ = actions.request_data(instance=uuid4(), kind="erase", code=code, words="em muốn xóa hết", at=at)
    clock.shift(timedelta(days=4))
    client = desk.signed_in(moderator)
    address = reverse("data_requests:detail", args=[made.pk])
    typed = {"words": "Cô chú đang làm.", "signed_as": "Người đọc bài của trẻ em"}

    assert "owed-late" in client.get(reverse("data_requests:index")).text
    assert client.get(reverse("receipts:detail", args=[made.receipt_id])).url == address
    assert "em muốn xóa hết" in client.post(address, {"open": "1", "reason": "để làm"}).text
    assert client.post(address, {**typed, "words": ""}).status_code == 422
    assert client.post(address, {**typed, "do": "answer"}).status_code == 302
    assert client.post(address, {**typed, "words": "Cô chú đã xóa.", "do": "finish"}).status_code == 302
    assert client.post(address, {**typed, "do": "refuse"}).status_code == 409
    assert "Yêu cầu này đã xong." in client.get(address).text
    text.refresh_from_db()
    assert text.state == "erased"


def test_it_tells_on_the_first_screen_what_is_owed(at, director):
    factories.receipt_for(at, answer_due_on=at.date() - timedelta(days=2))
    actions.complain(instance=uuid4(), about="staff", words="Cô ấy la em.", at=at)

    page = desk.signed_in(director).get("/admin/").text

    assert "Trả lời các em" in page
    assert "quá hạn 1" in page


def test_it_keeps_bodies_and_listeners_and_deletes_none(at):
    administrator = personas.administrator()
    client = desk.signed_in(administrator)
    body = {"name": "Trường THCS Sao Mai", "kind": "school", "valid_from": "01/01/2026"}

    assert client.post(reverse("bodies:add"), {**body, "valid_to": "01/01/2025"}).status_code == 200
    client.post(reverse("bodies:add"), body)
    made = Body.objects.get()
    listener = {"body": made.pk, "role": "Hiệu trưởng", "name": "A Brôl"}
    client.post(reverse("audiences:add"), listener)
    client.post(reverse("bodies:edit", args=[made.pk]), {**body, "valid_to": "01/11/2026"})
    client.post(reverse("audiences:add"), {**listener, "name": "Y Blên"})
    client.post(reverse("audiences:edit", args=[Audience.objects.get().pk]), {**listener, "role": "Phó hiệu trưởng"})

    assert str(Audience.objects.get()) == "A Brôl, Phó hiệu trưởng"
    assert "Sao Mai" in client.get(reverse("bodies:index")).text
    assert client.get(f"/admin/co-quan-tra-loi/delete/{made.pk}/").status_code == 404


def test_it_lists_at_the_same_cost(at, director, django_assert_max_num_queries):
    client = desk.signed_in(director)
    for number in range(12):
        receipt, _ = factories.receipt_for(at, answer_due_on=at.date())
        actions.complain(instance=uuid4(), about="staff", words="Cô ấy la em.", at=at)
        if number % 2:
            actions.reply(receipt, words="Cảm ơn em.", by=director, at=at)
    client.get(reverse("receipts:index"))

    with django_assert_max_num_queries(30):
        client.get(reverse("receipts:index"))
    with django_assert_max_num_queries(30):
        client.get(reverse("complaints:index"))


def test_it_keeps_no_body_for_whoever_may_not(at):
    with pytest.raises(NotAllowed):
        actions.save_body(Body(name="Trường", kind="school", valid_from=at.date()), by=personas.moderator(), at=at)
