"""Reports about one public text wake somebody once: they are one concern, and none of them is lost (T10)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from portal.safeguarding import actions, queries
from portal.safeguarding.models import Concern, Decision, FreeText, Report, Severity
from tests.desk import signed_in
from tests.safeguarding.duty_people import officer, on_call
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "published")]
PAGE = "/tin-tuc/mot-bai/"
SEVERE = "Bạn ấy bị đánh ở nhà, lần thứ {}."
GRAVEST = "Bạn ấy nói không muốn sống nữa."


def report(at, words="", reason="hurts", about=PAGE, **changes):
    """A report about the one published text, unless told otherwise."""
    about_text = {"text": FreeText.objects.published().values_list("pk", flat=True).first(), **changes}
    return actions.report_page(instance=uuid4(), reason=reason, about=about, words=words, at=at, **about_text)


def flood(at, count=20, **changes):
    return [report(at + timedelta(minutes=n), SEVERE.format(n), **changes) for n in range(count)]


@pytest.fixture
def hanh(at):
    return officer(at)


@pytest.fixture
def published(at):
    text = receive("Em thích vẽ sông Đăk Bla.", at=at)
    actions.decide_text(text, decision=Decision.PUBLISH, version=1, by=reader(at), at=at)
    return FreeText.objects.get(pk=text.pk)


def verbs(concern):
    return [step.verb for step in concern.steps.all()]


@pytest.mark.parametrize("reason", ["hurts", "danger"])
def test_it_makes_one_concern_and_one_alert_of_twenty_reports(at, hanh, reason):
    made = flood(at, reason=reason)

    concern = Concern.objects.get()
    assert concern.severity == Severity.TODAY
    assert set(concern.texts.exclude(state="published")) == {told.words for told in made}
    assert list(queries.reports_in(concern)) == made
    assert queries.open_concerns().get().report_count == 20
    assert len(mail.outbox) == 1
    assert verbs(concern).count("alerted") == 1
    assert verbs(concern).count("merged") == 19


def test_it_shows_an_officer_all_of_them(at, hanh, clock):
    made = flood(at)
    desk = signed_in(hanh)
    assert "20 lời báo." in desk.get(reverse("concerns:index")).content.decode()

    page = reverse("concerns:open", args=[Concern.objects.get().pk])
    shown = desk.post(page, {"reason": "xem"}, follow=True).content.decode()

    assert "Lời báo về cùng chỗ này (20)" in shown
    for number, told in enumerate(made):
        assert SEVERE.format(number) in shown
        assert reverse("texts:report", args=[told.pk]) in shown


def test_it_is_raised_by_a_graver_one_and_wakes_anew(at, hanh):
    first = flood(at, 3)
    due = Concern.objects.get().due_at
    mail.outbox.clear()

    graver = report(at + timedelta(minutes=5), GRAVEST)
    report(at + timedelta(minutes=6), GRAVEST)
    report(at + timedelta(minutes=7), SEVERE.format(9))

    concern = Concern.objects.get()
    assert concern.severity == Severity.NOW
    assert {told.words for told in [*first, graver]} <= set(concern.texts.all())
    assert len(mail.outbox) == 1
    assert concern.due_at == at + timedelta(minutes=35) < due


def test_it_never_lets_the_clock_run_later(at, hanh):
    flood(at, 2)
    due = Concern.objects.get().due_at

    flood(due - timedelta(minutes=10), 2)
    assert Concern.objects.get().due_at == due
    report(due - timedelta(minutes=5), GRAVEST)

    concern = Concern.objects.get()
    assert concern.due_at == due
    assert concern.ladder_from == due - timedelta(minutes=5)


def test_it_tells_whoever_took_it_of_more_and_takes_a_new_clock_for_something_graver(at, hanh):
    flood(at, 1)
    actions.acknowledge_concern(Concern.objects.get(), by=hanh, at=at)
    mail.outbox.clear()

    for _n in range(5):
        report(at + timedelta(minutes=1), reason="danger", about=PAGE.rstrip("/"))
    assert len(mail.outbox) == 1  # once an hour
    later = at + timedelta(days=3)
    report(later, GRAVEST)

    concern = Concern.objects.get()
    assert (concern.state, concern.due_at) == (Concern.State.OPEN, later + timedelta(minutes=30))
    assert queries.reports_in(concern).count() == 7


def test_it_wakes_the_one_on_call_too_when_somebody_reports_the_gravest_of_what_was_taken(at, hanh):
    nga = officer(at, "Y Nga")
    report(at, GRAVEST)
    actions.acknowledge_concern(Concern.objects.get(), by=hanh, at=at)
    night = at + timedelta(hours=12)
    on_call(nga, night)
    mail.outbox.clear()

    for _n in range(20):
        report(night, GRAVEST)

    assert sorted(message.to[0] for message in mail.outbox) == sorted([hanh.email, nga.email])
    assert Concern.objects.get().acknowledged_by == hanh
    assert all("sống" not in message.body for message in mail.outbox)


def test_it_is_one_matter_with_the_text_it_is_about(at, hanh, published):
    own = receive("Em bị đánh ở nhà.", thread=published.thread, at=at)
    told = report(at, SEVERE.format(1), text=published.pk)
    danger = report(at, reason="danger", text=published.pk)
    published.refresh_from_db()
    actions.decide_text(
        published, decision=Decision.PROTECTION, version=published.version, by=reader(at, "Y Moan"), at=at
    )

    concern = Concern.objects.get()
    assert concern.thread == published.thread
    assert set(concern.texts.all()) == {own, told.words, published}
    assert set(queries.reports_in(concern)) == {told, danger}


def test_it_takes_in_what_a_reader_hands_over_and_what_the_same_receipt_says_later(at, hanh):
    told = report(at, "Bạn ấy buồn lắm.")
    flood(at, 1)
    more = receive("Bạn ấy bị đánh ở nhà.", thread=told.thread, source_kind="safeguarding.report", at=at)

    actions.decide_text(told.words, decision=Decision.PROTECTION, version=1, by=reader(at, "Y Moan"), at=at)

    assert {told.words, more} <= set(Concern.objects.get().texts.all())


def test_it_finds_its_concern_when_screening_comes_later(at, hanh):
    first, second = flood(at, 2)
    Concern.objects.get().texts.remove(second.words)
    FreeText.objects.filter(pk=second.words_id).update(screened_at=None, severity=Severity.NONE)

    actions.screen_missed_texts(at=at)

    assert set(Concern.objects.get().texts.all()) == {first.words, second.words}


def test_it_keeps_different_things_apart(at, hanh, published):
    other = receive("Em thích bóng đá.", at=at)
    actions.decide_text(other, decision=Decision.PUBLISH, version=1, by=reader(at, "Y Moan"), at=at)
    report(at, SEVERE.format(1), text=published.pk)
    report(at, SEVERE.format(2), text=other.pk)
    for n in range(2):  # a page is where somebody stood: each is a matter of its own
        report(at, SEVERE.format(4 + n), text=None)
        report(at, SEVERE.format(6 + n), text=None, about="/")

    assert Concern.objects.count() == 6


def test_it_prefers_the_thing_to_the_flood_where_it_has_a_concern(at, hanh):
    flood(at, 1)
    key = uuid4()

    flood(at, 3, flood=key)
    for n in range(3):
        report(at, SEVERE.format(n), about=f"/{n}/", text=None, flood=key)

    assert sorted(concern.texts.count() for concern in Concern.objects.all()) == [3, 4]


def test_it_begins_a_new_one_once_the_former_is_closed(at, hanh):
    flood(at, 2)
    closed = Concern.objects.get()
    later = at + timedelta(hours=1)
    for by in (hanh, officer(at, "Y Nga")):
        actions.close_concern(closed, reason="Đùa nghịch.", is_no_concern=True, by=by, at=later)

    flood(later + timedelta(hours=1), 3)

    assert queries.reports_in(closed).count() == 2
    assert queries.reports_in(queries.open_concerns().get()).count() == 3


def test_it_serves_reports_from_before_there_was_a_common_thread(at, hanh):
    told = report(at, "Bạn ấy buồn lắm.")
    Report.objects.update(concern_thread=None)

    assert queries.concern_thread(told.words) == told.thread
