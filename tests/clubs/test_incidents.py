"""Something went wrong in a club: nothing that is told is lost, and who should hear of it does (Circular 27/2022)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from clubs import actions
from clubs.models import Incident
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, DutyShift
from tests import desk
from tests.clubs import factories
from tests.conftest import NOW
from tests.safeguarding.duty_people import officer, on_call

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FELL = "Một em ngã ở sân."
BEATEN = "Em ấy bị đánh, không dám về."


@pytest.fixture
def at(at, clock):
    return at


@pytest.fixture
def club():
    return factories.ClubFactory(name="CLB Sông Xanh")


@pytest.fixture
def person(club):
    return factories.facilitator(club)


@pytest.fixture
def officers(at):
    """Two who may take a concern: one on duty by day, one not."""
    on_duty, other = officer(at, "Rơ Châm Hạnh"), officer(at, "Y Nga")
    on_call(on_duty, at, kind=DutyShift.Kind.READER)
    return on_duty, other


def tell(club, person, at, summary=FELL, severity=2):
    """The same moment, told whenever."""
    return actions.report_incident(club, happened_at=NOW - HOUR, summary=summary, severity=severity, by=person, at=at)


def told(concern):
    return [step.to.full_name for step in concern.steps.filter(to__isnull=False)]


def test_it_takes_the_same_words_twice_as_one_tap(club, person, at):
    first = tell(club, person, at)

    assert tell(club, person, at + timedelta(minutes=1)) == first
    assert safeguarding_queries.summary_of(Concern.objects.get()) == FELL


def test_it_adds_what_is_told_next_and_wakes_people_for_what_is_graver(club, person, officers, at):
    first = tell(club, person, at)
    again = tell(club, person, at + timedelta(minutes=2), BEATEN, severity=1)

    concern = Concern.objects.get()
    assert (again, Incident.objects.count()) == (first, 1)
    assert concern.severity == 1
    assert safeguarding_queries.summary_of(concern) == f"{FELL}\n\n{BEATEN}"
    assert len(mail.outbox) == 3  # severity 2 the one on duty; severity 1, with nobody on call, both
    assert tell(club, person, at + timedelta(minutes=3), BEATEN, severity=1) == first
    assert safeguarding_queries.summary_of(Concern.objects.get()) == f"{FELL}\n\n{BEATEN}"


def test_it_raises_the_same_words_told_as_graver(club, person, at):
    tell(club, person, at, severity=3)
    tell(club, person, at + timedelta(minutes=1), severity=1)

    assert Concern.objects.get().severity == 1


def test_it_opens_another_concern_for_what_is_told_after_the_first_was_closed(club, person, officers, at):
    first = tell(club, person, at)
    for each in officers:
        safeguarding_actions.close_concern(first.concern, reason="Không có gì.", is_no_concern=True, by=each, at=at)

    second = tell(club, person, at + timedelta(minutes=5), BEATEN)

    assert second != first
    assert second.concern.is_open
    assert second.concern.thread == first.concern.thread


def test_it_tells_the_officer_on_duty_once_of_what_can_wait(club, person, officers, at):
    concern = tell(club, person, at, severity=3).concern

    safeguarding_actions.climb_ladders(at=at + HOUR)

    assert told(concern) == ["Rơ Châm Hạnh"]
    [letter] = mail.outbox
    assert FELL not in letter.body
    assert "trong hai ngày làm việc" in letter.body


@pytest.mark.parametrize("later", [timedelta(hours=10), timedelta(days=5)])  # this evening, and on Saturday
def test_it_waits_for_working_hours_with_what_can_wait(club, person, officers, at, later):
    reported_at = at + later
    concern = tell(club, person, reported_at, severity=3).concern
    assert safeguarding_actions.climb_ladders(at=reported_at + HOUR) == 0
    assert told(concern) == []

    opens_at = at + (timedelta(days=1) if later.days == 0 else timedelta(days=7))
    assert safeguarding_actions.climb_ladders(at=opens_at) == 1

    assert sorted(told(concern)) == ["Rơ Châm Hạnh", "Y Nga"]  # nobody is on duty then: better everyone than no one
    assert safeguarding_actions.climb_ladders(at=opens_at + HOUR) == 0


@pytest.mark.parametrize(
    ("severity", "sentence"),
    [
        (1, "nhận tin ngay, và phải nhận việc trong 30 phút"),
        (2, "nhận tin ngay, và xem trong ngày làm việc"),
        (3, "nhận tin trong giờ làm việc, và xem trong hai ngày làm việc"),
    ],
)
def test_it_says_truly_who_hears_of_it_when(club, person, at, severity, sentence):
    staff = desk.signed_in(person)
    typed = {"happened_at": "23/11/2026 08:30", "severity": str(severity), "summary": FELL}

    page = staff.post(reverse("clubs:incident", args=[club.pk]), typed, follow=True).content.decode()

    assert sentence in page
    assert "Ủy ban nhân dân xã" in page
