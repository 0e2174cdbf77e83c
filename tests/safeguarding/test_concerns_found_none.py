"""What was urgent is called no concern by two officers, never by one (R-06)."""

import uuid

import pytest
from django.urls import reverse

from portal.people import rules as people_rules
from portal.safeguarding import actions, rules
from tests.desk import signed_in
from tests.safeguarding.duty_people import director, officer, open_concern

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def hanh(at):
    return officer(at, "Y Hạnh")


@pytest.fixture
def nga(at):
    return officer(at, "Y Nga")


def find_none(concern, by, at, reason="Thành ngữ."):
    return actions.close_concern(concern, reason=reason, is_no_concern=True, by=by, at=at)


@pytest.mark.parametrize("severity", [1, 2])
def test_it_waits_for_a_second_officer_and_writes_both_down(at, hanh, nga, severity):
    concern = open_concern(at, severity=severity)

    find_none(concern, hanh, at)
    assert (concern.state, concern.acknowledged_by, concern.found_none_by) == ("acknowledged", hanh, hanh)
    with pytest.raises(rules.SecondOfficerNeeded):
        find_none(concern, hanh, at)
    with pytest.raises(people_rules.NotProtectionOfficer):
        find_none(concern, director(), at)

    find_none(concern, nga, at, reason="Em kể một bộ phim.")
    assert (concern.state, concern.closed_by, concern.closing_reason) == ("closed", nga, "Em kể một bộ phim.")
    steps = [(step.verb, step.by, step.note) for step in concern.steps.all()][-2:]
    assert steps == [("found_none", hanh, "Thành ngữ."), ("closed", nga, "")]


def test_it_is_closed_by_one_when_it_was_never_urgent(at, hanh):
    assert find_none(open_concern(at, severity=3), hanh, at).state == "closed"


def test_it_is_no_way_around_to_lower_it_first(at, hanh):
    concern = open_concern(at, severity=1)
    actions.change_severity(concern, severity=3, reason="Nhẹ thôi.", by=hanh, at=at)

    assert find_none(concern, hanh, at).is_open


def test_it_is_found_anew_when_more_is_known(at, hanh, nga):
    thread = uuid.uuid4()
    concern = open_concern(at, thread=thread)
    find_none(concern, hanh, at)

    open_concern(at, severity=2, thread=thread, summary="Cô giáo gọi.")
    concern.refresh_from_db()
    assert concern.found_none_by is None
    assert find_none(concern, nga, at).is_open

    actions.change_severity(concern, severity=2, reason="Đã gặp em.", by=hanh, at=at)
    assert concern.found_none_by is None


def test_it_is_closed_by_one_once_it_was_handed_over(at, hanh):
    concern = open_concern(at)
    find_none(concern, hanh, at)
    actions.hand_over_concern(concern, told="111", told_at=at, channel="gọi", reference="cô Lan", by=hanh, at=at)

    assert find_none(concern, hanh, at).state == "closed"


def test_it_says_on_the_page_and_in_the_list_that_it_waits(at, hanh, nga):
    concern = open_concern(at)
    first, second = signed_in(hanh), signed_in(nga)
    close = reverse("concerns:close", args=[concern.pk])
    typed = {"reason": "Thành ngữ.", "is_no_concern": "on"}
    for desk in (first, second):
        desk.post(reverse("concerns:open", args=[concern.pk]), {"reason": "Tôi trực."})

    told = first.post(close, typed, follow=True).content.decode()
    refused = first.post(close, typed, follow=True).content.decode()
    listed = second.get(reverse("concerns:index")).content.decode()
    page = second.get(reverse("concerns:detail", args=[concern.pk])).content.decode()
    done = second.post(close, typed, follow=True).content.decode()

    assert "đóng khi một cán bộ bảo vệ khác cũng thấy như vậy" in told
    assert "Cần một cán bộ bảo vệ khác đồng ý" in refused
    assert "chờ cán bộ bảo vệ thứ hai" in listed
    assert "Y Hạnh thấy đây không phải điều cần bảo vệ." in page
    assert "Người xem trước: Y Hạnh." in done
