"""The demo's clubs: 21, three to try, the same when loaded again."""

import pytest

from clubs import actions
from clubs.actions.demo import DEMO_CLUBS, DEMO_MEMBERS
from clubs.models import Club, ClubMeeting, ClubMembership, JoinCode
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Activity, ConsentRecord, GuardianLink, Participant
from tests import personas
from tests.clubs import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(at):
    facilitator, vetter = factories.qualified(personas.facilitator()), personas.administrator()
    return lambda: actions.load_demo_clubs(facilitator=facilitator, vetter=vetter, at=at)


def test_it_loads_clubs_with_children_codes_and_meetings_once(load, at):
    made = load()

    counts = (Club.objects.count(), Participant.objects.count(), JoinCode.objects.count(), ClubMeeting.objects.count())
    assert counts == (21, made, 4, 12)
    assert load() == 0
    assert Participant.objects.count() == made


def test_it_lets_one_in_by_the_codes_it_prints(load, at):
    load()
    printed = "\n".join(actions.demo_ways_in())

    for demo in DEMO_CLUBS:
        assert demo.join_code in printed
        assert actions.open_code(demo.join_code, at=at)
    for member in DEMO_MEMBERS:
        assert member.pen_name in printed
        came = actions.sign_in(DEMO_CLUBS[-1].sign_in_code, pen_name=member.pen_name, pin=member.pin, at=at)
        assert came.participant.age_band == member.age_band


def test_it_prints_a_guardians_link_and_code_that_work_and_do_not_grow(load, client, clock, at):
    load()
    *_children, link, code = actions.demo_ways_in()
    address, code = link.split()[0], code.partition(": ")[2]
    counts = (GuardianLink.objects.count(), ConsentRecord.objects.count())

    load()

    assert actions.demo_ways_in()[-2:] == [link, f"/cha-me/rut-lai/   a guardian's code: {code}"]
    assert (GuardianLink.objects.count(), ConsentRecord.objects.count()) == counts
    assert client.get(address).status_code == 200
    token = address.split("/")[2]
    people_actions.answer_guardian_link(token, relation="father", answers={Activity.CLUB: True}, at=at)
    people_actions.withdraw_by_code(code, at=at)
    assert not ConsentRecord.objects.get(activity=Activity.PICTURE).is_live
    assert client.get(address).status_code == 410

    load()

    assert client.get(address).status_code == 200
    assert GuardianLink.objects.count() == counts[0]


def test_it_has_consents_complete_for_some_and_not_for_others(load, at):
    load()
    members = ClubMembership.objects.filter(participant__pen_name__in=[member.pen_name for member in DEMO_MEMBERS])
    complete = {
        row.participant.pen_name: people_queries.consent_status(row.participant, Activity.CLUB, at=at).is_complete
        for row in members.select_related("participant")
    }

    assert complete["Cánh Diều"]
    assert not complete["Bông Nhỏ"]
    assert complete["Cây Bàng"]


def test_it_says_nothing_before_it_is_loaded():
    assert actions.demo_ways_in() == []


def test_it_refuses_on_a_real_site(load, settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(actions.ClubsNotDemo):
        load()
