"""Training and commitment: who may read what children write, and who is reminded."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from portal.foundation.jobs import all_jobs
from portal.foundation.refusals import why_not
from portal.people import actions, rules
from portal.people.models import AccessEntry, Qualification, Role, User
from tests import personas

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def hold(person: User, kind: str, until: date, since: date = date(2025, 1, 1)) -> Qualification:
    return Qualification.objects.create(
        user=person,
        kind=kind,
        obtained_on=since,
        expires_on=until,
        evidence="CN-01",
        recorded_by=person,
        recorded_at=datetime(2025, 1, 1, tzinfo=HANOI),
    )


@pytest.mark.parametrize(
    ("training", "commitment", "refusal"),
    [
        (None, None, rules.TrainingMissing),
        (TODAY - timedelta(days=1), TODAY, rules.TrainingExpired),
        (TODAY, None, rules.CommitmentMissing),
        (TODAY, TODAY - timedelta(days=1), rules.CommitmentExpired),
        (TODAY, TODAY, None),
    ],
)
def test_it_opens_moderation_with_both_and_on_the_last_day_too(at, training, commitment, refusal):
    moderator = personas.moderator()
    for kind, until in (("training", training), ("commitment", commitment)):
        if until:
            hold(moderator, kind, until)

    found = why_not(rules.check_can_moderate, moderator, at=at)

    assert type(found) is (refusal or type(None))


@pytest.mark.parametrize(("until", "refusal"), [(TODAY, None), (TODAY - timedelta(days=1), rules.TrainingExpired)])
def test_it_opens_protection_with_both_and_the_role(at, until, refusal):
    officer, moderator = personas.protection_officer(), personas.moderator()
    for person in (officer, moderator):
        for kind in ("training", "commitment"):
            hold(person, kind, until)

    assert type(why_not(rules.check_can_protect, officer, at=at)) is (refusal or type(None))
    assert isinstance(why_not(rules.check_can_protect, moderator, at=at), rules.NotProtectionOfficer)
    officer.is_active = False
    assert isinstance(why_not(rules.check_can_protect, officer, at=at), rules.NotProtectionOfficer)


def test_it_counts_days_by_the_calendar_of_viet_nam():
    moderator = personas.moderator()
    hold(moderator, "training", TODAY)
    hold(moderator, "commitment", TODAY)

    last_minute = why_not(rules.check_can_moderate, moderator, at=datetime(2026, 11, 23, 23, 59, tzinfo=HANOI))
    next_day = why_not(rules.check_can_moderate, moderator, at=datetime(2026, 11, 24, 0, 0, tzinfo=HANOI))

    assert last_minute is None
    assert isinstance(next_day, rules.TrainingExpired)


def test_it_does_not_count_what_begins_tomorrow(at):
    moderator = personas.moderator()
    hold(moderator, "training", TODAY + timedelta(days=9), since=TODAY + timedelta(days=1))

    with pytest.raises(rules.TrainingExpired):
        rules.check_can_moderate(moderator, at=at)


def test_it_lets_a_renewal_follow_an_expired_record(at):
    moderator = personas.moderator()
    for kind in Qualification.Kind:
        hold(moderator, kind, TODAY - timedelta(days=1))
        hold(moderator, kind, TODAY + timedelta(days=300))

    assert why_not(rules.check_can_moderate, moderator, at=at) is None


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_superuser": True}])
def test_it_asks_for_the_role_whatever_else_one_is(at, fields):
    person = personas.staff("Ai Đó", [] if "is_superuser" in fields else [Role.MODERATOR], **fields)

    with pytest.raises(rules.NotModerator):
        rules.check_can_moderate(person, at=at)


def test_it_costs_two_queries_to_decide(at, django_assert_num_queries):
    moderator = personas.moderator()
    hold(moderator, "training", TODAY)
    hold(moderator, "commitment", TODAY)

    with django_assert_num_queries(2):
        rules.check_can_moderate(moderator, at=at)


def test_it_records_who_recorded_and_when(at):
    by, person = personas.administrator(), personas.moderator()

    made = actions.record_qualification(
        person=person, kind="training", obtained_on=TODAY, expires_on=TODAY, evidence=" CN-07 ", by=by, at=at
    )

    assert (made.recorded_by, made.recorded_at, made.evidence) == (by, at, "CN-07")
    assert AccessEntry.objects.get().verb == "ghi chứng nhận"


@pytest.mark.parametrize(
    ("obtained_on", "expires_on", "field"),
    [
        (TODAY, TODAY - timedelta(days=1), "expires_on"),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=2), "obtained_on"),
    ],
)
def test_it_refuses_impossible_dates(at, obtained_on, expires_on, field):
    by = personas.administrator()

    with pytest.raises(actions.ImpossibleDates) as refused:
        actions.record_qualification(
            person=by, kind="training", obtained_on=obtained_on, expires_on=expires_on, evidence="x", by=by, at=at
        )

    assert list(refused.value.fields) == [field]


def test_it_lets_only_administrators_record(at):
    moderator = personas.moderator()

    with pytest.raises(rules.NotAdministrator):
        actions.record_qualification(
            person=moderator, kind="training", obtained_on=TODAY, expires_on=TODAY, evidence="x", by=moderator, at=at
        )


def test_it_reminds_the_person_and_administrators_once(at, mailoutbox):
    administrator, moderator = personas.administrator(), personas.moderator()
    hold(moderator, "training", TODAY + timedelta(days=30))
    hold(moderator, "commitment", TODAY + timedelta(days=31))
    job = all_jobs()["portal.people.tasks.remind_of_expiry"]

    counts = [job(at), job(at), job(at + timedelta(hours=3))]

    assert counts == [1, 0, 0]
    assert sorted(message.to[0] for message in mailoutbox) == sorted([administrator.email, moderator.email])
    assert "23/12/2026" in mailoutbox[0].body


def test_it_reminds_of_nothing_past_renewed_or_of_people_who_left(at, mailoutbox):
    moderator, left = personas.moderator(), personas.staff("Đã Nghỉ", [Role.MODERATOR], is_active=False)
    hold(moderator, "training", TODAY - timedelta(days=1))
    hold(moderator, "commitment", TODAY + timedelta(days=3))
    hold(moderator, "commitment", TODAY + timedelta(days=300))
    hold(left, "training", TODAY + timedelta(days=3))

    count = actions.remind_of_expiry(at=at)

    assert count == 0
    assert mailoutbox == []


def test_it_lets_two_tickers_remind_once(at, mailoutbox):
    from portal.people.actions import qualifications

    moderator = personas.moderator()
    found_by_both = hold(moderator, "training", TODAY + timedelta(days=3))

    results = [qualifications._remind(found_by_both, at=at) for _ in range(2)]

    assert results == [True, False]
    assert len(mailoutbox) == 1


def test_it_records_in_the_admin(clock, signed_in):
    moderator = personas.moderator()
    client = signed_in(personas.administrator())
    form = client.get(reverse("qualifications:add"))
    typed = {
        "user": moderator.pk,
        "kind": "training",
        "obtained_on": "01/11/2026",
        "expires_on": "01/11/2028",
        "evidence": "CN-01",
    }

    saved = client.post(reverse("qualifications:add"), typed, follow=True)
    wrong = client.post(reverse("qualifications:add"), {**typed, "expires_on": "01/10/2026"})

    assert form.status_code == 200
    assert "CN-01" in saved.text
    assert Qualification.objects.get().expires_on == date(2028, 11, 1)
    assert wrong.context["form"].errors["expires_on"] == ["Ngày hết hạn phải sau ngày có. Hãy xem lại hai ngày."]


def test_it_hides_the_screen_from_others(clock, signed_in):
    client = signed_in(personas.moderator())

    assert client.get(reverse("qualifications:index")).headers["Location"] == "/admin/"
    assert client.post(reverse("qualifications:add"), {}).headers["Location"] == "/admin/"
