"""Names sort as a Vietnamese reader expects, on any database."""

import pytest

from portal.people.models import User
from tests import personas


@pytest.mark.django_db
def test_it_lists_people_in_vietnamese_order():
    for name in ("Y Blên", "Đinh Thị Mai", "A Brôl", "Dương Văn Ánh", "Ân Thị Bé"):
        personas.staff(name)

    names = [user.full_name for user in User.objects.all()]

    assert names == ["A Brôl", "Ân Thị Bé", "Dương Văn Ánh", "Đinh Thị Mai", "Y Blên"]


@pytest.mark.django_db
def test_it_keeps_the_order_when_a_name_changes():
    person = personas.staff("Y Blên")
    personas.staff("Đinh Thị Mai")
    person.full_name = "A Blên"

    person.save(update_fields=["full_name"])

    assert User.objects.first() == person
