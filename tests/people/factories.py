"""Children for tests: rows as the actions would write them, with a PIN everyone knows."""

from datetime import date
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from portal.people.models import AgeBand, Participant

PIN = "2580"


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participant

    pen_name = factory.Sequence(lambda number: f"Lá {number}")
    age_band = AgeBand.FROM_10
    stated_on = date(2026, 9, 5)
    created_on = date(2026, 9, 5)

    @classmethod
    def _create(cls, model_class: type[Participant], *args: Any, pin: str = PIN, **kwargs: Any) -> Participant:
        return super()._create(model_class, *args, pin_hash=make_password(f"digits {pin}"), **kwargs)
