"""Words unread for over 25 hours reach the director once a day, without a word of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.notifications.models import Delivery
from portal.people.models import Role
from portal.safeguarding import actions, tasks
from tests import personas
from tests.safeguarding.factories import reader, receive

pytestmark = pytest.mark.django_db
WORDS = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def director():
    return personas.staff("Siu Kim", [Role.DIRECTOR])


def test_it_tells_the_director_at_25_hours_and_not_before(director, at, clock):
    receive(WORDS, at=at)

    clock.move_to(at + timedelta(hours=24, minutes=59))
    assert tasks.tell_director_of_unread(timezone.now()) == 0
    clock.move_to(at + timedelta(hours=25))
    assert tasks.tell_director_of_unread(timezone.now()) == 1

    told = Delivery.objects.get()
    assert told.user == director
    assert "sân chơi" not in f"{told.title} {told.body} {told.url}"
    assert "1 bài chưa đọc" in told.body


def test_it_tells_once_a_day(director, at):
    receive(WORDS, at=at)
    late = at + timedelta(hours=25)

    assert [actions.tell_director_of_unread(at=late + timedelta(minutes=n)) for n in range(3)] == [1, 0, 0]
    assert actions.tell_director_of_unread(at=late + timedelta(days=1)) == 1


def test_it_says_nothing_when_all_is_read(director, at):
    text = receive(WORDS, at=at)
    actions.decide_text(text, decision="publish", version=1, by=reader(at), at=at)

    assert actions.tell_director_of_unread(at=at + timedelta(days=3)) == 0


def test_it_tells_the_administrator_where_no_director_is(at):
    administrator = personas.administrator()
    receive(WORDS, at=at)

    actions.tell_director_of_unread(at=at + timedelta(days=2))

    assert Delivery.objects.get().user == administrator
