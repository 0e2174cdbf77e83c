"""The demo centre has receipts to try: answered, overdue, waiting."""

import pytest

from portal.answers import actions, queries
from portal.answers.models import Complaint, DataRequest
from portal.people import actions as people_actions
from portal.people.actions import NotDemo
from tests import personas
from tests.clubs.factories import qualified

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    people_actions.ensure_roles()
    return {"moderator": qualified(personas.moderator()), "director": personas.director()}


def test_it_makes_receipts_in_every_state_once(at, people):
    assert actions.load_demo_answers(**people, at=at) == 5
    assert actions.load_demo_answers(**people, at=at) == 0

    views = [queries.look_at(actions.find_receipt(line.split(" (")[0], at=at), at=at) for line in actions.demo_codes()]
    assert [(bool(view.replies), view.days_overdue) for view in views] == [(True, 0), (False, 3), (False, 0)]
    assert [view.texts[0].state for view in views] == ["read", "waiting", "waiting"]
    assert Complaint.objects.count() == DataRequest.objects.count() == 1


def test_it_makes_none_in_production(at, people, settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(NotDemo):
        actions.load_demo_answers(**people, at=at)
