"""The staff desk's screens of the roster."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.safeguarding import actions
from portal.safeguarding.models import DutyShift
from tests import personas
from tests.desk import signed_in
from tests.safeguarding.duty_people import officer, on_call, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NEXT = date(2026, 11, 30)


@pytest.fixture
def mai(db):
    return personas.administrator()


@pytest.fixture
def desk(mai):
    return signed_in(mai)


@pytest.fixture
def hanh(at):
    return officer(at)


def week(monday=NEXT):
    return f"{reverse('roster:week')}?tu={monday.isoformat()}"


def test_it_shows_a_week_with_its_gaps(desk, mai, hanh, at):
    actions.fill_week(NEXT, on_call=hanh, by=mai, at=at)

    page = desk.get(week()).content.decode()

    assert "Từ 30/11/2026 đến 06/12/2026" in page
    assert page.count("Rơ Châm Hạnh</a>") == 7
    assert page.count("Chưa có người đọc") == 5
    assert "Chưa có người trực" not in page


@pytest.mark.parametrize("written", ["", "hôm nay", "2026-02-31", "9999-12-31", "0001-01-01"])
def test_it_shows_this_week_for_a_date_it_does_not_understand(desk, written):
    assert "Từ 23/11/2026" in desk.get(reverse("roster:week"), {"tu": written}).content.decode()


def test_it_fills_and_copies_from_the_page(desk, hanh):
    desk.post(reverse("roster:fill"), {"tu": NEXT.isoformat(), "on_call": hanh.pk})
    assert DutyShift.objects.count() == 7

    response = desk.post(reverse("roster:copy"), {"tu": (NEXT + timedelta(days=7)).isoformat()}, follow=True)
    assert "Đã thêm 7 ca" in response.content.decode()
    response = desk.post(reverse("roster:copy"), {"tu": (NEXT + timedelta(days=7)).isoformat()}, follow=True)
    assert "Không thêm được ca nào" in response.content.decode()


def test_it_says_why_it_did_not_fill(desk, hanh):
    response = desk.post(reverse("roster:fill"), {"tu": NEXT.isoformat(), "on_call": hanh.pk, "second": hanh.pk})

    assert response.status_code == 409 or response.status_code == 400
    assert "phải là người khác" in response.content.decode()
    assert desk.post(reverse("roster:fill"), {"reader": "x"}).status_code == 400


def test_it_adds_changes_and_removes_one_shift(desk, hanh, at):
    page = desk.get(reverse("shifts:add") + "?ngay=2026-12-01&ca=on_call").content.decode()
    assert 'value="2026-12-01T17:00"' in page
    typed = {"kind": "on_call", "user": hanh.pk, "starts_at": "2026-12-01T17:00", "ends_at": "2026-12-02T07:30"}

    assert desk.post(reverse("shifts:add"), typed).url == week()
    shift = DutyShift.objects.get()
    desk.post(reverse("shifts:edit", args=[shift.pk]), {**typed, "ends_at": "2026-12-02T08:00"})
    shift.refresh_from_db()
    assert shift.ends_at.minute == 0
    desk.post(reverse("shifts:delete", args=[shift.pk]))
    assert not DutyShift.objects.exists()


def test_it_begins_a_readers_shift_in_the_morning(desk, hanh):
    page = desk.get(reverse("shifts:add") + "?ngay=2026-12-01&ca=reader").content.decode()

    assert 'value="2026-12-01T07:30"' in page
    assert desk.get(reverse("shifts:add") + "?ngay=x&ca=y").status_code == 200


def test_it_says_beside_the_field_what_is_wrong(desk, hanh):
    typed = {"kind": "reader", "user": hanh.pk, "starts_at": "2026-12-01T17:00", "ends_at": "2026-12-02T07:30"}

    response = desk.post(reverse("shifts:add"), typed)

    assert "thiếu vai trò" in response.content.decode()
    assert (
        desk.post(
            reverse("shifts:add"), {**typed, "starts_at": "2020-01-01T17:00", "ends_at": "2020-01-01T18:00"}
        ).status_code
        == 200
    )


def test_it_keeps_a_shift_that_has_begun(desk, hanh, at):
    shift = on_call(hanh, at)

    response = desk.post(reverse("shifts:delete", args=[shift.pk]), follow=True)

    assert "Lịch cũ giữ nguyên" in response.content.decode()


def test_it_lists_and_exports_every_shift(desk, hanh, at):
    on_call(hanh, at)

    assert "Rơ Châm Hạnh" in desk.get(reverse("shifts:index")).content.decode()
    assert desk.get(reverse("shifts:index") + "?export=csv").status_code == 200


def test_it_lets_readers_see_and_not_plan(hanh, at):
    client = signed_in(reader(at))

    page = client.get(week()).content.decode()

    assert "Xếp nhanh" not in page
    assert client.get(reverse("shifts:add")).status_code == 302
    with_rights = client.post(reverse("roster:fill"), {"tu": NEXT.isoformat(), "on_call": hanh.pk})
    assert with_rights.status_code == 403
    assert not DutyShift.objects.exists()


def test_it_is_closed_to_editors(db):
    assert signed_in(personas.editor()).get(week()).status_code == 302


def test_it_stands_on_the_first_screen(desk, hanh, at):
    on_call(hanh, at)

    page = desk.get("/admin/").content.decode()

    assert "Rơ Châm Hạnh" in page
    assert "Ngày 23/11/2026 chưa có người đọc." in page
    assert reverse("roster:week") in page


def test_it_costs_the_same_for_a_full_week(desk, hanh, mai, at, django_assert_max_num_queries):
    actions.fill_week(NEXT, on_call=hanh, by=mai, at=at)

    with django_assert_max_num_queries(30):
        desk.get(week())
