"""The desk as readers see it: the queue, opening, deciding, in the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.people.models import AccessEntry, Role
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Decision, FreeText, ReviewDecision, TextState
from tests import personas
from tests.desk import signed_in
from tests.safeguarding.factories import qualify, reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def colleague(at):
    return reader(at, "Y Hlim Ayun")


@pytest.fixture
def desk(by):
    return signed_in(by)


@pytest.fixture
def text(at):
    return receive(WORDS, at=at - timedelta(hours=2))


def address(name, *args):
    return reverse(f"texts:{name}", args=args)


def open_it(desk, text, **typed):
    return desk.post(address("open", text.pk), typed)


def decide(desk, text, decision, **typed):
    return desk.post(address("decide", text.pk), {"decision": decision, "version": text.version, **typed})


def test_it_shows_no_words_before_somebody_opens_them(desk, text):
    page = desk.get(address("item", text.pk))

    shown = page.content.decode()
    assert "sân chơi" not in shown
    assert "Mở để đọc" in shown
    assert "đọc theo lượt" in shown
    assert not AccessEntry.objects.filter(verb=queries.OPENED).exists()


def test_it_writes_down_each_opening(desk, by, text):
    shown = open_it(desk, text).content.decode()
    again = open_it(desk, text)

    assert WORDS in shown
    assert "<details" in shown
    assert again.headers["Cache-Control"].startswith("private, no-store")
    entries = AccessEntry.objects.filter(verb=queries.OPENED, by=by).order_by("pk")
    assert [entry.reason for entry in entries] == ["đọc theo lượt", "đang đọc bài này"]
    assert rules.claim_holder(FreeText.objects.get(pk=text.pk), at=entries[1].at) == by.pk


def test_it_asks_why_a_text_is_opened_out_of_turn(desk, text, by, at):
    actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=by, at=at)

    assert "Vì sao bạn mở bài này" in desk.get(address("item", text.pk)).content.decode()
    refused = open_it(desk, text)
    assert refused.status_code == 400
    assert WORDS not in refused.content.decode()

    assert WORDS in open_it(desk, text, reason="Em hỏi về bài này").content.decode()
    assert AccessEntry.objects.get(verb=queries.OPENED).reason == "Em hỏi về bài này"


def test_it_asks_why_a_text_far_down_the_queue_is_opened(desk, at):
    for n in range(queries.IN_TURN):
        receive(f"Em thích bài số {n}.", at=at - timedelta(minutes=1))
    last = receive(WORDS, at=at)

    assert open_it(desk, last).status_code == 400


def test_it_hides_what_is_private_from_all_but_protection(desk, by, at):
    text = receive("Em muốn sân chơi. Gọi em số 0912 345 678 nhé.", at=at)

    shown = open_it(desk, text).content.decode()
    assert "0912 345 678" not in shown
    assert "[số điện thoại]" in shown
    assert "Bài có thông tin riêng" in decide(desk, text, "publish").content.decode()

    actions.decide_text(text, decision=Decision.PROTECTION, version=text.version, by=by, at=at)
    officer = signed_in(qualify(personas.protection_officer(), at))
    assert "0912 345 678" in open_it(officer, text, reason="xem").content.decode()


def test_it_marks_what_the_screening_found_and_says_what_it_is(desk, at):
    text = receive("Em bị bạn bắt nạt ở lớp.", at=at)

    shown = open_it(desk, text).content.decode()

    assert '<mark class="reading-sign">bắt nạt<span class="reading-label">bị bắt nạt</span></mark>' in shown


def test_it_escapes_what_children_write(desk, at):
    text = receive("<script>alert(1)</script> em thích <b>vẽ</b>", at=at)

    shown = open_it(desk, text).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_it_shows_who_where_and_what_came_before(desk, at):
    first = receive("Em thích vẽ.", at=at - timedelta(days=1))
    text = receive(WORDS, at=at, thread=first.thread, age_band="10_12", context="Em mong điều gì?", provenance="paper")

    shown = desk.get(address("item", text.pk)).content.decode()

    for words in ("10–12 tuổi", "Em mong điều gì?", "chép từ giấy", "em không ghi tên", address("item", first.pk)):
        assert words in shown
    assert "Em thích vẽ" not in shown


def test_it_publishes(desk, text):
    open_it(desk, text)

    response = decide(desk, text, "publish")

    assert response.url == address("queue")
    assert FreeText.objects.get().public_text == WORDS


def test_it_shows_the_masked_wording_as_a_comparison_before_it_publishes(desk, at):
    text = receive("Gọi em số 0912 345 678 nhé. Em muốn sân chơi.", at=at)
    opened = open_it(desk, text).content.decode()
    assert "Gọi em số [số điện thoại] nhé." in opened

    page = decide(desk, text, "mask", public_text="Em muốn một sân chơi.")
    shown = page.content.decode()
    assert page.status_code == 200
    assert FreeText.objects.get().state == TextState.WAITING
    assert "<ins>" in shown
    assert "▮▮▮" in shown
    assert "0912" not in shown

    decide(desk, text, "mask", public_text="Em muốn một sân chơi.", is_confirmed="1")
    assert FreeText.objects.get().public_text == "Em muốn một sân chơi."
    assert ReviewDecision.objects.get().decision == Decision.MASK


def test_it_warns_of_private_data_left_in_the_wording(desk, text):
    typed = {"public_text": "Gọi em số 0912 345 678.", "is_confirmed": "1"}
    assert "có thể còn: số điện thoại" in decide(desk, text, "mask", public_text=typed["public_text"]).content.decode()
    assert decide(desk, text, "mask", **typed).status_code == 400

    decide(desk, text, "mask", is_checked="1", **typed)
    assert FreeText.objects.get().state == TextState.PUBLISHED


def test_it_rejects_with_the_suggested_words_when_none_are_typed(desk, text):
    refused = decide(desk, text, "reject")
    assert refused.status_code == 400
    assert "Chọn một lý do trong nội quy." in refused.content.decode()

    decide(desk, text, "reject", reason="hurts")

    assert ReviewDecision.objects.get().message == str(rules.SUGGESTIONS["hurts"])
    assert "gửi lại" in ReviewDecision.objects.get().message


def test_it_keeps_what_she_typed_when_another_was_faster(desk, text, colleague, at):
    open_it(desk, text)
    actions.release_text(FreeText.objects.get(), by=AccessEntry.objects.filter(verb=queries.OPENED).get().by, at=at)
    actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=colleague, at=at)

    page = desk.post(
        address("decide", text.pk),
        {"decision": "reject", "version": 1, "reason": "hurts", "message": "Em nói lại nhẹ hơn nhé."},
    )

    assert page.status_code == 409
    assert "Em nói lại nhẹ hơn nhé." in page.content.decode()
    assert "đã thay đổi" in page.content.decode()
    assert ReviewDecision.objects.count() == 1


def test_it_refuses_words_taken_back_meanwhile(desk, text, at):
    open_it(desk, text)
    actions.withdraw_text(text, at=at)

    page = decide(desk, text, "mask", public_text="Em muốn.", is_confirmed="1")

    assert page.status_code == 409
    assert "Em đã rút lại bài này" in page.content.decode()


@pytest.mark.parametrize("typed", [{}, {"decision": "publish"}, {"decision": "burn", "version": "x"}])
def test_it_shows_the_text_again_when_a_form_is_malformed(desk, text, typed):
    assert desk.post(address("decide", text.pk), typed).status_code == 400
    assert FreeText.objects.get().state == TextState.WAITING


def test_it_leads_to_the_next_text_and_lets_go(desk, by, text, at):
    assert desk.post(address("next")).url == address("item", text.pk)
    assert desk.post(address("release", text.pk)).url == address("queue")
    assert FreeText.objects.get().claimed_by is None

    actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=by, at=at)
    assert desk.post(address("next")).url == address("queue")


def test_it_hands_a_text_to_a_colleague(desk, text, colleague, at):
    shown = open_it(desk, text).content.decode()
    assert "Y Hlim Ayun" in shown

    assert desk.post(address("pass_on", text.pk), {"to": ""}).url == address("item", text.pk)
    assert desk.post(address("pass_on", text.pk), {"to": colleague.pk}).url == address("queue")

    assert rules.claim_holder(FreeText.objects.get(), at=at) == colleague.pk
    assert desk.post(address("release", text.pk)).url == address("queue")
    assert FreeText.objects.get().claimed_by == colleague
    assert "Một đồng nghiệp đang đọc" in decide(desk, text, "publish").content.decode()


def test_it_lets_a_reader_name_the_language(desk, text, by, at):
    FreeText.objects.filter(pk=text.pk).update(state=TextState.LANGUAGE, language="und")
    assert "chưa rõ tiếng gì" in desk.get(address("queue")).content.decode()
    assert "Ghi tiếng của bài" in open_it(desk, text).content.decode()

    assert desk.post(address("language", text.pk), {"language": "tlh"}).url == address("item", text.pk)
    assert desk.post(address("language", text.pk), {"language": "vi"}).url == address("item", text.pk)
    assert FreeText.objects.get().state == TextState.WAITING

    actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=by, at=at)
    assert desk.post(address("language", text.pk), {"language": "km"}).url == address("queue")


def test_it_compares_long_wordings_by_sentences():
    before = "Em thích vẽ sông. " * 2_000
    after = before.replace("sông", "núi", 1)

    changes = queries.comparison(before, after)

    assert [change.words for change in changes if change.is_in] == ["Em thích vẽ núi. "]
    assert "".join(change.words for change in changes if not change.is_out) == after


def test_it_plays_a_recording_only_to_whoever_opened_it(desk, at, colleague):
    text = receive(b"sound", kind="recording", media_type="audio/ogg", at=at)
    assert desk.get(address("listen", text.pk)).status_code == 404

    listen = open_it(desk, text).context["listen_url"]
    answer = desk.get(listen)

    assert answer.content == b"sound"
    assert answer.headers["Content-Type"] == "audio/ogg"
    assert answer.headers["Cache-Control"].startswith("private, no-store")
    assert signed_in(colleague).get(listen).status_code == 404
    assert desk.get(listen + "x").status_code == 404


def test_it_draws_a_drawing(desk, at):
    strokes = [{"colour": rules.PALETTE[0], "width": rules.WIDTHS[0], "points": [[1, 2], [3, 4]]}]
    text = receive(strokes, kind="drawing", at=at)

    assert '<svg class="drawing"' in open_it(desk, text).content.decode()


def test_it_hides_what_is_kept_from_somebody(desk, by, at):
    text = receive(WORDS, at=at, keep_from=[by])

    assert desk.get(address("item", text.pk)).status_code == 404
    assert open_it(desk, text).status_code == 404
    assert decide(desk, text, "publish").status_code == 404
    assert "0 bài chưa đọc" in desk.get(address("queue")).content.decode()


def test_it_is_closed_to_those_without_the_right(text):
    editor = signed_in(personas.editor())

    for name, args in (("queue", []), ("item", [text.pk]), ("second", []), ("reports", []), ("listen", [text.pk])):
        assert editor.get(address(name, *args)).url == reverse("wagtailadmin_home")
    assert open_it(editor, text).url == reverse("wagtailadmin_home")
    assert address("queue") not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_it_shows_the_director_the_queue_and_no_words(text, at):
    director = signed_in(personas.staff("Siu Kim", [Role.DIRECTOR]))

    assert "1 bài chưa đọc" in director.get(address("queue")).content.decode()
    assert "Chỉ người có vai trò" in director.get(address("item", text.pk)).content.decode()
    assert open_it(director, text, reason="xem").url == address("queue")
    assert not AccessEntry.objects.filter(verb=queries.OPENED).exists()


def test_it_tells_a_moderator_whose_papers_lapsed(text):
    lapsed = signed_in(personas.moderator())

    assert "tập huấn" in lapsed.get(address("queue")).content.decode()
    assert lapsed.post(address("next")).url == address("queue")
    assert open_it(lapsed, text).url == address("queue")


def test_it_gives_protection_a_way_back_to_the_desk(text, by, at):
    actions.decide_text(text, decision=Decision.PROTECTION, version=1, by=by, at=at)
    officer = signed_in(qualify(personas.protection_officer(), at))
    assert "Trả bài về hàng đợi" in officer.get(address("item", text.pk)).content.decode()

    officer.post(address("return", text.pk))
    assert FreeText.objects.get().state == TextState.WAITING
    assert officer.post(address("return", text.pk)).url == address("queue")
