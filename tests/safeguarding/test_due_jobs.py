"""What `tick` does about concerns and the roster, by the names it knows."""

from datetime import timedelta

import pytest

from portal.foundation.jobs import all_jobs
from tests import personas
from tests.safeguarding.duty_people import director, officer, open_concern

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def run(name, at):
    return all_jobs()[f"portal.safeguarding.tasks.{name}"](at)


def test_it_climbs_warns_and_forgets_at_every_tick(at):
    officer(at)
    director()
    personas.administrator()
    open_concern(at)

    assert run("climb_ladders", at + timedelta(hours=1)) == 1
    assert run("warn_of_gaps", at) == 3
    assert run("pseudonymise_concerns", at) == 0
    assert run("forget_concerns", at) == 0
