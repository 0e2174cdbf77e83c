"""The staff desk's screens about concerns: nothing of a child is shown before a reason is given."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.people.models import AccessEntry, Qualification
from portal.safeguarding import actions, rules
from portal.safeguarding.models import Concern, FreeText
from tests import personas
from tests.desk import signed_in
from tests.safeguarding.duty_people import director, officer, open_concern

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

WORDS = "em sợ về nhà, số của em 0912345678"


@pytest.fixture
def hanh(at):
    return officer(at)


@pytest.fixture
def concern(at, hanh):
    text = actions.receive_text(
        instance=uuid.uuid4(), content=WORDS, source="Hộp ý kiến", source_kind="clubs.opinion", at=at
    )
    return open_concern(at, text=text, summary="Cô giáo kể thêm.")


@pytest.fixture
def desk(hanh):
    return signed_in(hanh)


def url(name, concern, *more):
    return reverse(f"concerns:{name}", args=[concern.pk, *more])


def opened(desk, concern):
    return desk.post(url("open", concern), {"reason": "Tôi trực đêm nay."}, follow=True)


def test_it_lists_severity_state_and_clock_without_a_word(desk, concern):
    page = desk.get(reverse("concerns:index")).content.decode()

    assert "1 – ngay bây giờ" in page
    assert "chưa ai nhận" in page
    assert "còn 30 phút" in page
    assert "icon-warning" in page
    assert "sợ về nhà" not in page
    assert "Cô giáo" not in page


def test_it_says_how_late_it_is(desk, concern, clock):
    clock.shift(timedelta(hours=3))

    assert "quá hạn 2 giờ" in desk.get(reverse("concerns:index")).content.decode()


def test_it_shows_nothing_before_a_reason(desk, concern):
    page = desk.get(url("detail", concern)).content.decode()

    assert "sợ về nhà" not in page
    assert "Vì sao bạn mở việc này" in page
    assert desk.post(url("open", concern), {"reason": ""}).status_code == 400
    assert not AccessEntry.objects.filter(verb="mở điều cần bảo vệ").exists()


def test_it_shows_all_after_a_reason_and_logs_it(desk, concern, hanh):
    page = opened(desk, concern).content.decode()

    assert WORDS in page
    assert "Cô giáo kể thêm." in page
    entry = AccessEntry.objects.get(verb="mở điều cần bảo vệ")
    assert (entry.by, entry.reason) == (hanh, "Tôi trực đêm nay.")


def test_it_asks_again_after_a_quarter_of_an_hour(desk, concern, clock):
    opened(desk, concern)
    clock.shift(timedelta(minutes=15))

    assert "sợ về nhà" not in desk.get(url("detail", concern)).content.decode()
    desk.post(url("acknowledge", concern))
    concern.refresh_from_db()
    assert concern.state == "open"
    opened(desk, concern)
    assert AccessEntry.objects.filter(verb="mở điều cần bảo vệ").count() == 2


def test_it_asks_for_each_concern_apart(desk, concern, at):
    other = open_concern(at, summary="Chuyện khác.")
    opened(desk, concern)

    assert "Chuyện khác." not in desk.get(url("detail", other)).content.decode()


@pytest.mark.parametrize("name", ["index", "new", "detail"])
def test_it_is_closed_to_all_but_protection_officers(concern, name):
    address = reverse(f"concerns:{name}", args=[concern.pk] if name == "detail" else [])

    for person in (personas.moderator(), personas.administrator(), director(), personas.editor()):
        response = signed_in(person).get(address)
        assert response.status_code == 302


def test_it_is_closed_to_an_officer_whose_training_ended(desk, concern, hanh, at):
    Qualification.objects.filter(user=hanh).update(expires_on=at.date() - timedelta(days=1))

    response = desk.get(reverse("concerns:index"))

    assert response.status_code == 403
    assert "không còn hiệu lực" in response.content.decode()
    assert "không còn hiệu lực" in desk.get("/admin/").content.decode()


def test_it_is_kept_nowhere(desk, concern):
    assert desk.get(url("detail", concern))["Cache-Control"].startswith("private, no-store")


def test_it_is_taken_from_the_page(desk, concern, hanh):
    opened(desk, concern)

    page = desk.post(url("acknowledge", concern), follow=True).content.decode()

    concern.refresh_from_db()
    assert concern.acknowledged_by == hanh
    assert "Nhận việc này" not in page


def test_it_says_who_was_faster(desk, concern, at):
    opened(desk, concern)
    actions.acknowledge_concern(concern, by=officer(at, "Y Nga"), at=at)

    assert "đã nhận việc này" in desk.post(url("acknowledge", concern), follow=True).content.decode()


def test_it_is_passed_on_to_a_colleague_of_the_list(desk, concern, at):
    nga = officer(at, "Y Nga")
    opened(desk, concern)

    assert desk.post(url("pass_on", concern), {"to": personas.moderator().pk}).status_code == 400
    assert desk.post(url("pass_on", concern), {"to": nga.pk}).status_code == 302
    assert concern.steps.get(verb="passed_on").to == nga


def test_it_gets_another_severity(desk, concern):
    opened(desk, concern)

    assert desk.post(url("severity", concern), {"severity": "9", "reason": "x"}).status_code == 400
    desk.post(url("severity", concern), {"severity": "2", "reason": "Đã gặp em."})

    concern.refresh_from_db()
    assert concern.severity == 2


def test_it_does_not_close_without_a_hand_over(desk, concern, at):
    page = opened(desk, concern).content.decode()
    assert "Chưa ghi đã báo cho ai" in page

    response = desk.post(url("close", concern), {"reason": "Xong."}, follow=True)

    assert "Chưa ghi đã báo cho ai" in response.content.decode()
    concern.refresh_from_db()
    assert concern.state == "open"
    actions.close_concern(concern, reason="Thành ngữ.", is_no_concern=True, by=officer(at, "Y Nga"), at=at)
    desk.post(url("close", concern), {"reason": "Thành ngữ.", "is_no_concern": "on"})
    concern.refresh_from_db()
    assert concern.state == "closed"
    assert "Thành ngữ." in desk.get(url("detail", concern)).content.decode()
    assert str(concern.number) in desk.get(reverse("concerns:index") + "?da-dong").content.decode()


def typed(**changes):
    return {
        "told": "111", "told_on": "23/11/2026", "told_clock": "08:40", "channel": "gọi điện", "reference": "HS 12",
        "child_name": "Y Mẫu", **changes,
    }  # fmt: skip


def test_it_takes_a_hand_over_and_prints_the_sheet(desk, concern):
    opened(desk, concern)
    assert "Họ và tên trẻ em" in desk.get(url("hand_over", concern)).content.decode()

    page = desk.post(url("hand_over", concern), typed(), follow=True).content.decode()
    assert "Tổng đài 111" in page

    sheet = desk.post(url("sheet", concern, concern.hand_overs.get().pk)).content.decode()
    assert "Y Mẫu" in sheet
    assert sheet.count("chưa biết") == 17
    assert "14pt" in sheet
    assert WORDS not in sheet
    assert AccessEntry.objects.filter(reason="In phiếu bàn giao").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"told_on": "24/11/2026"}, "told_on"), ({"channel": ""}, "channel"), ({"told_clock": "25:99"}, "told_clock")],
)
def test_it_says_beside_the_field_what_is_wrong(desk, concern, changes, field):
    opened(desk, concern)

    response = desk.post(url("hand_over", concern), typed(**changes))

    assert response.status_code == 400
    assert field in response.context["form"].errors
    assert "Y Mẫu" in response.content.decode()


def test_it_hands_nothing_over_that_was_not_opened(desk, concern):
    assert desk.get(url("hand_over", concern)).status_code == 302
    assert desk.post(url("hand_over", concern), typed()).status_code == 302
    assert not concern.hand_overs.exists()


def test_it_prints_nothing_that_is_not_open(desk, concern, clock):
    opened(desk, concern)
    desk.post(url("hand_over", concern), typed())
    clock.shift(timedelta(minutes=20))

    assert desk.post(url("sheet", concern, concern.hand_overs.get().pk)).status_code == 302


def test_it_takes_down_what_somebody_told_the_centre(desk, hanh):
    assert desk.post(reverse("concerns:new"), {"severity": "1", "summary": ""}).status_code == 400

    desk.post(reverse("concerns:new"), {"severity": "2", "summary": "Bà ngoại gọi đến."})

    concern = Concern.objects.get()
    assert (concern.origin, concern.severity, concern.opened_by) == ("staff", 2, hanh)


def test_it_hides_words_kept_from_this_officer(desk, concern, hanh):
    concern.texts.get().keep_from.add(hanh)

    assert WORDS not in opened(desk, concern).content.decode()


def test_it_says_when_no_key_opens_the_words(desk, concern, settings):
    settings.TEXT_KEY = "another key than the one that closed them"

    page = opened(desk, concern).content.decode()

    assert "thiếu khóa cũ" in page
    assert "Cô giáo" not in page


def test_it_stands_on_the_first_screen_and_never_as_good_news(desk, concern, at, hanh):
    assert "1 – ngay bây giờ" in desk.get("/admin/").content.decode()
    for by in (hanh, officer(at, "Y Nga")):
        actions.close_concern(concern, reason="x", is_no_concern=True, by=by, at=at)

    page = desk.get("/admin/").content.decode()

    assert "vẫn phải đọc từng bài" in page


def test_it_is_loud_on_the_first_screen_until_somebody_takes_it(desk, concern, at, hanh):
    before = desk.get("/admin/").content.decode()
    actions.acknowledge_concern(concern, by=hanh, at=at)
    after = desk.get("/admin/").content.decode()

    assert "còn 30 phút" in before
    assert str(concern.number) in before
    assert "chưa ai nhận việc" in before
    assert "desk-panel--overdue" in before
    assert "chưa ai nhận việc" not in after
    assert "desk-panel--overdue" not in after


def test_it_costs_the_same_with_many_concerns(desk, concern, at, django_assert_max_num_queries):
    for _ in range(30):
        open_concern(at, severity=3)

    with django_assert_max_num_queries(22):
        assert "?p=2" in desk.get(reverse("concerns:index")).content.decode()


def test_it_plays_a_recording_and_shows_a_drawing_while_opened(desk, concern, at):
    recording = actions.receive_text(
        instance=uuid.uuid4(), kind="recording", content=b"OggS lines", media_type="audio/ogg", source="Hộp ý kiến",
        source_kind="clubs.opinion", at=at,
    )  # fmt: skip
    drawing = actions.receive_text(
        instance=uuid.uuid4(), kind="drawing", source="Hộp ý kiến", source_kind="clubs.opinion", at=at,
        content=[{"colour": rules.PALETTE[0], "width": rules.WIDTHS[0], "points": [[1, 1], [9, 9]]}],
    )  # fmt: skip
    concern.texts.add(recording, drawing)
    listen = url("listen", concern, recording.pk)
    assert desk.get(listen).status_code == 302

    page = opened(desk, concern).content.decode()

    assert listen in page
    assert "<svg" in page
    response = desk.get(listen)
    assert (response.content, response["Content-Type"]) == (b"OggS lines", "audio/ogg")
    assert desk.get(url("listen", concern, drawing.pk)).status_code == 404


def test_it_shows_no_words_once_it_is_closed(desk, concern, hanh, at):
    FreeText.objects.update(kind="recording")
    listen = url("listen", concern, concern.texts.get().pk)
    opened(desk, concern)
    actions.hand_over_concern(concern, told="111", told_at=at, channel="điện thoại", reference="cô Lan", by=hanh, at=at)
    assert desk.get(listen).status_code == 200
    actions.close_concern(concern, reason="Đã báo.", by=hanh, at=at)
    FreeText.objects.update(kind="words")

    page = desk.get(url("detail", concern)).content.decode()

    assert WORDS not in page
    assert "lời của em không mở ở đây nữa" in page
    assert desk.get(listen).status_code == 302


def test_it_says_when_words_were_erased(desk, concern):
    FreeText.objects.update(original=b"", digest="", public_text="")

    assert "Lời này đã được xóa." in opened(desk, concern).content.decode()


def test_it_shows_the_form_for_a_new_concern_and_a_long_wait_in_days(desk, concern, at):
    assert "gọi 111" in desk.get(reverse("concerns:new")).content.decode()
    Concern.objects.update(due_at=at - timedelta(days=2, hours=1))

    assert "quá hạn 2 ngày" in desk.get(reverse("concerns:index")).content.decode()
